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
 * - Statements with a `Sid` or a `Principal` are kept as they are: their name, or who they speak of, is their meaning.
 * - Time grows with the number of (action, resource) pairs.
 */
export function minimise(statements: readonly Statement[]): readonly Statement[] {
  const kept: Statement[] = [];
  const groups = new Map<string, Group>();
  for (const statement of statements) {
    if (statement.Sid !== undefined || statement.Principal !== undefined || statement.Resource === undefined) {
      kept.push(canonical(statement));
      continue;
    }
    const { Effect } = statement;
    const Condition = statement.Condition === undefined ? undefined : sortedConditions(statement.Condition);
    const key = JSON.stringify([Effect, Condition]);
    const group = groups.get(key) ?? { Effect, Condition, actionsOf: new Map() };
    groups.set(key, group);
    for (const resource of listOf(statement.Resource)) {
      const actions = group.actionsOf.get(resource) ?? new Set();
      group.actionsOf.set(resource, actions);
      for (const action of listOf(statement.Action)) actions.add(action);
    }
  }
  return [...kept, ...[...groups.values()].flatMap(regrouped)]
    .map((statement) => ({ statement, key: sortKey(statement) }))
    .sort((a, b) => compareUnits(a.key, b.key))
    .map(({ statement }) => statement);
}

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

function canonical(statement: Statement): Statement {
  return {
    ...statement,
    Action: unlisted(sorted(listOf(statement.Action))),
    ...(statement.Resource === undefined ? {} : { Resource: unlisted(sorted(listOf(statement.Resource))) }),
    ...(statement.Condition === undefined ? {} : { Condition: sortedConditions(statement.Condition) }),
  };
}

/** Named statements last, and those of one service next to each other. */
const sortKey = (statement: Statement) =>
  skeleton(JSON.stringify([statement.Sid ?? "", listOf(statement.Action), statement.Resource, statement]));
