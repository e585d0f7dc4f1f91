import { quotas } from "../aws/quotas.js";
import { isUnresolved } from "../placeholders/placeholder.js";
import { hash } from "../util/hash.js";

/** Replaces characters that neither a role's name nor a construct's id can have: `feature/login` → `feature-login`. */
export function sanitized(name: string): string {
  const valid = name.replace(/[^\w+=,.@-]+/g, "-").replace(/^-+/, "");
  // A pattern for the hyphens at the end would start again at each hyphen: quadratic time.
  let end = valid.length;
  while (valid[end - 1] === "-") end -= 1;
  return valid.slice(0, end);
}

/** The name, or the first of `name-0`, `name-1`, … if it is taken. For an empty name: `0`, `1`, … */
export function uniqueName(name: string, taken: { has(name: string): boolean }): string {
  const numbered = (number: number) => [name, `${number}`].filter((part) => part !== "").join("-");
  if (name !== "" && !taken.has(name)) return name;
  let number = 0;
  while (taken.has(numbered(number))) number += 1;
  return numbered(number);
}

/** A description that IAM accepts: with `?` for other characters, and cut to the longest length. */
export function toIamDescription(description: string): string {
  const valid = description.replace(/[^\t\n\r\u0020-\u007E\u00A1-\u00FF\uE000\uE001]/gu, "?");
  return isUnresolved(valid) ? valid : valid.slice(0, quotas.description);
}

/**
 * A role's name composed of parts, at most 64 characters. A longer name is cut and ends with a digest of the whole. The
 * same parts always give the same name: a change would rename, and so replace, deployed roles.
 */
export function roleName(...parts: readonly string[]): string {
  const whole = parts
    .map(sanitized)
    .filter((part) => part !== "")
    .join("-");
  if (whole.length <= quotas.roleName) return whole;
  const tail = `-${hash(whole)}`;
  return whole.slice(0, quotas.roleName - tail.length) + tail;
}
