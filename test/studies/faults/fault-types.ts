import type { Ending } from "./kill.js";

/** A way for a call to fail. */
export interface Fault {
  readonly name: FaultName;
  /**
   * What comes back in place of AWS's answer. `silence` is nothing at all, until the line is cut; with `SIGKILL` there
   * is nobody left to answer; with `SIGINT`, which is Ctrl-C, AWS's answer comes after it.
   */
  readonly answer: "refused" | "error" | "throttled" | "cut" | "silence" | Ending;
  /** Whether AWS does what it was asked before the answer is lost. */
  readonly takesEffect: boolean;
  /** Whether the same call goes on failing until the tool gives up, or only the once. */
  readonly lasts: boolean;
}

export type FaultName = (typeof FAULTS)[number]["name"];

/**
 * Every fault. A read takes no effect, and the clients repeat it like any other call: one that is refused, one that
 * fails for good and one that is cut say what there is to know.
 */
export const FAULTS = [
  { name: "refused", answer: "refused", takesEffect: false, lasts: true },
  { name: "error once", answer: "error", takesEffect: false, lasts: false },
  { name: "error", answer: "error", takesEffect: false, lasts: true },
  { name: "throttled once", answer: "throttled", takesEffect: false, lasts: false },
  { name: "throttled", answer: "throttled", takesEffect: false, lasts: true },
  { name: "cut before", answer: "cut", takesEffect: false, lasts: false },
  { name: "cut after", answer: "cut", takesEffect: true, lasts: false },
  { name: "timed out", answer: "silence", takesEffect: true, lasts: false },
  { name: "lost once", answer: "error", takesEffect: true, lasts: false },
  { name: "lost", answer: "error", takesEffect: true, lasts: true },
  { name: "killed", answer: "SIGKILL", takesEffect: true, lasts: false },
  { name: "Ctrl-C", answer: "SIGINT", takesEffect: true, lasts: false },
] as const;

const OF_READS: readonly FaultName[] = ["refused", "error", "cut before"];

export const faultsOf = (read: boolean): readonly Fault[] =>
  FAULTS.filter(({ name }) => !read || OF_READS.includes(name));
