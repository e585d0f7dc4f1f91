import { ESCAPED } from "../aws/arn-template.js";
import { isUnresolved } from "../placeholders/placeholder.js";
import { haveCommonText, includesAll, MANY, ONE, type Token } from "../util/tokens.js";
import { globMatches } from "../util/wildcard.js";
import type { Answer, Doubt } from "./answer.js";
import type { RequestContext } from "./request-context.js";

/** What is known about the values of placeholders. */
export interface PlaceholderFacts {
  /** The characters that the value of a placeholder never contains. Default: none are known. */
  readonly neverIn?: (placeholder: string) => string;
  /**
   * If the values of two placeholders are never equal: the characters of which both have the same number. Two tables'
   * ARNs have equally many slashes, so an index of one is never the other. Default: undefined, as they may be equal.
   */
  readonly differ?: (one: string, other: string) => string | undefined;
  /**
   * A text with more known of it: the ARN of a table whose name is known. Default: the text itself. It is asked for if the
   * text alone does not decide.
   */
  readonly describe?: (text: string) => string;
}

/** What a policy's strings are compared under. */
export interface Comparison {
  readonly context: RequestContext;
  readonly facts: PlaceholderFacts;
}

/** How two texts are compared. */
interface How {
  /** Whether `*` and `?` of the policy's string are wildcards. */
  readonly wildcards: boolean;
  readonly caseMatters: boolean;
  /** Whether `*` and `?` of the request's text are wildcards, and all texts that they match have to match. */
  readonly isPattern?: boolean;
  /**
   * Whether no wildcard before the last part of an ARN matches a colon. Default: it can, as IAM lets the last wildcard of a
   * part match more: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
   */
  readonly byParts?: boolean;
}

/**
 * Whether a string of a policy matches a text of a request. `undefined` if a variable of the string has no value, so that
 * it matches nothing.
 */
export function matches(pattern: string, text: string, how: How, comparison: Comparison): Answer | undefined {
  const isPlain = !pattern.includes("${") && !isUnresolved(pattern) && !isUnresolved(text) && how.isPattern !== true;
  if (isPlain) {
    if (how.wildcards) return globMatches(pattern, text, how.caseMatters);
    return how.caseMatters ? pattern === text : pattern.toLowerCase() === text.toLowerCase();
  }
  const answer = matchesTokens(pattern, text, how, comparison);
  const { describe } = comparison.facts;
  if (describe === undefined || answer === undefined || typeof answer === "boolean") return answer;
  const [describedPattern, described] = [describe(pattern), describe(text)];
  const isNew = describedPattern !== pattern || described !== text;
  const second = isNew ? matchesTokens(describedPattern, described, how, comparison) : answer;
  // Doubts name the texts as the program has them.
  return typeof second === "boolean" ? second : answer;
}

function matchesTokens(pattern: string, text: string, how: How, comparison: Comparison): Answer | undefined {
  const wide = patternTokens(pattern, how, comparison);
  if (wide === undefined) return undefined;
  const narrow = textTokens(text, { ...how, wildcards: how.isPattern === true, byParts: true }, comparison.facts);
  // What both start with, an unknown value included, does not decide.
  const start = commonStart(wide.tokens, narrow);
  const [a, b] = [wide.tokens.slice(start), narrow.slice(start)];
  if (includesAll(a, b)) return true;
  if (!haveCommonText(a, b) || differ(a, b, comparison.facts)) return false;
  return doubtsOf(pattern, text, wide.keys, narrow);
}

function doubtsOf(pattern: string, text: string, keys: readonly string[], narrow: readonly Token[]): readonly Doubt[] {
  const doubts: Doubt[] = keys.map((key) => ({ kind: "context", key }));
  if (isUnresolved(pattern) || isUnresolved(text)) doubts.push({ kind: "value", pattern, text });
  const isSeveral = narrow.some((token) => typeof token !== "string" && token.value === undefined);
  return isSeveral ? [...doubts, { kind: "part", pattern, text }] : doubts;
}

interface PatternTokens {
  readonly tokens: readonly Token[];
  /** The condition keys of its variables whose values the request leaves open. */
  readonly keys: readonly string[];
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
const VARIABLE = /(\$\{[^{}]*\})/;
const WITH_DEFAULT = /^\$\{\s*([^,]*?)\s*(?:,\s*'(.*)'\s*)?\}$/s;

/** A string of a policy, with values in place of its variables. Undefined if one has no value. */
function patternTokens(pattern: string, how: How, { context, facts }: Comparison): PatternTokens | undefined {
  const tokens: Token[] = [];
  const keys: string[] = [];
  for (const part of pattern.split(VARIABLE)) {
    if (!part.startsWith("${") || !part.endsWith("}")) {
      tokens.push(...textTokens(part, how, facts));
      continue;
    }
    const escaped = ESCAPED[part];
    if (escaped !== undefined) {
      tokens.push(escaped);
      continue;
    }
    const [, key = "", otherwise] = WITH_DEFAULT.exec(part) ?? [];
    const value = context.get(key);
    // A key with several values has no single one to write.
    const text = value.values === undefined ? undefined : value.isArray ? undefined : value.values[0];
    if (text !== undefined) tokens.push(...textTokens(text, { ...how, wildcards: false }, facts));
    else if (value.values === undefined && !value.isAbsent) {
      keys.push(key);
      tokens.push({ any: "many", but: "", value: `variable ${key.toLowerCase()}` });
    } else if (otherwise !== undefined) tokens.push(...textTokens(otherwise, { ...how, wildcards: false }, facts));
    else return undefined;
  }
  return { tokens, keys };
}

const PLACEHOLDER = /(\uE000[^\uE000\uE001]*\uE001)/;

/** A text as tokens. Each placeholder is a value of its own. */
export function textTokens(text: string, how: How, { neverIn }: PlaceholderFacts): readonly Token[] {
  const { wildcards, caseMatters, byParts = false } = how;
  const tokens: Token[] = [];
  let colons = byParts && text.startsWith("arn:") ? 0 : LAST_PART;
  const plain = (part: string) => {
    for (const one of caseMatters ? part : part.toLowerCase()) {
      if (one === ":") colons += 1;
      if (!wildcards || (one !== "*" && one !== "?")) tokens.push(one);
      else if (colons >= LAST_PART) tokens.push(one === "*" ? MANY : ONE);
      else tokens.push({ any: one === "*" ? "many" : "one", but: ":" });
    }
  };
  text.split(PLACEHOLDER).forEach((part, index) => {
    if (index % 2 === 0) plain(part);
    else {
      const but = neverIn?.(part) ?? "";
      // A value that can contain colons can be several parts.
      if (!but.includes(":")) colons = LAST_PART;
      tokens.push({ any: "many", but, value: part });
    }
  });
  return tokens;
}

/** How many colons are before the last part of an ARN. */
const LAST_PART = 5;

/** How many characters and values both start with. */
function commonStart(a: readonly Token[], b: readonly Token[]): number {
  let index = 0;
  while (index < a.length && index < b.length && isSame(a[index], b[index])) index += 1;
  return index;
}

/**
 * Whether two texts differ because they start with two values that are never equal: a table's ARN and another one's. If
 * one value was the start of the other, it would have fewer of some character: of the one that follows it.
 */
function differ(
  [one, next]: readonly Token[],
  [other, otherNext]: readonly Token[],
  { differ }: PlaceholderFacts,
): boolean {
  if (typeof one !== "object" || typeof other !== "object" || one.value === undefined || other.value === undefined)
    return false;
  const equallyMany = differ?.(one.value, other.value);
  const ends = (token: Token | undefined) =>
    token === undefined || (typeof token === "string" && equallyMany?.includes(token) === true);
  return equallyMany !== undefined && ends(next) && ends(otherNext);
}

const isSame = (one: Token | undefined, other: Token | undefined) =>
  typeof one === "object" && typeof other === "object"
    ? one.value !== undefined && one.value === other.value
    : one === other;
