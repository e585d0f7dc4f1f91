import { parseArn } from "../aws/arn.js";
import { Collector } from "../findings/collector.js";
import { type AccessLevel, actionsOf, type GrantDefinition } from "../grants/definition.js";
import { definitions } from "../grants/definitions.js";
import { expandGrant } from "../grants/expand.js";
import { covers } from "../policy/covers.js";
import { type Statement, toArray } from "../policy/document.js";
import { Context } from "../schema/context.js";

/** A grant that allows an action on a resource. */
export interface GrantSuggestion {
  /** What a program writes: `dynamodb.read("arn:aws:dynamodb:eu-west-1:123456789012:table/orders")`. */
  readonly code: string;
  /** The function: `dynamodb.read`, or `allow`. */
  readonly grant: string;
  /** The actions that it allows, the requested one among them. */
  readonly actions: readonly string[];
  /** What it allows. Undefined if the resource is for the user to fill in. */
  readonly statements?: readonly Statement[];
}

/** The options that narrow a grant to what was requested. Undefined if the function has none for it. */
type Narrowing = (resource: string) => Readonly<Record<string, unknown>> | undefined;

const graphqlField = (resource: string) => /\/types\/([^/]+)\/fields\/([^/]+)$/.exec(resource) ?? [];
const fieldsOf =
  (root: string): Narrowing =>
  (resource) => {
    const [, type, field] = graphqlField(resource);
    return type === root ? { fields: [field] } : undefined;
  };
/** Types with a function of their own. */
const ROOT_TYPES: ReadonlySet<string> = new Set(["Query", "Mutation", "Subscription"]);
/** The folder of an object: `images/` in `arn:aws:s3:::web/images/cat.png`. */
const folder: Narrowing = (resource) => {
  const prefix = /^arn:[^:]*:s3:::[^/]+\/([^/]+\/)/.exec(resource)?.[1];
  return prefix === undefined ? undefined : { prefix };
};

const NARROW_OPTIONS: Readonly<Record<string, Narrowing>> = {
  "appsync.query": fieldsOf("Query"),
  "appsync.mutate": fieldsOf("Mutation"),
  "appsync.subscribe": fieldsOf("Subscription"),
  "appsync.fields": (resource) => {
    const [, type, field] = graphqlField(resource);
    return type === undefined || ROOT_TYPES.has(type) ? undefined : { type, fields: [field] };
  },
  "s3.read": folder,
  "s3.write": folder,
  "s3.delete": folder,
};

/**
 * The grant with the fewest actions that allows an action on a resource, or `allow` if no function does. It is expanded
 * before it is suggested, so what it says is what it allows.
 *
 * @param action `dynamodb:GetItem`
 * @param resource an ARN, or what AWS wrote instead
 */
export function suggestGrant(action: string, resource: string | undefined): GrantSuggestion {
  const named = resource?.startsWith("arn:") ? resource : undefined;
  const offers = definitions
    .filter((definition) => actionsOf(definition).includes(action))
    .flatMap((definition) =>
      levelsWith(definition, action).flatMap((level) => offerOf(definition, level, action, named)),
    );
  const [best] = offers.sort(
    (one, other) => one.actions.length - other.actions.length || Number(isNarrowed(other)) - Number(isNarrowed(one)),
  );
  return best === undefined || isPhoneNumber(resource) ? custom(action, resource) : best;
}

/** Whether a suggestion has options that narrow it. */
const isNarrowed = ({ code }: GrantSuggestion) => code.includes("{");

/** SNS authorizes text messages on `*`: https://docs.aws.amazon.com/sns/latest/dg/sns-using-identity-based-policies.html */
const isPhoneNumber = (resource: string | undefined) => resource !== undefined && /^\+\d+$/.test(resource);

const levelsWith = ({ access }: GrantDefinition, action: string): readonly string[] =>
  Object.entries(access)
    .filter(([, { permissions }]) => permissions.some(({ actions }) => actions.includes(action)))
    .map(([level]) => level);

function offerOf(
  definition: GrantDefinition,
  access: string,
  action: string,
  resource: string | undefined,
): readonly GrantSuggestion[] {
  const level = definition.access[access] as AccessLevel;
  const grant = `${definition.name}.${access}`;
  if (level.options.some((name) => definition.options[name]?.required) && NARROW_OPTIONS[grant] === undefined)
    return [];
  if (level.resourceTypes.length === 0) return offered(definition.name, access, undefined, {}, action, "*");
  // Without the resource, the ARN is for the user to fill in.
  if (resource === undefined) {
    const [type] = level.resourceTypes;
    return NARROW_OPTIONS[grant] !== undefined && level.options.some((name) => definition.options[name]?.required)
      ? []
      : [{ code: `${grant}("<ARN of the ${type?.name}>")`, grant, actions: actionsIn(level) }];
  }
  const narrowing = NARROW_OPTIONS[grant]?.(resource);
  for (const candidate of candidatesOf(resource)) {
    for (const options of narrowing === undefined ? [{}] : [narrowing, {}]) {
      const [found] = offered(definition.name, access, candidate, options, action, resource);
      if (found !== undefined) return [found];
    }
  }
  return [];
}

const actionsIn = ({ permissions }: AccessLevel) => [...new Set(permissions.flatMap(({ actions }) => actions))];

/** The resource, and what it may be a part of: `table/orders/index/byDate` → `table/orders`. */
function candidatesOf(resource: string): readonly string[] {
  const whole = parseArn(resource)?.resourceStart ?? "";
  const start = resource.slice(0, resource.length - whole.length);
  const last = whole.replace(/\/+$/, "");
  const cuts = [...last.matchAll(/[/:]/g)].map(({ index }) => last.slice(0, index)).reverse();
  return [last, ...cuts].filter((part) => part !== "").flatMap((part) => [`${start}${part}`, `${start}${part}/*`]);
}

/** The grant, if it is valid and allows the action on the resource without conditions. */
function offered(
  name: string,
  access: string,
  resource: string | undefined,
  options: Readonly<Record<string, unknown>>,
  action: string,
  requested: string,
): readonly GrantSuggestion[] {
  const context = new Context(new Collector());
  const resources = resource === undefined ? [] : [resource];
  const expanded = expandGrant({ grant: name, access, resources, options }, context);
  if (expanded === undefined || context.errorCount > 0) return [];
  if (!expanded.statements.some((statement) => allows(statement, action, requested))) return [];
  const actions = [...new Set(expanded.statements.flatMap(({ Action }) => toArray(Action)))];
  const written = [
    ...resources.map((arn) => JSON.stringify(arn)),
    ...(Object.keys(options).length === 0 ? [] : [literal(options)]),
  ];
  const { statements } = expanded;
  return [{ code: `${name}.${access}(${written.join(", ")})`, grant: `${name}.${access}`, actions, statements }];
}

const allows = ({ Action, Resource, Condition }: Statement, action: string, resource: string) =>
  Condition === undefined &&
  toArray(Action).includes(action) &&
  toArray(Resource).some((pattern) => covers(pattern, resource, true));

/** `{ type: "Query", fields: ["getPost"] }` */
const literal = (options: Readonly<Record<string, unknown>>): string =>
  `{ ${Object.entries(options)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
    .join(", ")} }`;

function custom(action: string, resource: string | undefined): GrantSuggestion {
  const on = resource ?? "<ARN of the resource>";
  const named = on.startsWith("arn:") || on.startsWith("<") ? on : "*";
  return {
    code: `allow({ actions: [${JSON.stringify(action)}], resources: [${JSON.stringify(named)}] })`,
    grant: "allow",
    actions: [action],
    ...(named.startsWith("<") ? {} : { statements: [{ Effect: "Allow", Action: action, Resource: named }] }),
  };
}
