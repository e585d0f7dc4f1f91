import { textTokens } from "../evaluate/pattern.js";
import { covers } from "../policy/covers.js";
import { type Conditions, type Statement, toArray } from "../policy/document.js";
import { sortedConditions } from "../policy/order.js";
import { haveCommonText } from "../util/tokens.js";

/** Texts of a policy, as the statement has them: those that it names, or all others. */
export interface Texts {
  /** Patterns. */
  readonly names: readonly string[];
  /** Whether the statement is about everything except the names: `NotAction`, `NotResource`. */
  readonly negated: boolean;
}

/** One action, or pattern of actions, on one resource, or pattern of resources. */
export interface Probe {
  readonly action: Texts;
  readonly resource: Texts;
}

/** What statements say about all of a probe. Keys of conditions are their JSON in canonical form. */
export interface AccessState {
  /** Whether a statement without conditions denies it. */
  readonly isDenied: boolean;
  /** Whether a statement allows it, with or without conditions, and none denies it without conditions. */
  readonly isAllowed: boolean;
  /** The conditions of the statements that allow it; empty if one has none. One of them has to be met. */
  readonly conditions: ReadonlyMap<string, Conditions>;
  /** The conditions under which it is denied, where no statement without conditions denies it. */
  readonly unless: ReadonlyMap<string, Conditions>;
}

/**
 * Whether a boundary and policies can be compared by what they name: of two resources that have something in common, one
 * includes the other. What `a*` and `*b` have in common is not a pattern.
 */
export function canLimit(boundary: readonly Statement[], own: readonly Statement[]): boolean {
  const [limits, given] = [boundary, own].map((statements) => statements.map(resourceTexts)) as [Texts[], Texts[]];
  const hasExceptions = (statements: readonly Statement[]) =>
    statements.some(({ NotAction, NotResource }) => (NotAction ?? NotResource) !== undefined);
  if (hasExceptions(boundary) || hasExceptions(own)) return false;
  const names = new Set(given.flatMap((texts) => texts.names));
  return limits
    .flatMap((texts) => texts.names)
    .every((one) =>
      [...names].every((other) => covers(one, other, true) || covers(other, one, true) || !overlap(one, other, true)),
    );
}

/** What both allow: a role's policies, and its boundary. A denial of either counts. */
export function limited(own: AccessState, limit: AccessState): AccessState {
  const isDenied = own.isDenied || limit.isDenied;
  const isAllowed = own.isAllowed && limit.isAllowed && !isDenied;
  return {
    isDenied,
    isAllowed,
    conditions: isAllowed ? both(own.conditions, limit.conditions) : NONE,
    unless: isDenied ? NONE : new Map([...own.unless, ...limit.unless]),
  };
}

/** The conditions that are met if one of each is. */
function both(
  own: ReadonlyMap<string, Conditions>,
  limit: ReadonlyMap<string, Conditions>,
): ReadonlyMap<string, Conditions> {
  if (own.size === 0 || limit.size === 0) return own.size === 0 ? limit : own;
  const pairs = [...own.values()].flatMap((one) => [...limit.values()].map((other) => merged(one, other)));
  return new Map(pairs.map((one) => [JSON.stringify(one), one]));
}

/** Where both compare a key in the same way, the limit's values are shown. */
function merged(own: Conditions, limit: Conditions): Conditions {
  const operators = [...new Set([...Object.keys(own), ...Object.keys(limit)])];
  return sortedConditions(
    Object.fromEntries(operators.map((operator) => [operator, { ...own[operator], ...limit[operator] }])),
  );
}

export const actionTexts = ({ Action, NotAction }: Statement): Texts =>
  NotAction === undefined ? { names: toArray(Action), negated: false } : { names: toArray(NotAction), negated: true };

export const resourceTexts = ({ Resource, NotResource }: Statement): Texts =>
  NotResource === undefined
    ? { names: toArray(Resource ?? "*"), negated: false }
    : { names: toArray(NotResource), negated: true };

/** The statements of a role, to be asked about many probes. */
export class Statements {
  /** Those that name a resource without a wildcard, by the resource. */
  readonly #exact = new Map<string, Statement[]>();
  /** All others. */
  readonly #patterns: readonly Statement[];

  constructor(statements: readonly Statement[]) {
    this.#patterns = statements.filter((statement) => {
      const { names, negated } = resourceTexts(statement);
      if (negated || names.some((name) => /[*?]/.test(name))) return true;
      for (const name of names) this.#exact.set(name, [...(this.#exact.get(name) ?? []), statement]);
      return false;
    });
  }

  /** Those that can be about a probe. */
  #candidates({ resource: { names, negated } }: Probe): readonly Statement[] {
    const [name = ""] = names;
    return negated ? this.#patterns : [...(this.#exact.get(name) ?? []), ...this.#patterns];
  }

  /** What the statements say about all that a probe matches, whose resource is one text. */
  state(probe: Probe): AccessState {
    return accessState(this.#candidates(probe), probe);
  }
}

function accessState(statements: readonly Statement[], probe: Probe): AccessState {
  const covering = statements.filter(
    (statement) =>
      includes(actionTexts(statement), probe.action, false) && includes(resourceTexts(statement), probe.resource, true),
  );
  const of = (effect: Statement["Effect"]) => covering.filter(({ Effect }) => Effect === effect);
  const [allows, denies] = [of("Allow"), of("Deny")];
  const isDenied = denies.some(({ Condition }) => Condition === undefined);
  const isAllowed = !isDenied && allows.length > 0;
  const isPlain = allows.some(({ Condition }) => Condition === undefined);
  return {
    isDenied,
    isAllowed,
    conditions: isAllowed && !isPlain ? conditionsOf(allows) : NONE,
    unless: isDenied ? NONE : conditionsOf(denies),
  };
}

const NONE: ReadonlyMap<string, Conditions> = new Map();

const conditionsOf = (statements: readonly Statement[]): ReadonlyMap<string, Conditions> =>
  new Map(
    statements.flatMap(({ Condition }) => {
      if (Condition === undefined) return [];
      const canonical = sortedConditions(Condition);
      return [[JSON.stringify(canonical), canonical] as const];
    }),
  );

/** Whether texts of a statement include all that a probe's texts match. */
function includes(wide: Texts, narrow: Texts, caseMatters: boolean): boolean {
  const isIn = (names: readonly string[], text: string) => names.some((name) => covers(name, text, caseMatters));
  if (!wide.negated)
    return narrow.negated ? wide.names.some(isEverything) : narrow.names.every((one) => isIn(wide.names, one));
  // Everything except a part of what the probe leaves out, too.
  if (narrow.negated) return wide.names.every((one) => isIn(narrow.names, one));
  return narrow.names.every((one) => !wide.names.some((name) => overlap(name, one, caseMatters)));
}

const isEverything = (text: string) => /^\*+$/.test(text);

/** Whether two patterns may match the same. */
function overlap(one: string, other: string, caseMatters: boolean): boolean {
  const tokens = (text: string) => textTokens(text, { wildcards: true, caseMatters }, {});
  return haveCommonText(tokens(one), tokens(other));
}
