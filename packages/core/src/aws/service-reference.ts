import {
  type ConditionKey,
  globalConditionKeys,
  isConditionKey,
  type Service,
  type ServiceAction,
  serviceOf,
} from "@amplify-roles/service-reference";
import { memoize } from "../util/memoize.js";
import { nearest } from "../util/similar.js";
import { globMatches } from "../util/wildcard.js";

const MAX_KEYS = 10_000;

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
  const global = globalKey(name);
  if (global !== undefined) return global;
  for (const { prefix } of services) {
    const found = keyByName(`${prefix} ${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The global condition key of that name. */
export const globalKey = (name: string): ConditionKey | undefined => keyByName(` ${name}`);

/** The key of a service, by its prefix and its name. Without a prefix, it is a global one. Several rules look up each key. */
const keyByName = memoize((id): ConditionKey | undefined => {
  const space = id.indexOf(" ");
  const [prefix, name] = [id.slice(0, space), id.slice(space + 1)];
  const keys = prefix === "" ? globalConditionKeys() : (serviceOf(prefix)?.conditionKeys ?? []);
  return keys.find((key) => isConditionKey(key, name));
}, MAX_KEYS);
