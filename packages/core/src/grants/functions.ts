import { definitions } from "./catalogue.js";
import type { CustomStatement, Grant } from "./grant.js";
import type { AppsyncGrants } from "./services/appsync.js";
import type { DynamodbGrants } from "./services/dynamodb.js";
import type { KmsGrants } from "./services/kms.js";
import type { LambdaGrants } from "./services/lambda.js";
import type { RdsDataGrants, RdsIamGrants } from "./services/rds.js";
import type { S3Grants } from "./services/s3.js";
import type { SecretsManagerGrants } from "./services/secrets-manager.js";
import type { SsmGrants } from "./services/ssm.js";

/** The functions that make grants, by service. `Text` is what a tool takes where text is wanted. */
export interface Grants<Text = string> {
  readonly appsync: AppsyncGrants<Text>;
  readonly dynamodb: DynamodbGrants<Text>;
  readonly kms: KmsGrants<Text>;
  readonly lambda: LambdaGrants<Text>;
  readonly rdsData: RdsDataGrants<Text>;
  readonly rdsIam: RdsIamGrants<Text>;
  readonly s3: S3Grants<Text>;
  readonly secretsManager: SecretsManagerGrants<Text>;
  readonly ssm: SsmGrants<Text>;
  /** A statement in IAM's own words, for what has no function. Effect: Allow. */
  allow(statement: CustomStatement<Text>): Grant<Text>;
}

const record =
  (grant: string, access: string) =>
  (resource: unknown, options: object = {}) => ({
    grant,
    access,
    resources: Array.isArray(resource) ? resource : [resource],
    options,
  });

const functions = Object.fromEntries(
  definitions.map(({ name, access }) => [
    name,
    Object.fromEntries(Object.keys(access).map((level) => [level, record(name, level)])),
  ]),
);

const allow = (statement: CustomStatement<unknown>) => ({
  grant: "allow",
  access: "allow",
  resources: [],
  options: statement,
});

/** The functions for a tool whose text is `Text`. They record what they are given, whatever it is. */
export const grantsOf = <Text>(): Grants<Text> => ({ ...functions, allow }) as unknown as Grants<Text>;
