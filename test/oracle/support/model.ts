import type { Grant, PolicyDocument, SsrLogsShape } from "@amplify-roles/core";

/** Where a resource is. */
export interface Scope {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** The role's app. */
export const appId = "d123456789";

/** Where the role's app is deployed. */
export const home: Scope = { partition: "aws", region: "eu-west-1", account: "123456789012" };
export const china: Scope = { partition: "aws-cn", region: "cn-north-1", account: "123456789012" };
export const otherRegion: Scope = { ...home, region: "us-east-1" };
export const otherAccount: Scope = { ...home, account: "210987654321" };
/** A GovCloud account can have any number. This one has the home account's, so that only partition and region differ. */
export const otherPartition: Scope = { ...home, partition: "aws-us-gov", region: "us-gov-west-1" };
/** The same name in another region, another account, another partition. */
export const elsewhere: readonly Scope[] = [otherRegion, otherAccount, otherPartition];

/** A resource as a request names it. */
export interface Thing {
  readonly arn: string;
  /**
   * The resource type's name in the reference, if the ARN alone could be another type's: an index of a table looks like a
   * table with a slash in its name. Only actions of this type ask for it.
   */
  readonly type?: string;
}

/** A regional resource. `resource` is the last part of its ARN, as the service's page in the reference writes it. */
export const regional = (service: string, resource: string, at: Scope = home, type?: string): Thing => ({
  arn: `arn:${at.partition}:${service}:${at.region}:${at.account}:${resource}`,
  ...(type === undefined ? {} : { type }),
});

/** The resource at home, and resources of the same name elsewhere. */
export const everywhere = (service: string, resource: string): readonly Thing[] =>
  [home, ...elsewhere].map((at) => regional(service, resource, at));

/** A resource by its ARN. */
export const thing = (arn: string, type?: string): Thing => ({ arn, ...(type === undefined ? {} : { type }) });

/** The things, and for each of them another one whose name starts with its whole name. */
export const withSiblings = (things: readonly Thing[]): readonly Thing[] =>
  things.flatMap((one) => [one, { ...one, arn: `${one.arn}2` }]);

/** For actions that AWS authorizes on no resource. */
export const noResource: Thing = { arn: "*" };

/** The context of a request: condition keys as AWS sends them. */
export interface Circumstance {
  readonly what: string;
  readonly keys: Readonly<Record<string, string | readonly string[]>>;
  /** Keys that AWS usually always sends, and leaves out here. */
  readonly without?: readonly string[];
}

/** A request context, named after its keys. */
export const when = (keys: Circumstance["keys"], without: readonly string[] = []): Circumstance => ({
  what: Object.entries(keys)
    .map(([key, value]) => `${key}=${typeof value === "string" ? value : `[${value.join()}]`}`)
    .join(" "),
  keys,
  without,
});
export const plainly: Circumstance = { what: "", keys: {} };

/** The requests to a service: each of its actions on each resource of the right type, in each request context. */
export interface Pool {
  /** The actions' prefix: `dynamodb`. */
  readonly service: string;
  readonly things: readonly Thing[];
  /** Default: without any context key. */
  readonly circumstances?: readonly Circumstance[];
  /** Keys that AWS sends with every request for an action that has them. */
  readonly alwaysSent?: readonly string[];
}

/** Requests that a case must allow or deny: each action on each resource in each request context. */
export interface Row {
  readonly service: string;
  readonly actions: readonly string[];
  /** Default: on all that is asked for. */
  readonly on?: readonly Thing[];
  /** What is left out of all that is asked for. */
  readonly except?: readonly Thing[];
  /** Default: under all that AWS may send. */
  readonly under?: readonly Circumstance[];
}

/** `may("dynamodb", "GetItem Query", [orders])` */
export const may = (service: string, actions: string, on?: readonly Thing[], under?: readonly Circumstance[]): Row => ({
  service,
  actions: actions.split(" "),
  ...(on === undefined ? {} : { on }),
  ...(under === undefined ? {} : { under }),
});

/** What adds statements to a role. */
export type Asks =
  | { readonly grant: Grant }
  | { readonly document: PolicyDocument }
  | { readonly serviceRole: { readonly appId?: string; readonly logs?: { readonly shape?: SsrLogsShape } } };

/** A grant or a document, and all that it must allow. What no row allows must be denied. */
export interface Case {
  /** The function that grants: `dynamodb.read`; `logs` for the service role's permission to write SSR logs; `document`. */
  readonly by: string;
  readonly what: string;
  readonly asks: Asks;
  readonly allows: readonly Row[];
  /** What must be denied, whatever else the role allows. Default: nothing. */
  readonly denies?: readonly Row[];
  /** Default: home. */
  readonly deployment?: Scope;
}

/** The case of a grant, named after its function. */
export const granted = (what: string, grant: Grant, allows: readonly Row[], deployment?: Scope): Case => ({
  by: `${grant.grant}.${grant.access}`,
  what,
  asks: { grant },
  allows,
  ...(deployment === undefined ? {} : { deployment }),
});

/** A service's requests and grants. */
export interface Table {
  /** AWS's pages that say which actions it authorizes on which resources. */
  readonly pages: readonly string[];
  readonly pools: readonly Pool[];
  readonly cases: readonly Case[];
}
