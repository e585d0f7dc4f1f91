import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { IAMClient } from "@aws-sdk/client-iam";
import type { KMSClient } from "@aws-sdk/client-kms";
import type { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { SSMClient } from "@aws-sdk/client-ssm";
import type { AmplifyHosting } from "../amplify/hosting.js";
import type { AwsRequest } from "../message.js";

/** Condition keys with their values as AWS sends them: a list where a key has many. */
export type Context = Readonly<Record<string, string | readonly string[]>>;

/** One permission that AWS looks for before it does what a request asks. */
export interface Authorization {
  /** `iam:CreateRole` */
  readonly action: string;
  /** An ARN; `*` where AWS authorizes on no resource. */
  readonly resource: string;
  /** The condition keys that the request carries. */
  readonly context: Context;
}

/** Where a request's things lie. */
export interface Deployment {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** Where that is looked up which a request names by less than its ARN: a secret's suffix, a role's path, a table's key. */
export interface AccountClients {
  readonly hosting: AmplifyHosting;
  readonly dynamodb: DynamoDBClient;
  readonly iam: IAMClient;
  readonly kms: KMSClient;
  readonly secretsManager: SecretsManagerClient;
  readonly ssm: SSMClient;
}

/** A request and all that it takes to say what it is authorized for. */
export interface RequestContext {
  readonly request: AwsRequest;
  readonly at: Deployment;
  readonly clients: AccountClients;
}

type Authorizations = readonly Authorization[] | Promise<readonly Authorization[]>;

/** One operation: what it is authorized for. */
export type Row<Input> = (input: Input, asked: RequestContext) => Authorizations;

/** A service's operations; nothing for one that has no row. */
export type Table = (asked: RequestContext) => Authorizations | undefined;

/** A table whose rows are by the names of their operations, and get the request's input as `inputOf` reads it. */
export const tableOf =
  <Input>(inputOf: (request: AwsRequest) => Input, rows: Readonly<Record<string, Row<Input>>>): Table =>
  (asked) =>
    rows[asked.request.operation]?.(inputOf(asked.request), asked);

/** `authorization("iam:GetRole", arn)` */
export const authorization = (action: string, resource: string, context: Context = {}): Authorization => ({
  action,
  resource,
  context,
});

/** What AWS authorizes on no resource is there for any that a policy names by `*`. */
export const onNothing = (action: string, context: Context = {}) => authorization(action, "*", context);

/** An ARN of a resource in the request's region and account. */
export const regional = (service: string, resource: string, { partition, region, account }: Deployment): string =>
  `arn:${partition}:${service}:${region}:${account}:${resource}`;

/** A request of which the tables do not say what it takes. Nobody may be let through on a guess. */
export class NoRow extends Error {
  override readonly name = "NoRow";
}
