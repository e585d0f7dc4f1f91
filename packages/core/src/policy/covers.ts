import { isUnresolved } from "../placeholders/placeholder.js";
import { memoize } from "../util/memoize.js";
import { globMatches } from "../util/wildcard.js";
import type { Located } from "./parse/located.js";

/** Whether each of the narrow patterns is matched by a wide one. */
export const allCovered = (narrow: readonly Located[], wide: Covering, caseMatters: boolean): boolean =>
  narrow.every(
    ({ text }) =>
      wide.exact.has(keyOf(text, caseMatters)) || wide.patterns.some((pattern) => covers(pattern, text, caseMatters)),
  );

/** What patterns match: texts, in lower case where case does not matter, and patterns that match more than themselves. */
export interface Covering {
  readonly exact: ReadonlySet<string>;
  readonly patterns: readonly string[];
}

/** Prepares patterns that many others are compared with. */
export const coveringOf = (wide: readonly Located[], caseMatters: boolean): Covering => ({
  exact: new Set(wide.map(({ text }) => keyOf(text, caseMatters))),
  patterns: wide.map(({ text }) => text).filter((text) => /[*?]/.test(text)),
});

/** Whether a pattern matches everything that another one matches. An unresolved string equals only itself. */
export function covers(pattern: string, text: string, caseMatters: boolean): boolean {
  if (pattern === text) return true;
  const kind = kindOf(pattern);
  if (kind === "everything") return true;
  if (kind === "unresolved") return false;
  if (kind === "exact" || isUnresolved(text)) {
    return !caseMatters && pattern.toLowerCase() === text.toLowerCase();
  }
  // A wildcard in the text is compared as a plain character. A pattern that matches it so matches everything that the
  // wildcard matches, unless a "?" meets a "*".
  if (pattern.includes("?") && /[*?]/.test(text)) return false;
  return globMatches(pattern, text) && (!caseMatters || sameCase(pattern, text));
}

/** Equal for texts that match the same. An unresolved string equals only itself. */
const keyOf = (text: string, caseMatters: boolean) => (caseMatters || isUnresolved(text) ? text : text.toLowerCase());

/** How a pattern is compared. A policy variable means itself only. */
const kindOf = memoize((pattern): "everything" | "unresolved" | "exact" | "wildcard" => {
  if (/^\*+$/.test(pattern)) return "everything";
  if (isUnresolved(pattern)) return "unresolved";
  return pattern.includes("${") || !/[*?]/.test(pattern) ? "exact" : "wildcard";
});

/** ARNs are case-sensitive; `globMatches` is not. */
const sameCase = (pattern: string, text: string) => pattern.split(/[*?]+/).every((piece) => text.includes(piece));

/** IAM refuses a policy with more characters than this. Comparisons of all pairs are quadratic. */
export const MOST_CHARACTERS = 10_240;

/** Whether there are few enough patterns to compare all pairs. */
export const isComparable = (patterns: readonly Located[]): boolean => charactersIn(patterns) <= MOST_CHARACTERS;

/** How many characters patterns have together. */
export const charactersIn = (patterns: readonly Located[]): number =>
  patterns.reduce((size, { text }) => size + text.length, 0);
