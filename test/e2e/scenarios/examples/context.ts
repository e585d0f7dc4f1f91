import { expect, vi } from "vitest";
import type { Aws } from "../../aws/aws.js";
import { type Holdings, holdings, readHoldings } from "../../aws/snapshot.js";
import type { PlannedChange, Tool } from "../../project/deployment.js";
import { attach } from "./attach.js";
import { decidedHoldings, ownIn } from "./decided.js";
import { type Running, run } from "./running.js";
import type { Edits, Life } from "./scenario.js";

/** A life that is being lived. */
export interface Scene {
  readonly aws: Aws;
  /** What was there before the first deploy, and what was typed into an app since that is managed elsewhere. */
  before: Holdings;
  readonly running: Running;
  /** The other stacks of the same program. */
  readonly others?: readonly Running[];
}

/** Begins the life of an example, in an AWS that is empty but for what is there before. */
export async function begin(tool: Tool, life: Life, aws: Aws): Promise<Scene> {
  await aws.reset();
  const { values = {}, env } = (await life.before?.(aws)) ?? {};
  const before = await holdings(aws);
  return { aws, before, running: await run(tool, life, values, { ...aws.env, ...env }) };
}

/** What is about to be done, in the order of the alphabet: `update aws_amplify_app`. */
export const inWords = (planned: readonly PlannedChange[]): readonly string[] =>
  planned.map(({ action, type }) => `${action} ${type}`).sort();

/** AWS holds what the core decided for all stacks, what was there before, and nothing else of the project's kinds. */
export async function expectAsDecided({ aws, before, running, others = [] }: Scene): Promise<void> {
  const { holdings: held, inTheirWords } = await readHoldings(aws);
  const resources = (await Promise.all([running, ...others].map((stack) => stack.decided()))).flat();
  const decided = decidedHoldings(inTheirWords(resources));
  expect(ownIn(held)).toEqual({ ...decided, apps: { ...before.apps, ...decided.apps } });
}

export async function edit({ deployment }: Running, edits: Edits): Promise<void> {
  const { tool } = deployment;
  for (const [from, to] of "terraform" in edits ? edits[tool] : edits) await deployment.edit(from, to);
}

/** Types the commands of these outputs, one after the other. */
export async function typeOutputs(scene: Scene, outputs: readonly string[]): Promise<void> {
  for (const name of outputs) await typed(scene, await scene.running.output(name));
}

/** Types a command of the AWS CLI into a terminal, again while a role is too new; what it does to an app stays. */
export async function typed(scene: Scene, command: string): Promise<void> {
  await vi.waitFor(() => attach(scene.aws, command), { timeout: 5_000, interval: 500 });
  const { apps } = await holdings(scene.aws);
  scene.before = { ...scene.before, apps };
}

/** The calls that make or remove an app or an identity pool since the record was last cleared. */
export const appsMadeOrRemoved = ({ gateway: { calls } }: Aws) =>
  calls
    .all()
    .map(({ action }) => action)
    .filter((action) => /^(Create|Delete)(App|IdentityPool)$/.test(action));
