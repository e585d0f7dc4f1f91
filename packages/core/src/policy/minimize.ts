import { omitUndefined } from "../util/omit-undefined.js";
import { type ActionList, ActionLists } from "./action-lists.js";
import type { Statement } from "./document.js";
import { toArray, unwrapSingle } from "./document.js";
import { compareLists, compareText, inOrder, sorted, sortedConditions } from "./order.js";

/**
 * The same permissions in as few statements as share nothing twice: each resource stands in one statement for each
 * set of conditions, and resources with the same actions share theirs.
 *
 * Contract:
 * - What is allowed or denied stays exactly the same: a statement is the set of its (action, resource) pairs under its
 *   effect and conditions, and that set is kept.
 * - The result depends on that set only: neither on the order nor on the grouping of the input. Where texts differ in
 *   late values only, they keep the order in which they came.
 * - Doing it twice changes nothing.
 * - Statements with a `Sid`, or with a principal, are kept as they are: their name, or who they speak of, is their
 *   meaning. So are those with `NotAction` or `NotResource`, which are no set of pairs; one that comes twice stays once.
 * - Time grows with the number of (action, resource) pairs.
 */
export function minimize(statements: readonly Statement[]): readonly Statement[] {
  const lists = new ActionLists();
  const kept = new Map<string, Statement>();
  const groups = new Map<string, Group>();
  for (const statement of statements) {
    const { Effect, Action, Resource } = statement;
    if (Action === undefined || Resource === undefined || isKeptApart(statement)) {
      const whole = canonical(statement);
      kept.set(JSON.stringify(whole), whole);
      continue;
    }
    const Condition = statement.Condition === undefined ? undefined : sortedConditions(statement.Condition);
    const key = Condition === undefined ? Effect : Effect + JSON.stringify(Condition);
    let group = groups.get(key);
    if (group === undefined) {
      group = { key, Effect, Condition, actionsOf: new Map() };
      groups.set(key, group);
    }
    const actions = lists.of(Action);
    if (typeof Resource === "string") add(group, Resource, actions);
    else for (const resource of Resource) add(group, resource, actions);
  }
  const ranked = Array.from(kept, ([key, statement]) => withRank(statement, key));
  for (const group of groups.values()) regroup(group, lists, ranked);
  return ranked.sort(compareRanked).map(({ statement }) => statement);
}

/** True of what is more than its pairs of action and resource. */
const isKeptApart = ({ Sid, Principal, NotPrincipal }: Statement) =>
  Sid !== undefined || Principal !== undefined || NotPrincipal !== undefined;

/** Statements with the same effect and conditions. */
interface Group {
  readonly key: string;
  readonly Effect: Statement["Effect"];
  readonly Condition: Statement["Condition"] | undefined;
  /** By resource; several lists where several statements name it. */
  readonly actionsOf: Map<string, ActionList | Set<ActionList>>;
}

function add({ actionsOf }: Group, resource: string, actions: ActionList): void {
  const before = actionsOf.get(resource);
  if (before === undefined) actionsOf.set(resource, actions);
  else if (before instanceof Set) before.add(actions);
  else if (before !== actions) actionsOf.set(resource, new Set([before, actions]));
}

/** Adds the statements of one group: resources with the same actions together. */
function regroup({ key, Effect, Condition, actionsOf }: Group, lists: ActionLists, ranked: Ranked[]): void {
  const resourcesOf = new Map<ActionList, string[]>();
  for (const [resource, several] of actionsOf) {
    const actions = several instanceof Set ? lists.union(several) : several;
    const resources = resourcesOf.get(actions);
    if (resources === undefined) resourcesOf.set(actions, [resource]);
    else resources.push(resource);
  }
  for (const [actions, unordered] of resourcesOf) {
    const resources = inOrder(unordered);
    const plain = { Effect, Action: unwrapSingle(actions), Resource: unwrapSingle(resources) };
    const statement = Condition === undefined ? plain : { ...plain, Condition };
    ranked.push({ statement, sid: "", actions, resources, key });
  }
}

function canonical({ Sid, Effect, Principal, NotPrincipal, Condition, ...lists }: Statement): Statement {
  const listed = (values: Statement["Action"]) =>
    values === undefined ? undefined : unwrapSingle(sorted(toArray(values)));
  return omitUndefined({
    Sid,
    Effect,
    Principal,
    NotPrincipal,
    Action: listed(lists.Action),
    NotAction: listed(lists.NotAction),
    Resource: listed(lists.Resource),
    NotResource: listed(lists.NotResource),
    Condition: Condition === undefined ? undefined : sortedConditions(Condition),
  });
}

/** A statement with what decides its place. */
interface Ranked {
  readonly statement: Statement;
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Text that no other statement with the same actions and resources has. */
  readonly key: string;
}

const withRank = (statement: Statement, key: string): Ranked => ({
  statement,
  sid: statement.Sid ?? "",
  actions: toArray(statement.Action ?? statement.NotAction),
  resources: toArray(statement.Resource ?? statement.NotResource),
  key,
});

/** Named statements last, and those of one service next to each other. */
const compareRanked = (a: Ranked, b: Ranked): number =>
  compareText(a.sid, b.sid) ||
  compareLists(a.actions, b.actions) ||
  compareLists(a.resources, b.resources) ||
  compareText(a.key, b.key);
