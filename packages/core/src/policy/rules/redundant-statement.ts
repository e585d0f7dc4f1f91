import type { Report } from "../../findings/finding.js";
import { isUnresolved } from "../../placeholders/placeholder.js";
import { globMatches } from "../../util/wildcard.js";
import type { Located, LocatedStatement } from "../parse/located.js";
import type { PolicyRule } from "./rule.js";

/** IAM refuses a policy with more characters than this. The comparison is quadratic. */
const MOST_CHARACTERS = 10_240;

/** No statement is fully denied, or already allowed, by another one. */
export const redundantStatement: PolicyRule = (statements) => {
  const comparable = statements.filter(isComparable);
  if (sizeOf(comparable) > MOST_CHARACTERS) return;
  const allows = comparable.filter(({ effect }) => effect === "Allow");
  const denies = comparable.filter(({ effect, conditions }) => effect === "Deny" && conditions.length === 0);
  const conditionsOf = new Map(allows.map((statement) => [statement, conditionText(statement)]));
  const pointless = new Set<LocatedStatement>();
  for (const statement of allows) {
    const deny = denies.find((other) => covers(other, statement));
    if (deny !== undefined) {
      statement.context.report(voidByDeny(deny.called));
      continue;
    }
    const conditions = conditionsOf.get(statement);
    const wider = allows.find((other) => {
      if (other === statement || pointless.has(other)) return false;
      return (other.conditions.length === 0 || conditionsOf.get(other) === conditions) && covers(other, statement);
    });
    if (wider === undefined) continue;
    pointless.add(statement);
    const same = covers(statement, wider) && conditionsOf.get(wider) === conditions;
    statement.context.report(coveredBy(wider.called, same));
  }
};

/** Principals and negated elements are not compared. */
const isComparable = ({ principals, notPrincipals, notActions, notResources, actions, resources }: LocatedStatement) =>
  [principals, notPrincipals, notActions, notResources].every((list) => list.length === 0) &&
  actions.length > 0 &&
  resources.length > 0;

const sizeOf = (statements: readonly LocatedStatement[]) =>
  statements
    .flatMap(({ actions, resources }) => [...actions, ...resources])
    .reduce((size, { text }) => size + text.length, 0);

const conditionText = ({ conditions }: LocatedStatement) =>
  conditions
    .map(({ name, key, values }) => JSON.stringify([name, key, values.map(({ text }) => text).sort()]))
    .sort()
    .join("\n");

/** Whether the other statement covers everything in this one. */
const covers = (wide: LocatedStatement, narrow: LocatedStatement) =>
  allIn(narrow.actions, wide.actions, false) && allIn(narrow.resources, wide.resources, true);

const allIn = (narrow: readonly Located[], wide: readonly Located[], caseMatters: boolean) =>
  narrow.every(({ text }) => wide.some((other) => stands(other.text, text, caseMatters)));

/** Whether a pattern matches everything that another one matches. An unresolved string equals only itself. */
function stands(pattern: string, text: string, caseMatters: boolean): boolean {
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

const voidByDeny = (by: string): Report => ({
  code: "REDUNDANT_STATEMENT",
  severity: "warning",
  message: `${by} denies everything that this statement allows.`,
  fix: "Remove one of the two.",
  parameters: { by },
});

const coveredBy = (by: string, same: boolean): Report => ({
  code: "REDUNDANT_STATEMENT",
  severity: "warning",
  message: same ? `${by} is identical to this statement.` : `${by} allows everything that this statement allows.`,
  fix: "Remove this statement, or narrow the other one.",
  parameters: { by },
});
