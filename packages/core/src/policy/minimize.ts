import { omitUndefined } from "../util/omit-undefined.js";
import { type ActionList, ActionLists } from "./action-lists.js";
import { type Statement, toArray, unwrapSingle } from "./document.js";
import { compareArrays, compareStrings, sorted, sortedConditions, sortedUnique } from "./order.js";
import { conditionsOf, isMergeable, type MergeableStatement, type Signature, Signatures } from "./signatures.js";

/**
 * The same permissions in few statements. For each set of conditions, a resource is in one statement, and resources with
 * the same actions share it:
 *
 * ```
 * Allow s3:GetObject               on images/*          Allow s3:GetObject, s3:PutObject  on images/*, uploads/*
 * Allow s3:PutObject               on images/*     →    Allow s3:PutObject                on logs/*
 * Allow s3:PutObject, s3:GetObject on uploads/*
 * Allow s3:PutObject               on logs/*
 * ```
 *
 * The values of a condition are a set, too. Statements under other conditions are not merged:
 *
 * ```
 * Allow s3:GetObject on images/*  if team is web, app or web          Allow s3:GetObject on images/*
 * Allow s3:PutObject on images/*  if team is app or web          →    Allow s3:GetObject, s3:PutObject on images/*
 * Allow s3:GetObject on images/*                                            if team is app or web
 * ```
 *
 * Contract:
 * - What is allowed or denied does not change. A statement is the set of its pairs of action and resource under its effect
 *   and conditions, and that set stays the same.
 * - The result depends only on that set, not on the order or the grouping of the input. Strings that differ only in
 *   unresolved values keep the order of the input.
 * - Minimizing a result again does not change it.
 * - Statements with a `Sid` or a principal are not merged, because their name or principal is part of their meaning. Nor
 *   are those with `NotAction` or `NotResource`, which are not sets of pairs. Of equal ones, one is kept.
 * - The time grows with the number of pairs of action and resource.
 */
export function minimize(statements: readonly Statement[]): readonly Statement[] {
  const lists = new ActionLists();
  const signatures = new Signatures();
  const unmerged = new Map<string, Statement>();
  for (const statement of statements) {
    if (isMergeable(statement)) signatures.add(statement);
    else {
      const canonical = inCanonicalForm(statement);
      unmerged.set(JSON.stringify(canonical), canonical);
    }
  }
  const minimized: Statement[] = [];
  signatures.forEach((signature, equal) => {
    merge(signature, equal, lists, minimized);
  });
  for (const key of sorted([...unmerged.keys()])) minimized.push(unmerged.get(key) as Statement);
  // The sort is stable: statements that are equal to it stay ordered by effect and conditions.
  return minimized.sort(compareStatements);
}

/** Whether statements allow and deny the same, in whatever order and grouping. */
export const sayTheSame = (one: readonly Statement[], other: readonly Statement[]): boolean =>
  JSON.stringify(minimize(one)) === JSON.stringify(minimize(other));

/** Adds statements with the same effect and conditions to `minimized`: one for all resources with the same actions. */
function merge(
  signature: Signature,
  statements: readonly MergeableStatement[],
  lists: ActionLists,
  minimized: Statement[],
): void {
  const [first] = statements;
  if (first === undefined) return;
  if (statements.length === 1 && typeof first.Resource === "string") {
    minimized.push(statementOf(signature, first, lists.of(first.Action), first.Resource));
    return;
  }
  for (const [actions, resources] of resourcesByActions(statements, lists)) {
    minimized.push(statementOf(signature, first, actions, unwrapSingle(resources)));
  }
}

function resourcesByActions(
  statements: readonly MergeableStatement[],
  lists: ActionLists,
): ReadonlyMap<ActionList, readonly string[]> {
  const [first] = statements;
  const list = first && lists.of(first.Action);
  if (list && statements.every(({ Action }) => lists.of(Action) === list)) {
    return new Map([[list, sortedUnique(resourcesOf(statements))]]);
  }
  // Several lists if several statements name a resource.
  const actionsOf = new Map<string, ActionList | Set<ActionList>>();
  const add = (resource: string, actions: ActionList) => {
    const before = actionsOf.get(resource);
    if (before === undefined) actionsOf.set(resource, actions);
    else if (before instanceof Set) before.add(actions);
    else if (before !== actions) actionsOf.set(resource, new Set([before, actions]));
  };
  for (const { Action, Resource } of statements) {
    const actions = lists.of(Action);
    if (typeof Resource === "string") add(Resource, actions);
    else for (const resource of Resource) add(resource, actions);
  }
  const byActions = new Map<ActionList, string[]>();
  for (const [resource, several] of actionsOf) {
    const actions = several instanceof Set ? lists.union(several) : several;
    const resources = byActions.get(actions);
    if (resources === undefined) byActions.set(actions, [resource]);
    else resources.push(resource);
  }
  return new Map(Array.from(byActions, ([actions, resources]) => [actions, sorted(resources)]));
}

function resourcesOf(statements: readonly MergeableStatement[]): readonly string[] {
  const resources: string[] = [];
  for (const { Resource } of statements) {
    if (typeof Resource === "string") resources.push(Resource);
    else resources.push(...Resource);
  }
  return resources;
}

/** A statement with the effect and conditions of another one. */
function statementOf(
  signature: Signature,
  other: Statement,
  actions: ActionList,
  Resource: string | readonly string[],
): Statement {
  const Condition = conditionsOf(signature, other);
  const [Effect, Action] = [signature.effect, unwrapSingle(actions)];
  return Condition === undefined ? { Effect, Action, Resource } : { Effect, Action, Resource, Condition };
}

function inCanonicalForm({ Sid, Effect, Principal, NotPrincipal, Condition, ...lists }: Statement): Statement {
  const inOrder = (values: Statement["Action"]) =>
    values === undefined ? undefined : unwrapSingle(sortedUnique(toArray(values)));
  return omitUndefined({
    Sid,
    Effect,
    Principal,
    NotPrincipal,
    Action: inOrder(lists.Action),
    NotAction: inOrder(lists.NotAction),
    Resource: inOrder(lists.Resource),
    NotResource: inOrder(lists.NotResource),
    Condition: Condition === undefined ? undefined : sortedConditions(Condition),
  });
}

/** Statements with a Sid last, and those of one service next to each other. */
const compareStatements = (a: Statement, b: Statement): number =>
  compareStrings(a.Sid ?? "", b.Sid ?? "") ||
  compareArrays(a.Action ?? a.NotAction, b.Action ?? b.NotAction) ||
  compareArrays(a.Resource ?? a.NotResource, b.Resource ?? b.NotResource);
