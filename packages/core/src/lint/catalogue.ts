import { globMatches } from "../text/glob.js";
import { nearest } from "../text/similar.js";

/** https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
export interface CatalogueAction {
  /** With its service: `s3:GetObject`. */
  readonly name: string;
  readonly level: AccessLevel;
  /** The types of resources that it is authorised on; one and the same list for actions that share it. */
  readonly resources: readonly CatalogueResource[];
  /** Whether one of its resource types is always part of a request. */
  readonly needsResource: boolean;
  /** Condition keys that a request for it carries, beside those of all services. */
  readonly keys: readonly CatalogueKey[];
}

export interface CatalogueResource {
  /** What AWS calls the type: `bucket`. */
  readonly kind: string;
  /** `arn:${Partition}:s3:::${BucketName}` */
  readonly arn: string;
  readonly keys: readonly CatalogueKey[];
}

export interface CatalogueKey {
  /** `s3:prefix`; with a variable where it has a part of one's own: `aws:ResourceTag/${TagKey}`. */
  readonly name: string;
  /** Undefined where AWS does not say. */
  readonly type: KeyType | undefined;
}

export type KeyType =
  | "String"
  | "ARN"
  | "Bool"
  | "Numeric"
  | "Date"
  | "IPAddress"
  | "ArrayOfString"
  | "ArrayOfARN"
  | "ArrayOfBool";

const LEVELS = { L: "list", R: "read", W: "write", T: "tagging", P: "permissions" } as const;
type AccessLevel = (typeof LEVELS)[keyof typeof LEVELS];

/** packages/core/catalogue, which `npm run generate` makes. */
interface IndexFile {
  readonly globalKeys: Readonly<Record<string, KeyType>>;
  readonly services: readonly string[];
}
interface ServiceFile {
  /** By name: level, resource set, key set. */
  readonly actions: Readonly<Record<string, readonly [level: keyof typeof LEVELS, resources: number, keys: number]>>;
  readonly resources: readonly (readonly [kind: string, arn: string, keys: number])[];
  /** Indexes of `resources`; of an optional one, -1 less the index. */
  readonly resourceSets: readonly (readonly number[])[];
  readonly keys: readonly (readonly [name: string, type: KeyType | ""])[];
  /** Indexes of `keys`. */
  readonly keySets: readonly (readonly number[])[];
}

/** One service's actions and condition keys. */
export interface CatalogueService {
  readonly prefix: string;
  readonly actions: readonly CatalogueAction[];
  readonly keys: readonly CatalogueKey[];
  action(name: string): CatalogueAction | undefined;
}

let indexFile: IndexFile | undefined;
const loaded = new Map<string, CatalogueService>();

function index(): IndexFile {
  indexFile ??= require("../../catalogue/index.json") as IndexFile;
  return indexFile;
}

export const servicePrefixes = (): readonly string[] => index().services;

/** A service by its prefix in actions. Only those that the index lists are files: a policy's text chooses no path. */
export function serviceOf(prefix: string): CatalogueService | undefined {
  const name = prefix.toLowerCase();
  let service = loaded.get(name);
  if (service === undefined && index().services.includes(name)) {
    service = readService(name, require(`../../catalogue/${name}.json`) as ServiceFile);
    loaded.set(name, service);
  }
  return service;
}

function readService(prefix: string, file: ServiceFile): CatalogueService {
  const keys = file.keys.map(([name, type]) => ({ name, type: type === "" ? undefined : type }));
  const keySets = file.keySets.map((set) => set.map((key) => keys[key] as CatalogueKey));
  const resources = file.resources.map(([kind, arn, set]) => ({ kind, arn, keys: keySets[set] ?? [] }));
  const sets = file.resourceSets.map((set) => ({
    types: set.map((type) => resources[type < 0 ? -1 - type : type] as CatalogueResource),
    needed: set.some((type) => type >= 0),
  }));
  const actions = Object.entries(file.actions).map(([name, [level, set, keySet]]) => ({
    name: `${prefix}:${name}`,
    level: LEVELS[level],
    resources: sets[set]?.types ?? [],
    needsResource: sets[set]?.needed ?? false,
    keys: keySets[keySet] ?? [],
  }));
  const byName = new Map(actions.map((action) => [action.name.toLowerCase(), action]));
  return { prefix, actions, keys, action: (name) => byName.get(`${prefix}:${name}`.toLowerCase()) };
}

/** Patterns that one policy holds many times are looked up once. */
const matches = new Map<string, readonly CatalogueAction[]>();
const MOST_MATCHES = 1_000;

/** The actions that the text of a policy stands for: `s3:Get*`. None where the catalogue has none. */
export function actionsOf(pattern: string): readonly CatalogueAction[] {
  const key = pattern.toLowerCase();
  const known = matches.get(key);
  if (known !== undefined) return known;
  const colon = key.indexOf(":");
  const service = colon < 0 ? undefined : serviceOf(key.slice(0, colon));
  const found = service === undefined ? [] : actionsIn(service, key.slice(colon + 1));
  if (matches.size >= MOST_MATCHES) matches.clear();
  matches.set(key, found);
  return found;
}

function actionsIn(service: CatalogueService, name: string): readonly CatalogueAction[] {
  if (/[*?]/.test(name)) {
    const pattern = `${service.prefix}:${name}`;
    return service.actions.filter((action) => globMatches(pattern, action.name));
  }
  const action = service.action(name);
  return action === undefined ? [] : [action];
}

/** The action of a service that was most likely meant. */
export const nearestAction = (service: CatalogueService, action: string): string | undefined =>
  nearest(
    action,
    service.actions.map(({ name }) => name),
  );

/** The key that all services know by this name, or that one of the services does. */
export function keyOf(name: string, services: readonly CatalogueService[]): CatalogueKey | undefined {
  return globalKey(name) ?? services.flatMap(({ keys }) => keys).find((key) => isKey(key, name));
}

let globals: readonly CatalogueKey[] | undefined;

/** Keys that requests to all services carry: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
export function globalKeys(): readonly CatalogueKey[] {
  globals ??= Object.entries(index().globalKeys).map(([name, type]) => ({ name, type }));
  return globals;
}

export const globalKey = (name: string): CatalogueKey | undefined => globalKeys().find((key) => isKey(key, name));

/** What stands for a part of one's own in a key's name: `${TagKey}`, `<key>`, `tag-key`. */
const OWN_PART = /\$\{[^}]*\}|<[^>]*>|(?<=\/)tag-key/;
const patterns = new Map<string, RegExp | undefined>();

/** Whether a text is the key's name; upper and lower case are alike. */
export function isKey({ name }: CatalogueKey, text: string): boolean {
  if (name.toLowerCase() === text.toLowerCase()) return true;
  let pattern = patterns.get(name);
  if (!patterns.has(name)) {
    const parts = name.split(new RegExp(OWN_PART, "g"));
    const source = parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&")).join(".+");
    pattern = parts.length === 1 ? undefined : new RegExp(`^${source}$`, "is");
    patterns.set(name, pattern);
  }
  return pattern?.test(text) ?? false;
}
