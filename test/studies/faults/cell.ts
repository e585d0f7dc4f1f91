import { isDeepStrictEqual } from "node:util";
import { holdings } from "../../e2e/aws/snapshot.js";
import { byHand } from "./by-hand.js";
import { exposed } from "./exposed.js";
import type { ChosenCall, Injector } from "./injector.js";
import { FAULTS, type FaultName } from "./kinds.js";
import { begin, command, isDone, type Phase, type Reference } from "./phases.js";
import type { Program } from "./program.js";

/** One call, failed in one way. */
export interface Cell extends ChosenCall {
  readonly phase: Phase;
  readonly fault: FaultName;
}

/**
 * - `unnoticed`: the tool asked again by itself, and its command succeeded
 * - `again`: the command failed; the same command succeeded
 * - `by hand`: something had to be typed in between
 * - `silent`: the command succeeded, and something was amiss all the same
 * - `not met`: the call was not made this time
 * - `not survived`: no more is known of how to go on
 */
export type Outcome = "unnoticed" | "again" | "by hand" | "silent" | "not met" | "not survived";

export interface Result extends Cell {
  readonly outcome: Outcome;
  /** What was typed beside the same command. */
  readonly typed: readonly string[];
  /** What the failed command printed. */
  readonly printed: string;
  /** What was live, after the failure, with a role that lacked a policy. */
  readonly exposed: readonly string[];
  readonly seconds: number;
}

/** More than this is not asked of anybody; a tool that is killed may have been making four things at once. */
const MOST_TYPED = 8;

/** Fails one call, and does what a user does until all is as it would have been. */
export async function survive(
  cell: Cell,
  program: Program,
  injector: Injector,
  { before, after }: Reference,
): Promise<Result> {
  const began = Date.now();
  const { phase } = cell;
  const fault = FAULTS.find(({ name }) => name === cell.fault);
  if (fault === undefined) throw new Error(`There is no fault ${cell.fault}`);
  const go = async () => ({ ...(await command(phase, program)), now: await holdings(program.aws) });
  const converged = async ({ succeeded, now }: Awaited<ReturnType<typeof go>>) =>
    succeeded && isDeepStrictEqual(now, after) && (await isDone(phase, program));

  await begin(phase, program);
  injector.arm({ ...cell, fault });
  program.alone = fault.takesEffect && fault.answer.startsWith("SIG");
  const first = await go();
  const met = injector.struck > 0;
  injector.arm();
  const bare = exposed(first.now, [before, after]);
  const result = (outcome: Outcome, typed: readonly string[] = []): Result => ({
    ...cell,
    outcome,
    typed,
    printed: first.succeeded ? "" : first.printed,
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
      return result(typed.length === 0 ? "again" : "by hand", typed);
    }
    const step = typed.length < MOST_TYPED ? await byHand(program, { ...last, wanted: after }) : undefined;
    if (step === undefined) break;
    typed.push(step);
    last = await go();
  }
  return { ...result("not survived", typed), printed: `${first.printed}\nand then\n${last.printed}` };
}
