import type { ResourceReference, ResourceType } from "../aws/resource-type.js";
import type { AppReference } from "../placeholders/this-app.js";
import type { Conditions } from "../policy/document.js";
import type { Deployment } from "../schema/context.js";
import type { Schema } from "../schema/schema.js";
import type { Grant } from "./grant.js";

/**
 * An option of a grant function.
 *
 * @typeParam Parsed what permissions get: `readonly string[]`, of ARNs
 * @typeParam Given what a program writes: `readonly Reference<Table>[]`
 */
export interface Option<Parsed = unknown, Given = Parsed, Required extends boolean = boolean> {
  readonly schema: Schema<Parsed>;
  /** The most characters that one of its strings can have. */
  readonly maxLength: number;
  /** Whether each function that has the option requires it. */
  readonly required: Required;
  /** What it restricts a grant to, if that follows the resource's name in the ARN: `objects`. */
  readonly restrictsTo?: string;
  /** Carries the type. It is never set. */
  readonly given?: Given;
}

/** An option that can be left out. */
export const option = <Parsed>(schema: Schema<Parsed>, maxLength: number): Option<Parsed, Parsed, false> => ({
  schema,
  maxLength,
  required: false,
});

/**
 * The same option, whose value follows the resource's name in the ARN. It restricts nothing if the name has a wildcard,
 * which also matches what follows the name.
 *
 * @param what it restricts a grant to: `objects`
 */
export const restricting = <Of extends Option>(what: string, unrestricted: Of): Of => ({
  ...unrestricted,
  restrictsTo: what,
});

/** The same option, which must be given. */
export const required = <Parsed, Given>(optional: Option<Parsed, Given, false>): Option<Parsed, Given, true> => ({
  ...optional,
  required: true,
});

/** The options of a service's functions. Their doc comments are what the editor shows. */
export type OptionTable = Readonly<Record<string, Option>>;

/** The options that permissions get. */
export type ParsedOptions<Options> = {
  readonly [Name in keyof Options]?: Options[Name] extends Option<infer Parsed, unknown> ? Parsed : never;
};

/** What a permission's resources and conditions are computed from. */
export interface Request<Options = OptionTable> {
  readonly resource: ResourceReference;
  readonly options: ParsedOptions<Options>;
  readonly deployment: Deployment;
  /** The app that the role belongs to. Only levels of the app itself may rely on it. */
  readonly app: AppReference | undefined;
}

// The functions below are methods, whose parameters TypeScript compares in both directions: a permission of one
// service is then a permission of any, and expanding it needs no cast.

/** Actions on resources: one row of a service's table. */
export interface Permission<Options = OptionTable> {
  readonly actions: readonly string[];
  /** The resources that AWS authorizes these actions on. */
  resources(request: Request<Options>): readonly string[];
  conditions?(request: Request<Options>): Conditions | undefined;
  /** If it returns false, the row is left out. */
  when?(request: Request<Options>): boolean;
}

/** The use of the customer-managed key that a resource is encrypted with. */
export interface KeyUse<Options = OptionTable> {
  readonly read: readonly string[];
  readonly write: readonly string[];
  /** The service as `kms:ViaService` names it: `dynamodb`. */
  readonly via: string;
  /** Conditions in addition to `kms:ViaService`. */
  conditions?(request: Request<Options>): Conditions;
}

/** Which of the key's actions an access level includes. */
export type KeyAccess = "read" | "write" | "readWrite";

/**
 * An access level: what a function such as `dynamodb.read` allows.
 *
 * @typeParam Names the options that the function has
 * @typeParam Resource what it takes as its resource; `never` if it takes none
 */
export interface AccessLevel<Names extends string = string, Resource extends ResourceType = ResourceType> {
  readonly permissions: readonly Permission[];
  readonly options: readonly Names[];
  /** An ARN that is known only after deploy counts as one of the first type. */
  readonly resourceTypes: readonly Resource[];
  /** Requires the option `kmsKey`. Default: none of its actions. */
  readonly key?: KeyAccess;
  /** True if it allows access to what belongs to the role's app, which then has to be known. */
  readonly ofThisApp?: boolean;
}

/** A grant that another one includes, and the option that it is made from. */
export interface ImpliedGrant {
  readonly option: string;
  readonly grant: Grant;
}

/** The grants of one service: a table, and what it takes to parse a grant. */
export interface GrantDefinition<Options = OptionTable, Access = Readonly<Record<string, AccessLevel>>> {
  /** The name that its functions are exported under: `dynamodb`. */
  readonly name: string;
  readonly options: Options;
  /** Its functions by name: `read`. */
  readonly access: Access;
  readonly key?: KeyUse;
  /** Grants that every function includes, such as reading the secret of a Data API. */
  impliedGrants?(options: ParsedOptions<Options>): readonly ImpliedGrant[];
}

/** For actions that AWS authorizes on the resource that is given. */
export const onResource = ({ resource }: Pick<Request, "resource">): readonly string[] => [resource.arn];

/** For actions that AWS defines no resource type for. */
export const everywhere = (): readonly string[] => ["*"];

/** The actions of a service's table, those of its customer-managed key left out. */
export const actionsOf = ({ access }: Pick<GrantDefinition, "access">): readonly string[] => [
  ...new Set(Object.values(access).flatMap(({ permissions }) => permissions.flatMap(({ actions }) => actions))),
];

/** The pages of the Service Authorization Reference that list these actions: one for each service prefix. */
export const referencePages = (actions: readonly string[]): readonly string[] =>
  [...new Set(actions.map((action) => action.slice(0, action.indexOf(":"))))]
    .sort()
    .map((prefix) => `https://docs.aws.amazon.com/service-authorization/latest/reference/list_${prefix}.html`);
