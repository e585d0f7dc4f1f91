import type { Conditions } from "../policy/document.js";

/**
 * Conditions on keys of type string, for the keys whose values are given: `StringLike` if a value contains a wildcard,
 * otherwise `StringEquals`.
 *
 * @param qualifier precedes the operator, for keys that have several values
 */
export function stringConditions(
  values: Readonly<Record<string, readonly string[] | undefined>>,
  qualifier: "" | "ForAllValues:" | "ForAnyValue:" = "",
): Conditions | undefined {
  const conditions: Record<string, Record<string, readonly string[]>> = {};
  for (const [key, allowed] of Object.entries(values)) {
    if (allowed === undefined) continue;
    const operator = `${qualifier}${allowed.some((value) => /[*?]/.test(value)) ? "StringLike" : "StringEquals"}`;
    conditions[operator] = { ...conditions[operator], [key]: allowed };
  }
  return Object.keys(conditions).length === 0 ? undefined : conditions;
}
