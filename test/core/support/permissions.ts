import type { PolicyDocument, Statement } from "@amplify-roles/core";

const listed = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === "string" ? [value] : value;

/** Conditions without the order of their operators, keys and values, which has no meaning. */
function conditionOf({ Condition = {} }: Statement): unknown {
  return Object.entries(Condition)
    .flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => [operator, key, [...new Set(listed(values))].sort()]),
    )
    .sort();
}

/** What statements say, however they are grouped: one line for each effect, action, resource and condition. */
export function permissions(statements: readonly Statement[]): readonly string[] {
  const lines = statements.flatMap((statement) =>
    listed(statement.Action).flatMap((action) =>
      listed(statement.Resource).map((resource) => {
        const conditions = JSON.stringify(conditionOf(statement));
        return `${statement.Effect} ${action} on ${resource}${conditions === "[]" ? "" : ` if ${conditions}`}`;
      }),
    ),
  );
  return [...new Set(lines)].sort();
}

/** What a policy says. */
export const permissionsOf = (policy: PolicyDocument) => permissions(policy.Statement);
