import type { Report } from "../../../findings/finding.js";
import { allCovered, type Covering, charactersIn, coveringOf, MOST_CHARACTERS } from "../../covers.js";
import type { LocatedPrincipal, LocatedStatement } from "../../parse/located.js";
import type { PolicyRule } from "../rule.js";
import { roleOf } from "../trust/trusted-role.js";

/** No statement is fully denied, or already allowed, by another one. */
export const statementHasAnEffect: PolicyRule = (statements, { type }) => {
  const comparable = statements.filter(hasPatternsOnly);
  if (comparable.length < 2) return;
  const size = comparable.reduce(
    (sum, one) => sum + charactersIn(one.actions) + charactersIn(one.resources) + charactersIn(one.principals),
    0,
  );
  if (size > MOST_CHARACTERS) return;
  const prepared = perStatement(preparedStatement);
  const contains = (wide: LocatedStatement, narrow: LocatedStatement) => containsAll(prepared(wide), narrow);
  const allows = comparable.filter(({ effect }) => effect === "Allow");
  const denying = comparable.filter(({ effect }) => effect === "Deny");
  const denies = denying.filter(({ conditions }) => conditions.length === 0);
  const conditionsOf = perStatement(conditionText);
  const sameConditions = (one: LocatedStatement, other: LocatedStatement) =>
    one.conditions.length === other.conditions.length && conditionsOf(one) === conditionsOf(other);
  // For Amplify and identity pools, another rule says what denies them the role.
  const saysWhatDenies = type === "trust" && roleOf(statements) !== undefined;
  const pointless = new Set<LocatedStatement>();
  for (const statement of comparable) {
    const deny =
      statement.effect === "Allow" && !saysWhatDenies ? denies.find((other) => contains(other, statement)) : undefined;
    if (deny !== undefined) {
      statement.context.report(voidByDeny(deny.called));
      continue;
    }
    const wider = (statement.effect === "Allow" ? allows : denying).find((other) => {
      if (other === statement || pointless.has(other)) return false;
      return (other.conditions.length === 0 || sameConditions(other, statement)) && contains(other, statement);
    });
    if (wider === undefined) continue;
    pointless.add(statement);
    const same = contains(statement, wider) && sameConditions(wider, statement);
    statement.context.report(coveredBy(wider, same));
  }
};

/** What is computed once for each statement, when it is needed. */
function perStatement<T>(compute: (statement: LocatedStatement) => T): (statement: LocatedStatement) => T {
  const known = new Map<LocatedStatement, T>();
  return (statement) => {
    if (!known.has(statement)) known.set(statement, compute(statement));
    return known.get(statement) as T;
  };
}

/** Negated elements are not compared. The policies of roles, and of some resources, have no resource. */
const hasPatternsOnly = ({
  principals,
  notPrincipals,
  notActions,
  notResources,
  actions,
  resources,
}: LocatedStatement) =>
  notPrincipals.length + notActions.length + notResources.length === 0 &&
  actions.length > 0 &&
  (resources.length > 0 || principals.length > 0);

const conditionText = ({ conditions }: LocatedStatement) =>
  conditions
    .map(({ name, key, values }) => JSON.stringify([name, key, values.map(({ text }) => text).sort()]))
    .sort()
    .join("\n");

interface PreparedStatement {
  readonly actions: Covering;
  readonly resources: Covering;
  readonly hasResources: boolean;
  /** Each with its type. */
  readonly principals: ReadonlySet<string>;
}

const nameOf = ({ type, text }: LocatedPrincipal) => (text === "*" ? "*" : `${type} ${text}`);

const preparedStatement = ({ actions, resources, principals }: LocatedStatement): PreparedStatement => ({
  hasResources: resources.length > 0,
  principals: new Set(principals.map(nameOf)),
  actions: coveringOf(actions, false),
  resources: coveringOf(resources, true),
});

/** `*` is every account, and everyone without one. A service and an identity provider are others. */
const includes = (wide: ReadonlySet<string>, principal: LocatedPrincipal) =>
  wide.has(nameOf(principal)) || (wide.has("*") && ["*", "AWS", "CanonicalUser"].includes(principal.type));

/** Whether the other statement covers everything in this one. */
const containsAll = (wide: PreparedStatement, narrow: LocatedStatement) =>
  wide.hasResources === narrow.resources.length > 0 &&
  narrow.principals.every((principal) => includes(wide.principals, principal)) &&
  allCovered(narrow.actions, wide.actions, false) &&
  allCovered(narrow.resources, wide.resources, true);

const voidByDeny = (by: string): Report => ({
  code: "REDUNDANT_STATEMENT",
  severity: "warning",
  message: `${by} denies everything that this statement allows.`,
  fix: "Remove one of the two.",
  parameters: { by },
});

const coveredBy = ({ called, effect }: LocatedStatement, same: boolean): Report => {
  const does = effect === "Allow" ? "allows" : "denies";
  return {
    code: "REDUNDANT_STATEMENT",
    severity: "suggestion",
    strictSeverity: "warning",
    message: same
      ? `${called} is identical to this statement.`
      : `${called} ${does} everything that this statement ${does}.`,
    fix: "Remove this statement, or narrow the other one.",
    parameters: { by: called },
  };
};
