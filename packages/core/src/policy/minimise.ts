import { present } from "../read/present.js";
import { skeleton } from "../text/late.js";
import type { Statement } from "./document.js";
import { listOf, unlisted } from "./document.js";
import { compareUnits, sorted, sortedConditions } from "./order.js";

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
export function minimise(statements: readonly Statement[]): readonly Statement[] {
  const kept = new Map<string, Statement>();
  const groups = new Map<string, Group>();
  for (const statement of statements) {
    const { Effect, Action, Resource } = statement;
    if (Action === undefined || Resource === undefined || KEPT_APART.some((element) => statement[element])) {
      const whole = canonical(statement);
      kept.set(JSON.stringify(whole), whole);
      continue;
    }
    const Condition = statement.Condition === undefined ? undefined : sortedConditions(statement.Condition);
    const key = JSON.stringify([Effect, Condition]);
    const group = groups.get(key) ?? { Effect, Condition, actionsOf: new Map() };
    groups.set(key, group);
    for (const resource of listOf(Resource)) {
      const actions = group.actionsOf.get(resource) ?? new Set();
      group.actionsOf.set(resource, actions);
      for (const action of listOf(Action)) actions.add(action);
    }
  }
  return [...kept.values(), ...[...groups.values()].flatMap(regrouped)]
    .map((statement) => ({ statement, key: sortKey(statement) }))
    .sort((a, b) => compareUnits(a.key, b.key))
    .map(({ statement }) => statement);
}

/** Elements by which a statement is more than its pairs of action and resource. */
const KEPT_APART = ["Sid", "Principal", "NotPrincipal"] as const;

interface Group {
  readonly Effect: Statement["Effect"];
  readonly Condition: Statement["Condition"] | undefined;
  readonly actionsOf: Map<string, Set<string>>;
}

/** Statements of one group: resources with the same actions together. */
function regrouped({ Effect, Condition, actionsOf }: Group): readonly Statement[] {
  const resourcesOf = new Map<string, { actions: readonly string[]; resources: string[] }>();
  for (const [resource, set] of actionsOf) {
    const actions = sorted(set);
    const key = actions.join(" ");
    const shared = resourcesOf.get(key) ?? { actions, resources: [] };
    resourcesOf.set(key, shared);
    shared.resources.push(resource);
  }
  return [...resourcesOf.values()].map(({ actions, resources }) => ({
    Effect,
    Action: unlisted(actions),
    Resource: unlisted(sorted(resources)),
    ...(Condition === undefined ? {} : { Condition }),
  }));
}

function canonical({ Sid, Effect, Principal, NotPrincipal, Condition, ...lists }: Statement): Statement {
  const inOrder = (values: Statement["Action"]) =>
    values === undefined ? undefined : unlisted(sorted(listOf(values)));
  return present({
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

/** Named statements last, and those of one service next to each other. */
const sortKey = (statement: Statement) =>
  skeleton(
    JSON.stringify([
      statement.Sid ?? "",
      listOf(statement.Action ?? statement.NotAction),
      statement.Resource,
      statement,
    ]),
  );
