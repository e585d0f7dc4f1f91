import type { Report } from "../findings/finding.js";
import { empty } from "../findings/messages.js";
import { describeValue, expectedGot } from "../findings/text.js";
import type { Schema } from "./type.js";
import { isUnresolvedStructure, reportUnresolved } from "./unresolved.js";

const notAnArray = (value: unknown, instead = "Write an array: [ … ]."): Report => ({
  code: "NOT_AN_ARRAY",
  message: expectedGot("an array", value),
  fix: instead,
  parameters: { expected: "an array", found: describeValue(value) },
});

/** An array. Entries that cannot be parsed are left out of the result, so that the others are still checked. */
export function array<T>(entry: Schema<T>): Schema<readonly T[]> {
  return (value, context) => {
    if (isUnresolvedStructure(value)) return reportUnresolved(value, "array", context);
    if (!Array.isArray(value)) return context.report(notAnArray(value, context.instead));
    return value.map((item, index) => entry(item, context.index(index))).filter((item) => item !== undefined);
  };
}

/**
 * An array with at least one entry.
 *
 * @param what one entry is, for messages: `grant`
 */
export function nonEmptyArray<T>(entry: Schema<T>, what: string): Schema<readonly T[]> {
  return (value, context) =>
    Array.isArray(value) && value.length === 0 ? context.report(empty(what)) : array(entry)(value, context);
}
