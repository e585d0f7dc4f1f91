import { isRead } from "./calls.js";
import type { Case } from "./case.js";
import { faultsOf } from "./fault-types.js";
import type { Phase, Reference } from "./phases.js";

/** Every call of a phase with every fault that it can have. */
export function casesOf(phase: Phase, { calls }: Reference): Case[] {
  return calls.flatMap(({ call, number }) =>
    faultsOf(isRead(call)).map(({ name }) => ({ phase, call, number, fault: name })),
  );
}
