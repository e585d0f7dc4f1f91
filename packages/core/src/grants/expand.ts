import { regionOf } from "../aws/check-arn.js";
import { partitionOf } from "../aws/deployment.js";
import { parseResource } from "../aws/parse-resource.js";
import { mayBeUnfit, unfitCharacter } from "../aws/policy-characters.js";
import { type ResourceReference, type ResourceType, scopePartsOf } from "../aws/resource-type.js";
import type { Report } from "../findings/finding.js";
import { empty, roleWithoutApp, unknownProperty } from "../findings/messages.js";
import { quoted } from "../findings/text.js";
import { isUnresolved, toDisplayString } from "../placeholders/placeholder.js";
import { type Conditions, type Statement, unwrapSingle } from "../policy/document.js";
import type { Context } from "../schema/context.js";
import { isRecord, object, type Schema, written } from "../schema/schema.js";
import { nearest } from "../util/similar.js";
import { expandAllow } from "./allow.js";
import type { AccessLevel, GrantDefinition, Request } from "./definition.js";
import { definitionOf, definitions } from "./definitions.js";
import { notAGrant } from "./not-a-grant.js";
import { checkKeyRegion, checkRestrictions } from "./restrictions.js";

function unknownGrant(name: string): Report {
  const known = definitions.flatMap(({ name, access }) => Object.keys(access).map((level) => `${name}.${level}`));
  const meant = nearest(name, known);
  return {
    code: "UNKNOWN_GRANT",
    message: `The grant function ${quoted(name)} does not exist.`,
    fix: meant === undefined ? `Use one of these: ${known.join(", ")}.` : `Did you mean ${meant}?`,
    parameters: { name: toDisplayString(name), known },
  };
}

const invalidCharacter = (character: string): Report => ({
  code: "INVALID_POLICY_CHARACTER",
  message: `The grant contains the character ${quoted(character)}, which IAM does not accept in a policy.`,
  fix: 'Use characters up to U+00FF. In names, "?" matches any one character.',
  parameters: { character },
});

/** A grant and the statements that it expands to. */
export interface ExpandedGrant {
  /** Where it is: `computeRole.grants[2]`. */
  readonly context: Context;
  /** The function that made it: `dynamodb.readWrite`. */
  readonly by: string;
  readonly statements: readonly Statement[];
  /** Whether a string in the statements may have a policy variable. */
  readonly mayHaveVariables: boolean;
  /** The most characters that an unresolved value in it can have. */
  readonly maxLength: number;
}

/** Whether JSON text of statements may have a policy variable. */
export const mayHaveVariables = (json: string): boolean => json.includes("${");

/** The most characters of any ARN: https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html */
export const MAX_ARN_LENGTH = 2048;

/**
 * Expands a grant, or reports what is wrong with it.
 *
 * @param resourceAt the context of each of its resources
 */
export function expandGrant(
  value: unknown,
  context: Context,
  resourceAt = (index: number) => context.property("resources").index(index),
): ExpandedGrant | undefined {
  if (!isRecord(value) || typeof value.grant !== "string" || typeof value.access !== "string")
    return context.report(notAGrant(value));
  const { grant, access } = value;
  const by = grant === "allow" ? "allow" : `${grant}.${access}`;
  const expanded = (statements: readonly Statement[], maxLength = MAX_ARN_LENGTH) => {
    const json = JSON.stringify(statements);
    const character = mayBeUnfit(json) ? firstOf(statements, unfitCharacter) : undefined;
    if (character !== undefined) context.report(invalidCharacter(character));
    return { context, by, statements, mayHaveVariables: mayHaveVariables(json), maxLength };
  };
  if (grant === "allow") return expanded(expandAllow(value.options, context));

  const definition = definitionOf(grant);
  const level = definition && Object.hasOwn(definition.access, access) ? definition.access[access] : undefined;
  if (definition === undefined || level === undefined) return context.report(unknownGrant(by));
  return expanded(
    expandLevel(definition, level, value, context, resourceAt),
    maxLengthOf(definition, level, value.options),
  );
}

/** What a test finds first in the strings and keys of any value. */
function firstOf(value: unknown, find: (text: string) => string | undefined): string | undefined {
  if (typeof value === "string") return find(value);
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, item] of Object.entries(value)) {
    const found = find(key) ?? firstOf(item, find);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The longest ARN of a level's resource types, or the longest string of an option with an unresolved value. */
function maxLengthOf({ options }: GrantDefinition, { resourceTypes }: AccessLevel, given: unknown): number {
  const unresolved = Object.entries(isRecord(given) ? given : {}).filter(([, value]) => containsUnresolved(value));
  const bounds = [...resourceTypes, ...unresolved.map(([name]) => options[name])];
  return Math.max(0, ...bounds.map((bound) => bound?.maxLength ?? 0));
}

/** The strings of an option: itself, or those of an array or of objects in it. */
const stringsOf = (value: unknown): readonly unknown[] =>
  typeof value === "object" && value !== null ? Object.values(value) : [value];
const containsUnresolved = (value: unknown) =>
  stringsOf(value)
    .flatMap(stringsOf)
    .some((each) => typeof each === "string" && isUnresolved(each));

function expandLevel(
  definition: GrantDefinition,
  level: AccessLevel,
  { resources, options }: Record<string, unknown>,
  context: Context,
  resourceAt: (index: number) => Context,
): readonly Statement[] {
  const errorsBefore = context.errorCount;
  const parsedOptions = parseOptions(definition, level, options, context.property("options")) ?? {};
  const references = parseResources(level.resourceTypes, resources, context, resourceAt);
  const implied = (definition.impliedGrants?.(parsedOptions) ?? []).flatMap(({ option, grant }) => {
    const at = context.property("options").property(option);
    return expandGrant(grant, at, () => at)?.statements ?? [];
  });
  checkRestrictions(definition, parsedOptions, references, context);
  checkKeyRegion(definition, parsedOptions, references, context);
  if (context.errorCount > errorsBefore) return [];
  const { deployment, app } = context;
  if (level.ofThisApp === true && app === undefined) context.report(roleWithoutApp());
  const requests = references.map((resource) => ({ resource, options: parsedOptions, deployment, app }));
  return [...requests.flatMap((request) => statementsOf(definition, level, request)), ...implied];
}

const optionSchemas = new WeakMap<AccessLevel, Schema<Record<string, unknown>>>();

function parseOptions(
  definition: GrantDefinition,
  level: AccessLevel,
  value: unknown,
  context: Context,
): Record<string, unknown> | undefined {
  const schema = optionSchemas.get(level) ?? optionsSchema(definition, level);
  optionSchemas.set(level, schema);
  return schema(value === undefined ? {} : value, context);
}

function optionsSchema({ options }: GrantDefinition, level: AccessLevel): Schema<Record<string, unknown>> {
  const own = Object.entries(options).filter(([name]) => level.options.includes(name));
  const schemas = Object.fromEntries(own.map(([name, { schema }]) => [name, schema]));
  const required = own.filter(([, option]) => option.required).map(([name]) => name);
  const instead = "Write the options in one object after the resource: dynamodb.read(table.arn, { indexes: [] }).";
  return written(instead, object<Record<string, unknown>>(schemas, required, resourceHints(level)));
}

/** What to write instead of an option that belongs to the resource: `{ resourceId: "…", user: "…" }`. */
const resourceHints = ({ resourceTypes }: AccessLevel): ReadonlyMap<string, string> =>
  new Map(
    resourceTypes.flatMap((type) =>
      type.named.flatMap((form) => {
        const keys = [...Object.keys(form.keys), ...scopePartsOf(type)];
        const example = Object.keys(form.keys).map((key) => `${key}: "…"`);
        return keys.map((key): [string, string] => [
          key,
          `Write it in the resource: { ${[...new Set([...example, `${key}: "…"`])].join(", ")} }.`,
        ]);
      }),
    ),
  );

/** What a function that takes no resource is for. */
const NO_RESOURCE: ResourceReference = { arn: "*", type: "", form: "", region: undefined };

function parseResources(
  [type, ...others]: readonly ResourceType[],
  resources: unknown,
  context: Context,
  resourceAt: (index: number) => Context,
): readonly ResourceReference[] {
  const given: readonly unknown[] = Array.isArray(resources) ? resources : [];
  if (type === undefined) {
    if (given.length > 0) context.property("resources").report(unknownProperty("resources", ["options"]));
    return [NO_RESOURCE];
  }
  if (given.length === 0) context.property("resources").report(empty(type.name));
  return given
    .map((resource, index) => parseResource([type, ...others], resource, context.deployment, resourceAt(index)))
    .filter((reference) => reference !== undefined);
}

function statementsOf(definition: GrantDefinition, level: AccessLevel, request: Request): readonly Statement[] {
  const permissions = level.permissions.filter((permission) => permission.when?.(request) ?? true);
  const statements = permissions.map((permission) =>
    statement(permission.actions, permission.resources(request), permission.conditions?.(request)),
  );
  return [...statements, ...keyStatements(definition, level, request)];
}

/** The use of the customer-managed key: only through the service that the grant is for. */
function keyStatements({ key }: GrantDefinition, level: AccessLevel, request: Request): readonly Statement[] {
  const arn = request.options.kmsKey;
  if (key === undefined || level.key === undefined || typeof arn !== "string") return [];
  const actions = { read: key.read, write: key.write, readWrite: [...key.read, ...key.write] }[level.key];
  const via = viaService(key.via, request, arn);
  const operator = via.some((host) => /[*?]/.test(host)) ? "StringLike" : "StringEquals";
  const others = key.conditions?.(request);
  const conditions = { ...others, [operator]: { "kms:ViaService": unwrapSingle(via), ...others?.[operator] } };
  return actions.length === 0 ? [] : [statement([...new Set(actions)], [arn], conditions)];
}

/**
 * The service in `kms:ViaService`: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html. A key is in
 * the region of what it encrypts. If neither is known, the region may be a pattern. In China both hosts are allowed, as AWS does not say which one it sends.
 */
function viaService(service: string, { resource, deployment }: Request, key: string): readonly string[] {
  const exact = resource.region !== undefined && /[*?]/.test(resource.region) ? undefined : resource.region;
  const region = exact ?? regionOf(key) ?? resource.region ?? deployment.region;
  const host = `${service}.${region}.amazonaws.com`;
  return (partitionOf(region) ?? deployment.partition) === "aws-cn" ? [host, `${host}.cn`] : [host];
}

function statement(actions: readonly string[], resources: readonly string[], conditions?: Conditions): Statement {
  return {
    Effect: "Allow",
    Action: unwrapSingle(actions),
    Resource: unwrapSingle(resources),
    ...(conditions === undefined ? {} : { Condition: conditions }),
  };
}
