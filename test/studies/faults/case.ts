import { isDeepStrictEqual } from "node:util";
import { takeSnapshot } from "../../e2e/aws/snapshot.js";
import { exposed } from "./exposed.js";
import { FAULTS, type FaultName } from "./fault-types.js";
import type { ChosenCall, Injector } from "./injector.js";
import { manualStep } from "./manual-steps.js";
import { begin, command, isDone, type Phase, type Reference } from "./phases.js";
import type { Program } from "./program.js";

/** One call, failed in one way. */
export interface Case extends ChosenCall {
  readonly phase: Phase;
  readonly fault: FaultName;
}

/**
 * - `unnoticed`: the tool repeated the call by itself, and its command succeeded
 * - `again`: the command failed, and succeeded when it was typed again
 * - `manual`: something else had to be typed first
 * - `silent`: the command succeeded, but left something over
 * - `not met`: the call was not made this time
 * - `not survived`: there is no known way to continue
 */
export type Outcome = "unnoticed" | "again" | "manual" | "silent" | "not met" | "not survived";

export interface Result extends Case {
  readonly outcome: Outcome;
  /** What was typed in addition to the same command. */
  readonly typed: readonly string[];
  /** What the failed command printed. */
  readonly printed: string;
  /** What was live after the failure with a role that lacked a policy. */
  readonly exposed: readonly string[];
  readonly seconds: number;
}

/** Nobody is expected to type more. A tool that is killed may have been creating four things at once. */
const MOST_TYPED = 8;

/** Fails one call, and does what a user does until everything is as it would have been. */
export async function survive(
  faultCase: Case,
  program: Program,
  injector: Injector,
  { before, after }: Reference,
): Promise<Result> {
  const began = Date.now();
  const { phase } = faultCase;
  const fault = FAULTS.find(({ name }) => name === faultCase.fault);
  if (fault === undefined) throw new Error(`There is no fault ${faultCase.fault}`);
  const go = async () => {
    const { succeeded, output } = await command(phase, program);
    return { succeeded, output, now: await takeSnapshot(program.aws) };
  };
  const converged = async ({ succeeded, now }: Awaited<ReturnType<typeof go>>) =>
    succeeded && isDeepStrictEqual(now, after) && (await isDone(phase, program));

  await begin(phase, program);
  injector.arm({ ...faultCase, fault });
  // What is killed takes its provider along.
  if (fault.answer.startsWith("SIG")) program.project.provider = "own";
  const first = await go();
  program.project.provider = "shared";
  const met = injector.struck > 0;
  injector.arm();
  const bare = exposed(first.now, [before, after]);
  const result = (outcome: Outcome, typed: readonly string[] = []): Result => ({
    ...faultCase,
    outcome,
    typed,
    printed: first.succeeded ? "" : first.output,
    exposed: bare,
    seconds: (Date.now() - began) / 1_000,
  });

  if (!met) return result("not met");
  if (await converged(first)) return result("unnoticed");
  let last = await go();
  const typed: string[] = [];
  for (;;) {
    if (await converged(last)) {
      if (first.succeeded) return result("silent", typed);
      return result(typed.length === 0 ? "again" : "manual", typed);
    }
    const step =
      typed.length < MOST_TYPED
        ? await manualStep(program, { printed: last.output, now: last.now, wanted: after })
        : undefined;
    if (step === undefined) break;
    typed.push(step);
    last = await go();
  }
  return { ...result("not survived", typed), printed: `${first.output}\nand then\n${last.output}` };
}
