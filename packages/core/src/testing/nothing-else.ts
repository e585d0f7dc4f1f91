import { actionsMatching } from "../aws/service-reference.js";
import { matches, type PlaceholderFacts } from "../evaluate/pattern.js";
import { RequestContext } from "../evaluate/request-context.js";
import { quoted } from "../findings/text.js";
import type { RoleAccess } from "../plan/access.js";
import { covers } from "../policy/covers.js";
import { type Statement, toArray } from "../policy/document.js";
import { groupBy } from "../util/group-by.js";
import { type AttachedPolicy, decide } from "./decide.js";
import { partsOf } from "./requests.js";

/** What a role may do at most. */
export interface AllowedAtMost {
  /** `dynamodb:GetItem`, `dynamodb:*`. */
  readonly actions: readonly string[];
  /** ARNs. Each includes what is in it. Undefined: any resource. */
  readonly resources?: readonly string[] | undefined;
}

/** What a role may do that no entry of a list has, by resource: `"<arn of orders>": dynamodb:PutItem, dynamodb:Query`. */
export function excessOf(
  role: RoleAccess,
  list: readonly AllowedAtMost[],
  facts: PlaceholderFacts,
  attached: readonly AttachedPolicy[],
): readonly string[] {
  const covering = list.map(({ actions, resources }) => ({
    actions,
    resources: resources?.flatMap((resource) => [resource, ...partsOf(resource)]),
  }));
  const comparison = { context: new RequestContext(), facts };
  const how = { wildcards: true, caseMatters: true, isPattern: true, byParts: true };
  const isCovered = (action: string, resource: string) =>
    covering.some(
      ({ actions, resources }) =>
        actions.some((one) => covers(one, action, false)) &&
        (resources === undefined || resources.some((one) => matches(one, resource, how, comparison) === true)),
    );
  const isDenied = (action: string, resource: string) =>
    decide(role, { action, resource, isPattern: true }, {}, facts, attached).outcome === "denied";

  const excess = role.statements
    .filter(({ Effect }) => Effect === "Allow")
    .flatMap((statement) =>
      pairsOf(statement).flatMap(({ action, resource }) => {
        if (isCovered(action, resource)) return [];
        const single = actionsMatching(action).map(({ name }) => name);
        const left = (single.length === 0 ? [action] : single).filter(
          (one) => !isCovered(one, resource) && !isDenied(one, resource),
        );
        if (left.length === 0) return [];
        // All that a pattern matches is excess: the pattern says it in short.
        const names = left.length === single.length ? [action] : left;
        return names.map((name) => [resource, name] as const);
      }),
    );
  return [...groupBy(excess)].map(([resource, actions]) => `${quoted(resource)}: ${[...new Set(actions)].join(", ")}`);
}

/** The pairs of action and resource that a statement allows, where it has them. Everything, where it says what it leaves out. */
function pairsOf({ Action, Resource }: Statement): readonly { readonly action: string; readonly resource: string }[] {
  const resources = Resource === undefined ? ["*"] : toArray(Resource);
  const actions = Action === undefined ? ["*"] : toArray(Action);
  return actions.flatMap((action) => resources.map((resource) => ({ action, resource })));
}
