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

/** The actions that a pattern of a policy matches: `s3:Get*`. Empty for a service or an action that AWS does not list. */
export const actionsMatching = memoize((pattern): readonly ServiceAction[] => {
  const key = pattern.toLowerCase();
  const colon = key.indexOf(":");
  const service = colon < 0 ? undefined : serviceOf(key.slice(0, colon));
  return service === undefined ? [] : actionsIn(service, key.slice(colon + 1));
});

function actionsIn(service: Service, name: string): readonly ServiceAction[] {
  if (/[*?]/.test(name)) {
    const pattern = `${service.prefix}:${name}`;
    return service.actions.filter((action) => globMatches(pattern, action.name));
  }
  const action = service.action(name);
  return action === undefined ? [] : [action];
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
