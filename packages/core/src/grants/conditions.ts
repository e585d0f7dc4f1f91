import type { Conditions } from "../policy/document.js";

/**
 * Conditions on keys that hold text, for the keys whose values are given: `StringEquals` where they are written out,
 * `StringLike` where some hold wildcards. `of` stands before the operator, for keys that have many values.
 */
export function textConditions(
  values: Readonly<Record<string, readonly string[] | undefined>>,
  of: "" | "ForAllValues:" | "ForAnyValue:" = "",
): Conditions | undefined {
  const conditions: Record<string, Record<string, readonly string[]>> = {};
  for (const [key, allowed] of Object.entries(values)) {
    if (allowed === undefined) continue;
    const operator = `${of}${allowed.some((value) => /[*?]/.test(value)) ? "StringLike" : "StringEquals"}`;
    conditions[operator] = { ...conditions[operator], [key]: allowed };
  }
  return Object.keys(conditions).length === 0 ? undefined : conditions;
}
