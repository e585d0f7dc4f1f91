import {
  type ConditionKey,
  globalConditionKey,
  type Service,
  type ServiceAction,
  serviceOf,
} from "@amplify-roles/service-reference";
import { memoize } from "../util/memoize.js";
import { nearest } from "../util/similar.js";
import { globMatches } from "../util/wildcard.js";

/** `actionsMatching` for a caller that keeps the result. */
export function findActions(pattern: string): readonly ServiceAction[] {
  const colon = pattern.indexOf(":");
  const service = colon < 0 ? undefined : serviceOf(pattern.slice(0, colon));
  return service === undefined ? [] : actionsIn(service, pattern.slice(colon + 1));
}

/** The actions that a pattern of a policy matches: `s3:Get*`. Empty for a service or an action that AWS does not list. */
export const actionsMatching = memoize(findActions);

function actionsIn(service: Service, pattern: string): readonly ServiceAction[] {
  const wildcard = pattern.search(/[*?]/);
  if (wildcard < 0) {
    const action = service.action(pattern);
    return action === undefined ? [] : [action];
  }
  const name = pattern.toLowerCase();
  const names = lowerCaseNames(service);
  const head = name.slice(0, wildcard);
  // Most patterns have one wildcard, at their end.
  const isPrefix = name.length === head.length + 1 && name.endsWith("*");
  return service.actions.filter((_, index) => {
    const own = names[index] as string;
    return own.startsWith(head) && (isPrefix || globMatches(name, own));
  });
}

const namesOfServices = new WeakMap<Service, readonly string[]>();

/** The names of a service's actions without its prefix, in lower case. */
function lowerCaseNames(service: Service): readonly string[] {
  let names = namesOfServices.get(service);
  if (names === undefined) {
    names = service.actions.map(({ name }) => name.slice(service.prefix.length + 1).toLowerCase());
    namesOfServices.set(service, names);
  }
  return names;
}

/** The action of a service that a misspelled one most likely means. */
export const nearestAction = (service: Service, action: string): string | undefined =>
  nearest(
    action,
    service.actions.map(({ name }) => name),
  );

/** The condition key of that name: a global one, or one of the services. */
export function conditionKeyOf(name: string, services: readonly Service[]): ConditionKey | undefined {
  const global = globalConditionKey(name);
  if (global !== undefined) return global;
  for (const service of services) {
    const found = service.conditionKey(name);
    if (found !== undefined) return found;
  }
  return undefined;
}
