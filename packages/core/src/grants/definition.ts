import type { Deployment } from "../arn/deployment.js";
import type { Target, TargetRef } from "../arn/target.js";
import type { Conditions } from "../policy/document.js";
import type { Place } from "../read/place.js";
import type { Grant, OneOrMore } from "./grant.js";

/** What a right's resources and conditions can be made of. */
export interface Request<Options> {
  readonly resource: TargetRef;
  readonly options: Options;
  readonly deployment: Deployment;
}

/** Actions on resources: one row of a grant's table. */
export interface Right<Options> {
  readonly actions: readonly string[];
  /** The resources that these actions are authorised on. */
  readonly on: (request: Request<Options>) => readonly string[];
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
  readonly target?: OneOrMore<Target>;
  readonly rights: readonly Right<Options>[];
  /** Which of the key's actions go with it. Default: none. */
  readonly key?: "read" | "write" | "readWrite";
  /** The options that it has. Default: all of the definition's. */
  readonly options?: readonly (keyof Options & string)[];
  /** Those it cannot do without. */
  readonly required?: readonly (keyof Options & string)[];
}

/** One of the options of a grant. */
export interface Option<T> {
  readonly read: (value: unknown, at: Place, deployment: Deployment) => T | undefined;
  /** The most characters that one of its texts can have. */
  readonly longest: number;
}

/** The grants of one service: a table, and what is needed to read a request for one of its rows. */
export interface GrantDefinition<Options extends object = object> {
  /** The name of its functions: `dynamodb`. */
  readonly name: string;
  /** Its page in the Service Authorization Reference. */
  readonly page: string;
  /** What its functions grant on; a wholly late ARN is taken for the first. Without one they take no resource. */
  readonly target?: OneOrMore<Target>;
  /** What its levels take beside the resource. `kmsKey` is the key of `key`. */
  readonly options: { readonly [K in keyof Options]-?: Option<Exclude<Options[K], undefined>> };
  readonly access: Readonly<Record<string, AccessLevel<Options>>>;
  readonly key?: KeyUse<Options>;
  /** Grants that have to come along, such as the right to read a Data API's secret. */
  readonly also?: (options: Options) => readonly AlsoGrant[];
}

/** A grant that comes along with another, and the option that it answers to. */
export interface AlsoGrant {
  readonly option: string;
  readonly grant: Grant;
}

/** The kinds of resource that a level is granted on; none where it takes no resource. */
export function targetsOf(
  definition: Pick<GrantDefinition, "target">,
  level: Pick<AccessLevel<object>, "target">,
): readonly Target[] {
  const target = level.target ?? definition.target;
  return target === undefined ? [] : [target].flat();
}

/** Where most actions are authorised: on the resource that is given. */
export const onResource = ({ resource }: Pick<Request<unknown>, "resource">): readonly string[] => [resource.arn];

/** Where actions are authorised for which AWS defines no resource. */
export const everywhere = (): readonly string[] => ["*"];

/** The whole access of two levels. */
export function both<Options>(...levels: readonly AccessLevel<Options>[]): AccessLevel<Options> {
  return { rights: levels.flatMap(({ rights }) => rights), key: "readWrite" };
}
