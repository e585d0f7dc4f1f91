import { type ServiceAction, serviceOf } from "@amplify-roles/service-reference";
import { templateTokens } from "../aws/arn-template.js";
import { resourceFormats } from "../aws/resource-formats.js";
import { actionsMatching, conditionKeyOf, nearestAction } from "../aws/service-reference.js";
import { type PlaceholderFacts, textTokens } from "../evaluate/pattern.js";
import { quoted } from "../findings/text.js";
import { haveCommonText } from "../util/tokens.js";
import { AccessError } from "./access-error.js";

/** A request that a test asks about. */
export interface TestedRequest {
  readonly action: string;
  readonly resource: string;
  /** Whether the resource is a pattern of several. */
  readonly isPattern: boolean;
}

/**
 * The actions that a test names: those that a pattern matches.
 *
 * @throws AccessError if AWS has none
 */
export function namedActions(pattern: string): readonly ServiceAction[] {
  if (typeof pattern !== "string") throw new AccessError('Expected an action: "dynamodb:PutItem".');
  const found = actionsMatching(pattern);
  if (found.length > 0) return found;
  const colon = pattern.indexOf(":");
  if (colon < 0)
    throw new AccessError(`${quoted(pattern)} is not an action. Write its service, too: "dynamodb:PutItem".`);
  const service = serviceOf(pattern.slice(0, colon));
  if (service === undefined)
    throw new AccessError(`AWS has no service with the prefix ${quoted(pattern.slice(0, colon))}.`);
  const meant = nearestAction(service, pattern);
  throw new AccessError(
    `AWS has no action ${quoted(pattern)}.${meant === undefined ? "" : ` Did you mean ${quoted(meant)}?`}`,
  );
}

/**
 * The requests that a test means with an action and a resource.
 *
 * - Without a resource: all resources.
 * - A resource that AWS authorizes the action on: itself. `withParts` adds what is in it, such as a table's indexes.
 * - A bucket where AWS authorizes the action on objects: all objects in it.
 *
 * @param withParts whether a request for a part of the resource counts as one for the resource
 * @throws AccessError if AWS never authorizes the action on the resource
 */
export function requestsFor(
  pattern: string,
  resource: string | undefined,
  facts: PlaceholderFacts,
  withParts: boolean,
): readonly TestedRequest[] {
  const actions = namedActions(pattern);
  const requests = actions.flatMap((action) => requestsForAction(action, resource, facts, withParts));
  if (requests.length === 0) throw unsupported(pattern, actions, resource ?? "*");
  return requests;
}

function requestsForAction(
  action: ServiceAction,
  resource: string | undefined,
  facts: PlaceholderFacts,
  withParts: boolean,
): readonly TestedRequest[] {
  const formats = resourceFormats(action);
  const { name } = action;
  // Only a statement for all resources allows an action that AWS authorizes on none.
  if (formats.length === 0)
    return resource === undefined || resource === "*" ? [{ action: name, resource: "*", isPattern: false }] : [];
  if (resource === undefined) return [{ action: name, resource: "*", isPattern: true }];
  const isOne = (text: string) => formats.some((format) => canBe(text, format, facts));
  const itself = isOne(resource) ? [{ action: name, resource, isPattern: /[*?]/.test(resource) }] : [];
  if (itself.length > 0 && !withParts) return itself;
  const parts = partsOf(resource)
    .filter(isOne)
    .map((part) => ({ action: name, resource: part, isPattern: true }));
  return [...itself, ...parts];
}

/** What is in a resource: the objects of a bucket, the indexes of a table, the log streams of a log group. */
export const partsOf = (resource: string): readonly string[] =>
  /[*?]$/.test(resource) ? [] : [`${resource}/*`, `${resource}:*`];

/** Whether a resource can have an ARN of a format. */
function canBe(resource: string, format: string, facts: PlaceholderFacts): boolean {
  const known = facts.describe?.(resource) ?? resource;
  return haveCommonText(textTokens(known, { wildcards: true, caseMatters: true }, facts), templateTokens(format));
}

function unsupported(pattern: string, actions: readonly ServiceAction[], resource: string): AccessError {
  const formats = [...new Set(actions.flatMap(resourceFormats))];
  if (formats.length === 0) {
    return new AccessError(
      `AWS authorizes ${quoted(pattern)} on all resources together, not on ${quoted(resource)}. Leave out the resource.`,
    );
  }
  const examples = formats.slice(0, 3).map((format) => JSON.stringify(format));
  return new AccessError(
    `AWS never authorizes ${quoted(pattern)} on ${quoted(resource)}, so no statement can allow or deny it. Name a resource of this form: ${examples.join(" or ")}.`,
  );
}

/**
 * The condition keys of a test, as strings.
 *
 * @throws AccessError if AWS has no such key
 */
export function contextOf(
  given: Readonly<Record<string, unknown>>,
  actions: readonly string[],
): Readonly<Record<string, string | readonly string[] | undefined>> {
  const prefixes = new Set(actions.map((action) => action.slice(0, action.indexOf(":"))));
  const services = [...prefixes].map(serviceOf).filter((service) => service !== undefined);
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) => {
      if (conditionKeyOf(key, services) === undefined)
        throw new AccessError(`Requests for ${actions.map(quoted).join(", ")} have no condition key ${quoted(key)}.`);
      return [key, value === undefined ? undefined : Array.isArray(value) ? value.map(String) : String(value)];
    }),
  );
}
