import { isUnresolved } from "../placeholders/placeholder.js";
import { globMatches } from "../util/wildcard.js";
import type { Located } from "./parse/located.js";

/** Whether each of the narrow patterns is matched by a wide one. */
export const allCovered = (narrow: readonly Located[], wide: readonly Located[], caseMatters: boolean): boolean =>
  narrow.every(({ text }) => wide.some((other) => covers(other.text, text, caseMatters)));

/** Whether a pattern matches everything that another one matches. An unresolved string equals only itself. */
export function covers(pattern: string, text: string, caseMatters: boolean): boolean {
  if (pattern === text || /^\*+$/.test(pattern)) return true;
  if (isUnresolved(pattern) || isUnresolved(text) || pattern.includes("${") || !/[*?]/.test(pattern)) {
    return !caseMatters && !isUnresolved(pattern) && pattern.toLowerCase() === text.toLowerCase();
  }
  // A wildcard in the text is compared as a plain character. A pattern that matches it so matches everything that the
  // wildcard matches, unless a "?" meets a "*".
  if (pattern.includes("?") && /[*?]/.test(text)) return false;
  return globMatches(pattern, text) && (!caseMatters || sameCase(pattern, text));
}

/** ARNs are case-sensitive; `globMatches` is not. */
const sameCase = (pattern: string, text: string) => pattern.split(/[*?]+/).every((piece) => text.includes(piece));

/** IAM refuses a policy with more characters than this. Comparisons of all pairs are quadratic. */
const MOST_CHARACTERS = 10_240;

/** Whether there are few enough patterns to compare all pairs. */
export const isComparable = (patterns: readonly Located[]): boolean =>
  patterns.reduce((size, { text }) => size + text.length, 0) <= MOST_CHARACTERS;
