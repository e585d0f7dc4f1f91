import type { Report } from "../../../findings/finding.js";
import { allCovered, type Covering, charactersIn, coveringOf, MOST_CHARACTERS } from "../../covers.js";
import type { LocatedStatement } from "../../parse/located.js";
import type { PolicyRule } from "../rule.js";

/** No statement is fully denied, or already allowed, by another one. */
export const statementHasAnEffect: PolicyRule = (statements) => {
  const comparable = statements.filter(hasPatternsOnly);
  if (comparable.length < 2) return;
  const size = comparable.reduce((sum, one) => sum + charactersIn(one.actions) + charactersIn(one.resources), 0);
  if (size > MOST_CHARACTERS) return;
  const prepared = new Map<LocatedStatement, PreparedStatement>();
  const contains = (wide: LocatedStatement, narrow: LocatedStatement) => {
    const known = prepared.get(wide) ?? preparedStatement(wide);
    prepared.set(wide, known);
    return containsAll(known, narrow);
  };
  const allows = comparable.filter(({ effect }) => effect === "Allow");
  const denies = comparable.filter(({ effect, conditions }) => effect === "Deny" && conditions.length === 0);
  const texts = new Map<LocatedStatement, string>();
  const conditionsOf = (statement: LocatedStatement) => {
    const known = texts.get(statement) ?? conditionText(statement);
    texts.set(statement, known);
    return known;
  };
  const pointless = new Set<LocatedStatement>();
  for (const statement of allows) {
    const deny = denies.find((other) => contains(other, statement));
    if (deny !== undefined) {
      statement.context.report(voidByDeny(deny.called));
      continue;
    }
    const wider = allows.find((other) => {
      if (other === statement || pointless.has(other)) return false;
      return (
        (other.conditions.length === 0 || conditionsOf(other) === conditionsOf(statement)) && contains(other, statement)
      );
    });
    if (wider === undefined) continue;
    pointless.add(statement);
    const same = contains(statement, wider) && conditionsOf(wider) === conditionsOf(statement);
    statement.context.report(coveredBy(wider.called, same));
  }
};

/** Principals and negated elements are not compared. */
const hasPatternsOnly = ({
  principals,
  notPrincipals,
  notActions,
  notResources,
  actions,
  resources,
}: LocatedStatement) =>
  principals.length + notPrincipals.length + notActions.length + notResources.length === 0 &&
  actions.length > 0 &&
  resources.length > 0;

const conditionText = ({ conditions }: LocatedStatement) =>
  conditions
    .map(({ name, key, values }) => JSON.stringify([name, key, values.map(({ text }) => text).sort()]))
    .sort()
    .join("\n");

interface PreparedStatement {
  readonly actions: Covering;
  readonly resources: Covering;
}

const preparedStatement = ({ actions, resources }: LocatedStatement): PreparedStatement => ({
  actions: coveringOf(actions, false),
  resources: coveringOf(resources, true),
});

/** Whether the other statement covers everything in this one. */
const containsAll = (wide: PreparedStatement, narrow: LocatedStatement) =>
  allCovered(narrow.resources, wide.resources, true) && allCovered(narrow.actions, wide.actions, false);

const voidByDeny = (by: string): Report => ({
  code: "REDUNDANT_STATEMENT",
  severity: "warning",
  message: `${by} denies everything that this statement allows.`,
  fix: "Remove one of the two.",
  parameters: { by },
});

const coveredBy = (by: string, same: boolean): Report => ({
  code: "REDUNDANT_STATEMENT",
  severity: "suggestion",
  strictSeverity: "warning",
  message: same ? `${by} is identical to this statement.` : `${by} allows everything that this statement allows.`,
  fix: "Remove this statement, or narrow the other one.",
  parameters: { by },
});
