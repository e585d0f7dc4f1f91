import type { Deployment } from "../aws/deployment.js";
import type { ResourceReference, ResourceType } from "../aws/resource-type.js";
import type { Conditions } from "../policy/document.js";
import type { Context } from "../schema/context.js";
import type { Grant, OneOrMore } from "./grant.js";

/** What a right's resources and conditions can be made of. */
export interface Request<Options> {
  readonly resource: ResourceReference;
  readonly options: Options;
  readonly deployment: Deployment;
}

/** Actions on resources: one row of a grant's table. */
export interface Permission<Options> {
  readonly actions: readonly string[];
  /** The resources that these actions are authorised on. */
  readonly resources: (request: Request<Options>) => readonly string[];
  readonly conditions?: (request: Request<Options>) => Conditions | undefined;
  /** Left out where it gives false. */
  readonly when?: (request: Request<Options>) => boolean;
}

/** What it takes to use the customer-managed key that a resource is encrypted with. */
export interface KeyUse<Options> {
  readonly read: readonly string[];
  readonly write: readonly string[];
  /** The service as `kms:ViaService` names it: `dynamodb`. */
  readonly via: string;
  /** Conditions beside `kms:ViaService`. */
  readonly conditions?: (request: Request<Options>) => Conditions;
}

/** An access level: what a function such as `dynamodb.read` gives. */
export interface AccessLevel<Options> {
  /** What it is granted on. Default: the definition's. */
  readonly resourceType?: OneOrMore<ResourceType>;
  readonly permissions: readonly Permission<Options>[];
  /** Which of the key's actions go with it. Default: none. */
  readonly key?: "read" | "write" | "readWrite";
  /** The options that it has. Default: all of the definition's. */
  readonly options?: readonly (keyof Options & string)[];
  /** Those it cannot do without. */
  readonly required?: readonly (keyof Options & string)[];
}

/** One of the options of a grant. */
export interface Option<T> {
  readonly schema: (value: unknown, context: Context, deployment: Deployment) => T | undefined;
  /** The most characters that one of its texts can have. */
  readonly maxLength: number;
}

/** The grants of one service: a table, and what is needed to read a request for one of its rows. */
export interface GrantDefinition<Options extends object = object> {
  /** The name of its functions: `dynamodb`. */
  readonly name: string;
  /** Its page in the Service Authorization Reference. */
  readonly page: string;
  /** What its functions grant on; a wholly late ARN is taken for the first. Without one they take no resource. */
  readonly resourceType?: OneOrMore<ResourceType>;
  /** What its levels take beside the resource. `kmsKey` is the key of `key`. */
  readonly options: { readonly [K in keyof Options]-?: Option<Exclude<Options[K], undefined>> };
  readonly access: Readonly<Record<string, AccessLevel<Options>>>;
  readonly key?: KeyUse<Options>;
  /** Grants that have to come along, such as the right to read a Data API's secret. */
  readonly impliedGrants?: (options: Options) => readonly ImpliedGrant[];
}

/** A grant that comes along with another, and the option that it answers to. */
export interface ImpliedGrant {
  readonly option: string;
  readonly grant: Grant;
}

/** The kinds of resource that a level is granted on; none where it takes no resource. */
export function resourceTypesOf(
  definition: Pick<GrantDefinition, "resourceType">,
  level: Pick<AccessLevel<object>, "resourceType">,
): readonly ResourceType[] {
  const type = level.resourceType ?? definition.resourceType;
  return type === undefined ? [] : [type].flat();
}

/** Where most actions are authorised: on the resource that is given. */
export const onResource = ({ resource }: Pick<Request<unknown>, "resource">): readonly string[] => [resource.arn];

/** Where actions are authorised for which AWS defines no resource. */
export const everywhere = (): readonly string[] => ["*"];

/** The whole access of two levels. */
export function combine<Options>(...levels: readonly AccessLevel<Options>[]): AccessLevel<Options> {
  return { permissions: levels.flatMap(({ permissions }) => permissions), key: "readWrite" };
}
