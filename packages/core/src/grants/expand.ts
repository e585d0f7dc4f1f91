import { type Deployment, partitionOf } from "../aws/deployment.js";
import { unfitCharacter } from "../aws/policy-characters.js";
import { regionOf } from "../aws/check-arn.js";
import { parseResource } from "../aws/parse-resource.js";
import type { ResourceReference, ResourceType } from "../aws/resource-type.js";
import { messages } from "../findings/messages.js";
import { isUnresolved } from "../placeholders/placeholder.js";
import type { Conditions, Statement } from "../policy/document.js";
import { unwrapSingle } from "../policy/document.js";
import type { Context } from "../schema/context.js";
import { isRecord, object } from "../schema/schema.js";
import { expandAllow } from "./allow.js";
import { type AccessLevel, type GrantDefinition, type Request, resourceTypesOf } from "./definition.js";
import { definitionOf, definitions } from "./services/index.js";

/** A grant and the statements that it comes to. */
export interface ExpandedGrant {
  /** Where it stands: `computeRole.grants[2]`. */
  readonly context: Context;
  /** The function that made it: `dynamodb.readWrite`. */
  readonly by: string;
  readonly statements: readonly Statement[];
  /** The most characters that a late value in it can have. */
  readonly maxLength: number;
}

/** The most characters of an ARN of any kind: https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html */
export const MAX_ARN_LENGTH = 2048;

/** Expands a grant of any shape, or reports what is wrong with it. `resourceAt` is where each of its resources stands. */
export function expandGrant(
  value: unknown,
  deployment: Deployment,
  context: Context,
  resourceAt = (index: number) => context.property("resources").index(index),
): ExpandedGrant | undefined {
  if (!isRecord(value) || typeof value.grant !== "string" || typeof value.access !== "string") {
    return context.report(messages.notAGrant(value));
  }
  const expanded = (statements: readonly Statement[], maxLength = MAX_ARN_LENGTH) => {
    const character = firstOf(statements, unfitCharacter);
    if (character !== undefined) context.report(messages.badPolicyText(character));
    return { context, by: nameOf(value), statements, maxLength };
  };
  if (value.grant === "allow") return expanded(expandAllow(value.options, context));

  const definition = definitionOf(value.grant);
  const level =
    definition === undefined || !Object.hasOwn(definition.access, value.access)
      ? undefined
      : definition.access[value.access];
  if (definition === undefined || level === undefined)
    return context.report(messages.unknownGrant(nameOf(value), everyGrant()));
  const statements = expandLevel(definition, level, value, deployment, context, resourceAt);
  return expanded(statements, longestOf(definition, level, value.options));
}

/** What a test finds first in the texts and keys of anything. */
function firstOf(value: unknown, find: (text: string) => string | undefined): string | undefined {
  if (typeof value === "string") return find(value);
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, member] of Object.entries(value)) {
    const found = find(key) ?? firstOf(member, find);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The texts of an option: one, a list of them, or of objects that hold them. */
const texts = (value: unknown): readonly unknown[] =>
  typeof value === "object" && value !== null ? Object.values(value) : [value];
const holdsLate = (value: unknown) =>
  texts(value)
    .flatMap(texts)
    .some((each) => typeof each === "string" && isUnresolved(each));

/** The longest ARN of a level's kinds, or what an option can come to that is late. */
function longestOf(definition: GrantDefinition<Options>, level: AccessLevel<Options>, options: unknown): number {
  const late = Object.entries(isRecord(options) ? options : {}).filter(([, value]) => holdsLate(value));
  const bounds = [...resourceTypesOf(definition, level), ...late.map(([name]) => definition.options[name])];
  return Math.max(0, ...bounds.map((bound) => bound?.maxLength ?? 0));
}

const nameOf = ({ grant, access }: Record<string, unknown>) => (grant === "allow" ? "allow" : `${grant}.${access}`);
const everyGrant = () =>
  definitions.flatMap(({ name, access }) => Object.keys(access).map((level) => `${name}.${level}`));

type Options = Record<string, unknown>;

function expandLevel(
  definition: GrantDefinition<Options>,
  level: AccessLevel<Options>,
  { resources, options }: Record<string, unknown>,
  deployment: Deployment,
  context: Context,
  resourceAt: (index: number) => Context,
): readonly Statement[] {
  const before = context.errorCount;
  const understood = Object.entries(definition.options)
    .filter(([name]) => level.options?.includes(name) ?? true)
    .map(([name, { schema }]) => [name, (value: unknown, place: Context) => schema(value, place, deployment)] as const);
  const readOptions =
    object(Object.fromEntries(understood), level.required)(
      options === undefined ? {} : options,
      context.property("options"),
    ) ?? {};
  const targets = readTargets(resourceTypesOf(definition, level), resources, deployment, context, resourceAt);
  const along = (definition.impliedGrants?.(readOptions as Options) ?? [])
    .filter(({ option }) => readOptions[option as keyof typeof readOptions] !== undefined)
    .flatMap(({ option, grant }) => {
      const place = context.property("options").property(option);
      return expandGrant(grant, deployment, place, () => place)?.statements ?? [];
    });
  if (context.errorCount > before) return [];
  const requests = targets.map((resource) => ({ resource, options: readOptions as Options, deployment }));
  return [...requests.flatMap((request) => statementsOf(definition, level, request)), ...along];
}

/** Stands for the resource of functions that take none. */
const NO_RESOURCE: ResourceReference = { arn: "*", type: "", form: "", region: undefined };

function readTargets(
  [kind, ...others]: readonly ResourceType[],
  resources: unknown,
  deployment: Deployment,
  context: Context,
  resourceAt: (index: number) => Context,
): readonly ResourceReference[] {
  const given: readonly unknown[] = Array.isArray(resources) ? resources : [];
  if (kind === undefined) {
    if (given.length > 0) context.property("resources").report(messages.unknownKey("resources", ["options"]));
    return [NO_RESOURCE];
  }
  if (given.length === 0) context.property("resources").report(messages.empty(kind.name));
  return given
    .map((resource, index) => parseResource([kind, ...others], resource, deployment, resourceAt(index)))
    .filter((target) => target !== undefined);
}

function statementsOf(
  definition: GrantDefinition<Options>,
  level: AccessLevel<Options>,
  request: Request<Options>,
): readonly Statement[] {
  const rights = level.permissions.filter(({ when }) => when?.(request) ?? true);
  const statements = rights.map(({ actions, resources, conditions }) =>
    statement(actions, resources(request), conditions?.(request)),
  );
  return [...statements, ...keyStatements(definition, level, request)];
}

/** The use of the customer-managed key, through the service that the grant is for and in no other way. */
function keyStatements(
  { key }: GrantDefinition<Options>,
  level: AccessLevel<Options>,
  request: Request<Options>,
): readonly Statement[] {
  const arn = request.options.kmsKey;
  if (key === undefined || level.key === undefined || typeof arn !== "string") return [];
  const actions = { read: key.read, write: key.write, readWrite: [...key.read, ...key.write] }[level.key];
  const conditions = {
    StringEquals: { "kms:ViaService": viaService(key.via, request, arn) },
    ...key.conditions?.(request),
  };
  return actions.length === 0 ? [] : [statement([...new Set(actions)], [arn], conditions)];
}

/**
 * The service's name in `kms:ViaService`: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html.
 * A key lies in the region of what it encrypts. For China both endings are given, as AWS does not say which it sends.
 */
function viaService(
  service: string,
  { resource, deployment }: Request<Options>,
  key: string,
): string | readonly string[] {
  const region = resource.region ?? regionOf(key) ?? deployment.region;
  const host = `${service}.${region}.amazonaws.com`;
  return (partitionOf(region) ?? deployment.partition) === "aws-cn" ? [host, `${host}.cn`] : host;
}

function statement(actions: readonly string[], resources: readonly string[], conditions?: Conditions): Statement {
  return {
    Effect: "Allow",
    Action: unwrapSingle(actions),
    Resource: unwrapSingle(resources),
    ...(conditions === undefined ? {} : { Condition: conditions }),
  };
}
