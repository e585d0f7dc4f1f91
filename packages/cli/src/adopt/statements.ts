import type { Statement } from "@amplify-roles/core";
import { minimize } from "@amplify-roles/core/doctor";
import { isRecord, recordOf, toArray } from "../util.js";

/** The statements of a policy as IAM answers. Undefined if it is not a policy. */
export function statementsIn(document: unknown): readonly Statement[] | undefined {
  const { Statement: statements } = recordOf(document);
  const all = statements === undefined ? [] : [statements].flat();
  return all.length > 0 && all.every((one) => isRecord(one) && typeof one.Effect === "string")
    ? (all as unknown as readonly Statement[])
    : undefined;
}

/** Whether the providers see no difference: the order of statements and of lists does not count, but the statements do. */
export const areEquivalent = (one: readonly Statement[], other: readonly Statement[]): boolean =>
  JSON.stringify(canonical(one)) === JSON.stringify(canonical(other));

const canonical = (statements: readonly Statement[]) =>
  statements.map((statement) => JSON.stringify(minimize([statement]))).sort();

/** Statements without what others allow. Undefined if the others allow more. */
export function without(
  statements: readonly Statement[],
  others: readonly Statement[],
): readonly Statement[] | undefined {
  const gone = new Set(others.flatMap(singles).map((one) => JSON.stringify(one)));
  const left = statements.flatMap(singles).filter((one) => !gone.delete(JSON.stringify(one)));
  return gone.size === 0 ? minimize(left) : undefined;
}

/** A statement for each pair of action and resource; itself if it is not a set of pairs. */
function singles(statement: Statement): readonly Statement[] {
  const { Sid, Effect, Action, Resource, Condition } = statement;
  if (Sid !== undefined || Action === undefined || Resource === undefined) return [statement];
  return toArray(Action).flatMap((action) =>
    toArray(Resource).map(
      (resource): Statement => ({
        Effect,
        Action: action,
        Resource: resource,
        ...(Condition === undefined ? {} : { Condition }),
      }),
    ),
  );
}
