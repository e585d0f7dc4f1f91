import { isUnresolved } from "../placeholders/placeholder.js";
import { memoize } from "../util/memoize.js";
import { globMatches } from "../util/wildcard.js";
import type { Located } from "./parse/located.js";
import { perText } from "./parse/per-text.js";

/** A string of a policy, prepared for many comparisons. */
export interface Comparable {
  readonly text: string;
  /** Equal for texts that match the same, where case does not matter. An unresolved string equals only itself. */
  readonly id: string;
  /** Whether it matches more than itself. */
  readonly isPattern: boolean;
  /** What everything that it matches starts with, in lower case. */
  readonly head: string;
  /** Whether it matches everything that starts so, where case does not matter. */
  readonly isHeadOnly: boolean;
  /** What everything that it matches has before its first colon: a service. Empty if they differ. */
  readonly family: string;
}

export const comparableOf = perText((text): Comparable => {
  const id = isUnresolved(text) ? text : text.toLowerCase();
  const isWildcard = kindOf(text) === "wildcard";
  const head = isWildcard ? id.slice(0, id.search(/[*?]/)) : "";
  const start = isWildcard || kindOf(text) === "everything" ? head : id;
  return {
    text,
    id,
    isPattern: /[*?]/.test(text),
    head,
    isHeadOnly: isWildcard && id === `${head}*`,
    family: start.slice(0, Math.max(0, start.indexOf(":"))),
  };
});

/** `covers` for prepared strings. */
export function coversPrepared(pattern: Comparable, other: Comparable, caseMatters: boolean): boolean {
  if (!other.id.startsWith(pattern.head)) return false;
  if (pattern.isHeadOnly && !caseMatters && !isUnresolved(other.text)) return true;
  return covers(pattern.text, other.text, caseMatters);
}

/** Patterns that strings are looked up in. */
export class Patterns {
  /** By family. */
  readonly #families = new Map<string, Comparable[]>();

  /** @param all those that match only themselves are left out */
  constructor(
    all: readonly Comparable[],
    private readonly caseMatters: boolean,
  ) {
    for (const one of all) {
      if (!one.isPattern) continue;
      const family = this.#families.get(one.family);
      if (family === undefined) this.#families.set(one.family, [one]);
      else family.push(one);
    }
  }

  /** The first pattern that contains a string, and that the caller accepts. */
  containing(one: Comparable, accepts: (pattern: Comparable) => boolean = () => true): Comparable | undefined {
    return (
      this.#containing(one.family, one, accepts) ?? (one.family === "" ? undefined : this.#containing("", one, accepts))
    );
  }

  #containing(family: string, one: Comparable, accepts: (pattern: Comparable) => boolean): Comparable | undefined {
    return this.#families
      .get(family)
      ?.find((pattern) => coversPrepared(pattern, one, this.caseMatters) && accepts(pattern));
  }
}

/** What patterns match: the strings, and the patterns that match more than themselves. */
export interface Covering {
  readonly exact: ReadonlySet<string>;
  readonly patterns: Patterns;
}

/** Prepares patterns that many others are compared with. */
export function coveringOf(wide: readonly Located[], caseMatters: boolean): Covering {
  const all = wide.map(comparableOf);
  return { exact: new Set(all.map((one) => keyOf(one, caseMatters))), patterns: new Patterns(all, caseMatters) };
}

/** Whether each of the narrow patterns is matched by a wide one. */
export const allCovered = (narrow: readonly Located[], wide: Covering, caseMatters: boolean): boolean =>
  narrow.every((located) => {
    const one = comparableOf(located);
    return wide.exact.has(keyOf(one, caseMatters)) || wide.patterns.containing(one) !== undefined;
  });

/** Equal for strings that match the same. */
export const keyOf = ({ text, id }: Comparable, caseMatters: boolean) => (caseMatters ? text : id);

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
