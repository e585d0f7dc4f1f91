import { type Deployment, partitionOf } from "../arn/deployment.js";
import { readTarget, regionOf, type TargetRef } from "../arn/target.js";
import { faults } from "../errors/faults.js";
import type { Conditions, Statement } from "../policy/document.js";
import { unlisted } from "../policy/document.js";
import type { Place } from "../read/place.js";
import { isRecord, shape } from "../read/readers.js";
import { expandAllow } from "./allow.js";
import { definitionOf, definitions } from "./catalogue.js";
import type { AccessLevel, GrantDefinition, Request } from "./definition.js";

/** A grant and the statements that it comes to. */
export interface ExpandedGrant {
  /** Where it stands: `computeRole.grants[2]`. */
  readonly at: Place;
  /** The function that made it: `dynamodb.readWrite`. */
  readonly by: string;
  readonly statements: readonly Statement[];
}

/** What IAM takes in no policy (https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html); markers apart. */
const UNFIT = /[^\t\n\r\u0020-\u00FF\uE000\uE001]/u;

/** Expands a grant of any shape, or reports what is wrong with it. `resourceAt` is where each of its resources stands. */
export function expandGrant(
  value: unknown,
  deployment: Deployment,
  at: Place,
  resourceAt = (index: number) => at.member("resources").entry(index),
): ExpandedGrant | undefined {
  if (!isRecord(value) || typeof value.grant !== "string" || typeof value.access !== "string") {
    return at.report(faults.notAGrant(value));
  }
  const expanded = (statements: readonly Statement[]) => {
    const character = UNFIT.exec(JSON.stringify(statements))?.[0];
    if (character !== undefined) at.report(faults.badPolicyText(character));
    return { at, by: nameOf(value), statements };
  };
  if (value.grant === "allow") return expanded(expandAllow(value.options, at));

  const definition = definitionOf(value.grant);
  const level =
    definition === undefined || !Object.hasOwn(definition.access, value.access)
      ? undefined
      : definition.access[value.access];
  if (definition === undefined || level === undefined)
    return at.report(faults.unknownGrant(nameOf(value), everyGrant()));
  return expanded(expandLevel(definition, level, value, deployment, at, resourceAt));
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
  at: Place,
  resourceAt: (index: number) => Place,
): readonly Statement[] {
  const before = at.count;
  const understood = Object.entries(definition.options).filter(([name]) => level.options?.includes(name) ?? true);
  const readOptions =
    shape(Object.fromEntries(understood), level.required)(options === undefined ? {} : options, at.member("options")) ??
    {};
  const targets = readTargets(definition, resources, deployment, at, resourceAt);
  const along = (definition.also?.(readOptions as Options) ?? [])
    .filter(({ option }) => readOptions[option as keyof typeof readOptions] !== undefined)
    .flatMap(({ option, grant }) => {
      const place = at.member("options").member(option);
      return expandGrant(grant, deployment, place, () => place)?.statements ?? [];
    });
  if (at.count > before) return [];
  const requests = targets.map((resource) => ({ resource, options: readOptions as Options, deployment }));
  return [...requests.flatMap((request) => statementsOf(definition, level, request)), ...along];
}

function readTargets(
  definition: GrantDefinition<Options>,
  resources: unknown,
  deployment: Deployment,
  at: Place,
  resourceAt: (index: number) => Place,
): readonly TargetRef[] {
  if (!Array.isArray(resources) || resources.length === 0) {
    at.member("resources").report(faults.empty(definition.target.kind));
    return [];
  }
  return resources
    .map((resource, index) => readTarget(definition.target, resource, deployment, resourceAt(index)))
    .filter((target) => target !== undefined);
}

function statementsOf(
  definition: GrantDefinition<Options>,
  level: AccessLevel<Options>,
  request: Request<Options>,
): readonly Statement[] {
  const rights = level.rights.filter(({ when }) => when?.(request) ?? true);
  const statements = rights.map(({ actions, on, conditions }) =>
    statement(actions, on(request), conditions?.(request)),
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
    Action: unlisted(actions),
    Resource: unlisted(resources),
    ...(conditions === undefined ? {} : { Condition: conditions }),
  };
}
