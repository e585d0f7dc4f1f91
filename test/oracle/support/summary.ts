import type { Outcome } from "./specifications.js";

/** A number with its thousands apart: `100,000`. */
export const figure = (value: number): string => value.toLocaleString("en-US");

/** A run in one line. @param time milliseconds */
export const summary = (
  { requests, specifications, allowed, differences }: Outcome,
  seed: number,
  time: number,
): string =>
  [
    `oracle: ${figure(requests)} requests to ${figure(specifications)} random roles`,
    `${figure(allowed)} to allow, ${figure(requests - allowed)} to deny`,
    `${figure(differences.length)} differences`,
    `ORACLE_SEED=${seed}`,
    `${(time / 1000).toFixed(1)} s`,
  ].join("; ");
