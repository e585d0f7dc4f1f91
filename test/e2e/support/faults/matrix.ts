import fc from "fast-check";
import { isRead } from "./calls.js";
import type { Cell } from "./cell.js";
import { faultsOf } from "./kinds.js";
import type { Phase, Reference } from "./phases.js";

/** Every call of a phase with every fault that it can have. */
export function cellsOf(phase: Phase, { calls }: Reference): Cell[] {
  return calls.flatMap(({ call, number }) =>
    faultsOf(isRead(call)).map(({ name }) => ({ phase, call, number, fault: name })),
  );
}

/** Some of the cells, the same ones for the same seed. */
export function sample(cells: readonly Cell[], size: number, seed: number): Cell[] {
  const one = fc.shuffledSubarray([...cells], { minLength: Math.min(size, cells.length), maxLength: size });
  return fc.sample(one, { seed, numRuns: 1 })[0] ?? [];
}
