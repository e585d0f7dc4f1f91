import type { AccountSnapshot } from "../../e2e/aws/snapshot.js";
import { takeSnapshot } from "../../e2e/aws/snapshot.js";
import { attempt, type CommandResult } from "../../e2e/project/processes.js";
import { forget } from "./forget.js";
import type { ChosenCall, Injector } from "./injector.js";
import type { Program } from "./program.js";

export const PHASES = ["deploy", "update", "destroy"] as const;
export type Phase = (typeof PHASES)[number];

/** What a command does where nothing fails. */
export interface Reference {
  readonly calls: readonly ChosenCall[];
  readonly before: AccountSnapshot;
  readonly after: AccountSnapshot;
}

/** Puts AWS and the tool's state to where a phase begins. */
export async function begin(phase: Phase, program: Program): Promise<void> {
  const { project, aws } = program;
  await Promise.all([project.forgetState(), forget(aws)]);
  await program.use("first");
  if (phase === "deploy") return;
  await program.restoreDeployed();
  if (phase === "update") await program.use("changed");
}

/** What the user types in a phase, the first time and every time after a failure. */
export function command(phase: Phase, { project }: Program): Promise<CommandResult> {
  return attempt(phase === "destroy" ? project.destroy() : project.deploy());
}

/** Whether the tool finds nothing left to do. */
export async function isDone(phase: Phase, program: Program): Promise<boolean> {
  return phase === "destroy" ? (await program.project.state()) === "" : program.isSettled();
}

/** Goes through a phase without a fault. */
export async function reference(phase: Phase, program: Program, injector: Injector): Promise<Reference> {
  await begin(phase, program);
  const before = await takeSnapshot(program.aws);
  injector.arm();
  const { succeeded, output } = await command(phase, program);
  const calls = [...injector.seen];
  if (!(succeeded && (await isDone(phase, program)))) throw new Error(`The ${phase} failed:\n${output}`);
  return { calls, before, after: await takeSnapshot(program.aws) };
}
