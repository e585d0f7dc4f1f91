import type { Context } from "./context.js";

/**
 * Parses a value of unknown type into a `T`, or reports at the value's path what is wrong with it and returns
 * `undefined`. A schema never throws, and it goes on after a finding so that one pass reports everything.
 */
export type Schema<T> = (value: unknown, context: Context) => T | undefined;
