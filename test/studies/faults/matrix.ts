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
