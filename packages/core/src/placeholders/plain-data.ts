/** Replaces what a specification cannot hold: a reference to itself, a getter that throws, a bottomless depth. */
export class Unreadable {
  constructor(readonly why: string) {}
}

/** Replaces an instance of a class, whose code could run when it is read. */
export class Instance {
  /** @param of the name of the class; empty if it has none */
  constructor(readonly of: string) {}
}

/** True for arrays and for objects written as a literal: not for instances of a class, not for functions. */
export function isPlainData(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return true;
  const prototype = Object.getPrototypeOf(value);
  // An object literal of another realm (a test runner's, a worker's) has that realm's prototype, which has none itself.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
