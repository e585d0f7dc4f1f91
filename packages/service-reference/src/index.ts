/**
 * AWS's Service Authorization Reference as data: every service's actions, resource types and condition keys.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ConditionKeys } from "./condition-keys.js";
import type { ConditionKey, ConditionKeyType, Service, ServiceAction, ServiceResourceType } from "./types.js";

export { isConditionKey } from "./condition-keys.js";
export type {
  ActionAccessLevel,
  ConditionKey,
  ConditionKeyType,
  Service,
  ServiceAction,
  ServiceResourceType,
} from "./types.js";

const ACCESS_LEVELS = { L: "list", R: "read", W: "write", T: "tagging", P: "permissions" } as const;

/** `data/index.json`, which `npm run generate` writes. */
interface IndexFile {
  readonly globalKeys: Readonly<Record<string, ConditionKeyType>>;
  readonly services: readonly string[];
}

/** `data/<service>.json`. Arrays that several entries share are stored once and referred to by index. */
interface ServiceFile {
  /**
   * Name, access level, index in `resourceSets`, index in `keySets`: `"SendMessage W 0 1"`. A string is read faster than
   * a member of an object or an array, and a service has hundreds.
   */
  readonly actions: readonly string[];
  readonly resources: readonly (readonly [name: string, arnFormat: string, keys: number])[];
  /** Indexes of `resources`; an optional one is stored as -1 minus its index. */
  readonly resourceSets: readonly (readonly number[])[];
  readonly keys: readonly (readonly [name: string, type: ConditionKeyType | ""])[];
  /** Indexes of `keys`. */
  readonly keySets: readonly (readonly number[])[];
}

let folder: string | undefined;

/** A file of this package. `require` looks for a file in more than one way before it reads it, and a policy can need hundreds. */
function readData(name: string): unknown {
  folder ??= join(__dirname, "..");
  return JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));
}

let indexFile: IndexFile | undefined;
const loaded = new Map<string, Service>();

function index(): IndexFile {
  indexFile ??= readData("data/index") as IndexFile;
  return indexFile;
}

/** The prefixes of all services: `["a2c", …, "xray"]`. */
export const servicePrefixes = (): readonly string[] => index().services;

/**
 * A service by its prefix, in any case. Its file is read at the first call. Only a prefix that the index lists becomes
 * part of a file name.
 *
 * @returns `undefined` for a service that AWS does not list
 */
export function serviceOf(prefix: string): Service | undefined {
  const found = loaded.get(prefix);
  if (found !== undefined) return found;
  const name = prefix.toLowerCase();
  let service = loaded.get(name);
  if (service === undefined) {
    prefixes ??= new Set(index().services);
    if (!prefixes.has(name)) return undefined;
    service = new ListedService(name, readData(`data/${name}`) as ServiceFile);
    loaded.set(name, service);
  }
  return service;
}

let prefixes: ReadonlySet<string> | undefined;

/** A service, whose parts are read from its file when they are asked for. Most programs ask for a few. */
class ListedService implements Service {
  readonly #conditionKeys = once(() =>
    this.file.keys.map(([name, type]) => ({ name, type: type === "" ? undefined : type })),
  );
  readonly #keysByName = once(() => new ConditionKeys(this.#conditionKeys()));
  readonly #keySets = once(() =>
    this.file.keySets.map((set) => set.map((key) => this.#conditionKeys()[key] as ConditionKey)),
  );
  readonly #resourceSets = once(() => resourceSetsIn(this.file, this.#keySets()));
  /** By name in lower case. What nobody asked for is still as the file has it. */
  readonly #byName = once(
    () =>
      new Map<string, string | ServiceAction>(
        this.file.actions.map((row) => [row.slice(0, row.indexOf(" ")).toLowerCase(), row]),
      ),
  );
  readonly #actions = once(() => [...this.#byName().keys()].map((name) => this.action(name) as ServiceAction));

  constructor(
    readonly prefix: string,
    private readonly file: ServiceFile,
  ) {}

  get conditionKeys(): readonly ConditionKey[] {
    return this.#conditionKeys();
  }

  get resourceTypes(): readonly ServiceResourceType[] {
    return [...new Set(this.#resourceSets().flatMap(({ types }) => types))];
  }

  get actions(): readonly ServiceAction[] {
    return this.#actions();
  }

  action(name: string): ServiceAction | undefined {
    const key = name.toLowerCase();
    const found = this.#byName().get(key);
    if (typeof found !== "string") return found;
    const action = this.#actionIn(found);
    this.#byName().set(key, action);
    return action;
  }

  conditionKey(name: string): ConditionKey | undefined {
    return this.#keysByName().named(name);
  }

  #actionIn(row: string): ServiceAction {
    const [name, level, set, keySet] = row.split(" ") as [string, keyof typeof ACCESS_LEVELS, string, string];
    const { types, required } = this.#resourceSets()[Number(set)] as ResourceSet;
    return {
      name: `${this.prefix}:${name}`,
      accessLevel: ACCESS_LEVELS[level],
      resourceTypes: types,
      requiresResource: required,
      conditionKeys: this.#keySets()[Number(keySet)] as readonly ConditionKey[],
    };
  }
}

/** The resource types of one or more actions. */
interface ResourceSet {
  readonly types: readonly ServiceResourceType[];
  /** Whether a policy has to name one of them. */
  readonly required: boolean;
}

function resourceSetsIn({ resources, resourceSets }: ServiceFile, keySets: readonly (readonly ConditionKey[])[]) {
  const types = resources.map(([name, arnFormat, set]) => ({ name, arnFormat, conditionKeys: keySets[set] ?? [] }));
  return resourceSets.map(
    (set): ResourceSet => ({
      types: set.map((type) => types[type < 0 ? -1 - type : type] as ServiceResourceType),
      required: set.some((type) => type >= 0),
    }),
  );
}

/** The result of the first call, at every call. */
function once<T>(compute: () => T): () => T {
  let result: { readonly value: T } | undefined;
  return () => {
    result ??= { value: compute() };
    return result.value;
  };
}

let globals: readonly ConditionKey[] | undefined;

/**
 * The condition keys that requests to every service may have.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function globalConditionKeys(): readonly ConditionKey[] {
  globals ??= Object.entries(index().globalKeys).map(([name, type]) => ({ name, type }));
  return globals;
}

let globalsByName: ConditionKeys | undefined;

/** The global condition key that a text is the name of, in any case: `aws:SourceArn`. */
export function globalConditionKey(name: string): ConditionKey | undefined {
  globalsByName ??= new ConditionKeys(globalConditionKeys());
  return globalsByName.named(name);
}

let policies: ReadonlyMap<string, string> | undefined;

/**
 * The names of AWS's managed policies, each with its path: `service-role/`, or an empty string. The file is read at the
 * first call. AWS adds policies: a name that is missing here may exist.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
export function awsManagedPolicies(): ReadonlyMap<string, string> {
  if (policies === undefined) {
    const file = readData("policies/aws-managed") as Readonly<Record<string, readonly string[]>>;
    policies = new Map(Object.entries(file).flatMap(([path, names]) => names.map((name) => [name, path] as const)));
  }
  return policies;
}
