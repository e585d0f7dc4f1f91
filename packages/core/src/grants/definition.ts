import type { Deployment } from "../arn/deployment.js";
import type { Target, TargetRef } from "../arn/target.js";
import type { Conditions } from "../policy/document.js";
import type { Reader } from "../read/readers.js";
import type { Grant } from "./grant.js";

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
  readonly rights: readonly Right<Options>[];
  /** Which of the key's actions go with it. Default: none. */
  readonly key?: "read" | "write" | "readWrite";
  /** The options that it has. Default: all of the definition's. */
  readonly options?: readonly (keyof Options & string)[];
  /** Those it cannot do without. */
  readonly required?: readonly (keyof Options & string)[];
}

/** The grants of one service: a table, and what is needed to read a request for one of its rows. */
export interface GrantDefinition<Options extends object = object> {
  /** The name of its functions: `dynamodb`. */
  readonly name: string;
  /** Its page in the Service Authorization Reference. */
  readonly page: string;
  readonly target: Target;
  /** Readers of the options. `kmsKey` is the key of `key`. */
  readonly options: { readonly [K in keyof Options]-?: Reader<Exclude<Options[K], undefined>> };
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

/** The whole access of two levels. */
export function both<Options>(...levels: readonly AccessLevel<Options>[]): AccessLevel<Options> {
  return { rights: levels.flatMap(({ rights }) => rights), key: "readWrite" };
}
