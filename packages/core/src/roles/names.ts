import { quotas } from "../policy/quotas.js";
import { digest } from "../text/digest.js";

/** What neither a role's name nor a construct's id can hold becomes a hyphen: `feature/login` → `feature-login`. */
export const sanitised = (name: string): string => name.replace(/[^\w+=,.@-]+/g, "-").replace(/^-+|-+$/g, "");

/** A description of names that may hold anything, with `?` for what IAM takes in no description. */
export const latin = (description: string): string =>
  description.replace(/[^\t\n\r\u0020-\u007E\u00A1-\u00FF\uE000\uE001]/gu, "?");

/**
 * A role's name of its parts, at most 64 characters: what is longer is cut, and told apart by a digest of the whole.
 * The same parts give the same name, always.
 */
export function roleName(...parts: readonly string[]): string {
  const whole = parts
    .map(sanitised)
    .filter((part) => part !== "")
    .join("-");
  if (whole.length <= quotas.roleName) return whole;
  const tail = `-${digest(whole)}`;
  return whole.slice(0, quotas.roleName - tail.length) + tail;
}
