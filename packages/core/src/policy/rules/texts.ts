import type { Located, LocatedStatement } from "../parse/located.js";

/** Every string of a statement that its author wrote, each with its context. */
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
