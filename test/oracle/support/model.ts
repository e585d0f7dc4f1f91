import type { Grant, PolicyDocument, SsrLogsShape } from "@amplify-roles/core";

/** Where a resource lies. */
export interface Scope {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** Where the role's app is deployed. */
export const home: Scope = { partition: "aws", region: "eu-west-1", account: "123456789012" };
export const china: Scope = { partition: "aws-cn", region: "cn-north-1", account: "123456789012" };
export const otherRegion: Scope = { ...home, region: "us-east-1" };
export const otherAccount: Scope = { ...home, account: "210987654321" };
/** A GovCloud account may have any number; this one has the home's, so that nothing but partition and region differ. */
export const otherPartition: Scope = { ...home, partition: "aws-us-gov", region: "us-gov-west-1" };
/** The same name in another region, another account, another partition. */
export const elsewhere: readonly Scope[] = [otherRegion, otherAccount, otherPartition];

/** A resource as a request names it. */
export interface Thing {
  readonly arn: string;
  /**
   * What the reference calls it, where its ARN alone might be taken for another kind's: an index of a table for a table
   * with a slash in its name. It is asked for by actions of this type only.
   */
  readonly type?: string;
}

/** A regional resource. `resource` is the last part of its ARN, as the service's page in the reference writes it. */
export const regional = (service: string, resource: string, at: Scope = home, type?: string): Thing => ({
  arn: `arn:${at.partition}:${service}:${at.region}:${at.account}:${resource}`,
  ...(type === undefined ? {} : { type }),
});

/** The resource at home, and its like elsewhere. */
export const everywhere = (service: string, resource: string): readonly Thing[] =>
  [home, ...elsewhere].map((at) => regional(service, resource, at));

/** A resource whose ARN is written out. */
export const thing = (arn: string, type?: string): Thing => ({ arn, ...(type === undefined ? {} : { type }) });

/** The things, and for each another whose name goes on where its own ends. */
export const withSiblings = (things: readonly Thing[]): readonly Thing[] =>
  things.flatMap((one) => [one, { ...one, arn: `${one.arn}2` }]);

/** What actions without a resource type are authorised on. */
export const noResource: Thing = { arn: "*" };

/** What a request says beside its action and its resource: context keys as AWS sends them. */
export interface Circumstance {
  readonly what: string;
  readonly keys: Readonly<Record<string, string | readonly string[]>>;
  /** Keys that AWS otherwise sends always, and leaves out here. */
  readonly without?: readonly string[];
}

/** A circumstance, named after the keys that it has. */
export const when = (keys: Circumstance["keys"], without: readonly string[] = []): Circumstance => ({
  what: Object.entries(keys)
    .map(([key, value]) => `${key}=${typeof value === "string" ? value : `[${value.join()}]`}`)
    .join(" "),
  keys,
  without,
});
export const plainly: Circumstance = { what: "", keys: {} };

/** What may be asked of a service: every action of it on every resource of the kind that it takes, under every circumstance. */
export interface Pool {
  /** The actions' prefix: `dynamodb`. */
  readonly service: string;
  readonly things: readonly Thing[];
  /** Default: without any context key. */
  readonly circumstances?: readonly Circumstance[];
  /** Keys that AWS sends with every request for an action that knows them. */
  readonly alwaysSent?: readonly string[];
}

/** Requests that a case must allow, or refuse: each action on each resource under each circumstance. */
export interface Row {
  readonly service: string;
  readonly actions: readonly string[];
  /** Default: on all that is asked for. */
  readonly on?: readonly Thing[];
  /** Where it is on all: what is left out. */
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

/** What puts statements into a role. */
export type Asks =
  | { readonly grant: Grant }
  | { readonly document: PolicyDocument }
  | { readonly serviceRole: { readonly appId?: string; readonly logs?: { readonly shape?: SsrLogsShape } } };

/** What is asked for, and all that it must allow. What no row allows must be refused. */
export interface Case {
  /** The function that grants: `dynamodb.read`; `logs` for the service role's right to write SSR logs; `document`. */
  readonly by: string;
  readonly what: string;
  readonly asks: Asks;
  readonly allows: readonly Row[];
  /** What must be refused, whatever else the role may do. Default: nothing. */
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
  /** AWS's pages that say what is authorised on what. */
  readonly pages: readonly string[];
  readonly pools: readonly Pool[];
  readonly cases: readonly Case[];
}
