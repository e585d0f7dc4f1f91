import { parseArn } from "../aws/arn.js";
import { Collector } from "../findings/collector.js";
import { actionsOf } from "../grants/definition.js";
import { definitions } from "../grants/definitions.js";
import { expandGrant } from "../grants/expand.js";
import { type Statement, toArray } from "../policy/document.js";
import { minimize, sayTheSame } from "../policy/minimize.js";
import { Context } from "../schema/context.js";

/** A grant that statements say. */
export interface RecoveredGrant {
  /** What a program writes: `dynamodb.read("arn:aws:dynamodb:eu-west-1:123456789012:table/orders")`. */
  readonly code: string;
  /** What the function returns. */
  readonly grant: {
    readonly grant: string;
    readonly access: string;
    readonly resources: readonly string[];
    readonly options: Readonly<Record<string, unknown>>;
  };
}

/** A grant, and the pairs of action and resource that it allows, as texts. */
interface Candidate extends RecoveredGrant {
  readonly pairs: ReadonlySet<string>;
}

/**
 * The grants that together allow exactly what statements allow, in few grants. Undefined if none do: then the statements say
 * something that no function says. The grants are expanded and compared before they are returned.
 */
export function recoverGrants(statements: readonly Statement[]): readonly RecoveredGrant[] | undefined {
  const wanted = pairsOf(statements);
  if (wanted === undefined) return undefined;
  const candidates = candidatesFor(statements, wanted);
  // The function with the most in common first: of two that say the same, the one that comes first.
  const sorted = [...candidates].sort((one, other) => other.pairs.size - one.pairs.size);
  const left = new Set(wanted);
  const chosen: Candidate[] = [];
  for (const candidate of sorted) {
    if (![...candidate.pairs].some((pair) => left.has(pair))) continue;
    chosen.push(candidate);
    for (const pair of candidate.pairs) left.delete(pair);
  }
  if (left.size > 0) return undefined;
  const needed = withoutRedundant(chosen);
  const said = needed.flatMap(({ grant }) => expanding(grant) ?? []);
  return sayTheSame(said, statements) ? needed.map(({ code, grant }) => ({ code, grant })) : undefined;
}

/** Without those that the others together include. */
const withoutRedundant = (chosen: readonly Candidate[]): readonly Candidate[] =>
  chosen.reduce((kept, one) => {
    const others = kept.filter((other) => other !== one);
    const covered = new Set(others.flatMap(({ pairs }) => [...pairs]));
    return [...one.pairs].every((pair) => covered.has(pair)) ? others : kept;
  }, chosen);

/** Undefined if a statement denies, names what it leaves out, has a name of its own, or has an action with a wildcard. */
function pairsOf(statements: readonly Statement[]): ReadonlySet<string> | undefined {
  const pairs = new Set<string>();
  for (const { Sid, Effect, Action, Resource, Condition } of minimize(statements)) {
    if (Sid !== undefined || Effect !== "Allow" || Action === undefined || Resource === undefined) return undefined;
    for (const action of toArray(Action)) {
      if (/[*?]/.test(action)) return undefined;
      for (const resource of toArray(Resource)) pairs.add(JSON.stringify([action, resource, Condition ?? null]));
    }
  }
  return pairs;
}

/** Every grant on one of the resources, or on what they are in, that allows nothing else. */
function candidatesFor(statements: readonly Statement[], wanted: ReadonlySet<string>): readonly Candidate[] {
  const actions = new Set(statements.flatMap(({ Action }) => toArray(Action)));
  const resources = [...new Set(statements.flatMap(({ Resource }) => toArray(Resource)).flatMap(rootsOf))].sort();
  return definitions
    .filter((definition) => actionsOf(definition).some((action) => actions.has(action)))
    .flatMap(({ name, access }) =>
      Object.entries(access).flatMap(([level, { permissions, resourceTypes }]) => {
        if (!permissions.some((permission) => permission.actions.some((action) => actions.has(action)))) return [];
        const targets = resourceTypes.length === 0 ? [undefined] : resources;
        return targets.flatMap((resource) =>
          optionsFor(name, resource).flatMap(({ on, options }) => candidateOf(name, level, on, options, wanted)),
        );
      }),
    );
}

/** A resource, and what it is in: `table/orders/index/*` is in `table/orders`. */
function rootsOf(resource: string): readonly string[] {
  const whole = parseArn(resource)?.resourceStart ?? "";
  const start = resource.slice(0, resource.length - whole.length);
  const cuts = [...whole.matchAll(/[/:]/g)].map(({ index }) => whole.slice(0, index));
  return [whole, ...cuts].filter((part) => part !== "").map((part) => `${start}${part}`);
}

/** Without options; and with the prefix of objects in a bucket. */
function optionsFor(
  name: string,
  resource: string | undefined,
): readonly { readonly on: string | undefined; readonly options: Readonly<Record<string, unknown>> }[] {
  const [, bucket, prefix] = /^(arn:[^:]*:s3:::[^/]+)\/(.+\/)\*$/.exec(resource ?? "") ?? [];
  const narrowed = name === "s3" && bucket !== undefined ? [{ on: bucket, options: { prefix } }] : [];
  return [{ on: resource, options: {} }, ...narrowed];
}

function candidateOf(
  name: string,
  access: string,
  resource: string | undefined,
  options: Readonly<Record<string, unknown>>,
  wanted: ReadonlySet<string>,
): readonly Candidate[] {
  const grant = { grant: name, access, resources: resource === undefined ? [] : [resource], options };
  const expanded = expanding(grant);
  const pairs = expanded === undefined ? undefined : pairsOf(expanded);
  if (pairs === undefined || pairs.size === 0 || [...pairs].some((pair) => !wanted.has(pair))) return [];
  const written = [
    ...grant.resources.map((arn) => JSON.stringify(arn)),
    ...Object.entries(options).map(([key, value]) => `{ ${key}: ${JSON.stringify(value)} }`),
  ];
  return [{ code: `${name}.${access}(${written.join(", ")})`, grant, pairs }];
}

/** Undefined for a grant that is not valid. */
function expanding(grant: RecoveredGrant["grant"]): readonly Statement[] | undefined {
  const context = new Context(new Collector());
  const expanded = expandGrant(grant, context);
  return context.errorCount > 0 ? undefined : expanded?.statements;
}
