import { quotas } from "../aws/quotas.js";
import { isUnresolved } from "../placeholders/placeholder.js";
import { hash } from "../util/hash.js";

/** What neither a role's name nor a construct's id can hold becomes a hyphen: `feature/login` → `feature-login`. */
export function sanitized(name: string): string {
  const fit = name.replace(/[^\w+=,.@-]+/g, "-").replace(/^-+/, "");
  // A pattern for the end alone would be tried at each hyphen.
  let end = fit.length;
  while (fit[end - 1] === "-") end -= 1;
  return fit.slice(0, end);
}

/** A name, or the first number behind it, that nothing has yet. */
export function uniqueName(name: string, taken: { has(name: string): boolean }): string {
  const numbered = (number: number) => [name, `${number}`].filter((part) => part !== "").join("-");
  if (name !== "" && !taken.has(name)) return name;
  let number = 0;
  while (taken.has(numbered(number))) number += 1;
  return numbered(number);
}

/** A description of names that may hold anything, with `?` for what IAM takes in no description, at its longest. */
export function toIamDescription(description: string): string {
  const fit = description.replace(/[^\t\n\r\u0020-\u007E\u00A1-\u00FF\uE000\uE001]/gu, "?");
  return isUnresolved(fit) ? fit : fit.slice(0, quotas.description);
}

/**
 * A role's name of its parts, at most 64 characters: what is longer is cut, and told apart by a digest of the whole.
 * The same parts give the same name, always.
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
