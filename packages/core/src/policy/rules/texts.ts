import type { Located, LocatedStatement } from "../parse/located.js";

/** Every text of a statement that is its writer's own; a condition's key stands at its own place. */
export function allTexts(statement: LocatedStatement): readonly Located[] {
  return [
    ...(statement.sid === undefined ? [] : [statement.sid]),
    ...statement.principals,
    ...statement.notPrincipals,
    ...statement.actions,
    ...statement.notActions,
    ...statement.resources,
    ...statement.notResources,
    ...statement.conditions.flatMap(({ key, context, values }) => [{ text: key, context }, ...values]),
  ];
}
