import { resourceTypesOf } from "./definition.js";
import type { CustomStatement, Grant } from "./grant.js";
import type { AppsyncGrants } from "./services/appsync.js";
import type { BedrockGrants } from "./services/bedrock.js";
import type { CloudFrontGrants } from "./services/cloudfront.js";
import type { CloudWatchGrants } from "./services/cloudwatch.js";
import type { CognitoGrants } from "./services/cognito.js";
import type { DynamodbGrants } from "./services/dynamodb.js";
import type { EcrGrants } from "./services/ecr.js";
import type { EventBridgeGrants } from "./services/eventbridge.js";
import type { FirehoseGrants } from "./services/firehose.js";
import { definitions } from "./services/index.js";
import type { KinesisGrants } from "./services/kinesis.js";
import type { KmsGrants } from "./services/kms.js";
import type { LambdaGrants } from "./services/lambda.js";
import type { LocationGrants } from "./services/location.js";
import type { RdsDataGrants, RdsIamGrants } from "./services/rds.js";
import type { S3Grants } from "./services/s3.js";
import type { SecretsManagerGrants } from "./services/secrets-manager.js";
import type { SesGrants } from "./services/ses.js";
import type { SnsGrants } from "./services/sns.js";
import type { SqsGrants } from "./services/sqs.js";
import type { SsmGrants } from "./services/ssm.js";
import type { StepFunctionsGrants } from "./services/step-functions.js";
import type { StsGrants } from "./services/sts.js";
import type { XrayGrants } from "./services/xray.js";

/** The functions that make grants, by service. `Text` is what a tool takes where text is wanted. */
export interface Grants<Text = string> {
  readonly appsync: AppsyncGrants<Text>;
  readonly bedrock: BedrockGrants<Text>;
  readonly cloudFront: CloudFrontGrants<Text>;
  readonly cloudWatch: CloudWatchGrants<Text>;
  readonly cognito: CognitoGrants<Text>;
  readonly dynamodb: DynamodbGrants<Text>;
  readonly ecr: EcrGrants<Text>;
  readonly eventBridge: EventBridgeGrants<Text>;
  readonly firehose: FirehoseGrants<Text>;
  readonly kinesis: KinesisGrants<Text>;
  readonly kms: KmsGrants<Text>;
  readonly lambda: LambdaGrants<Text>;
  readonly location: LocationGrants<Text>;
  readonly rdsData: RdsDataGrants<Text>;
  readonly rdsIam: RdsIamGrants<Text>;
  readonly s3: S3Grants<Text>;
  readonly secretsManager: SecretsManagerGrants<Text>;
  readonly ses: SesGrants<Text>;
  readonly sns: SnsGrants<Text>;
  readonly sqs: SqsGrants<Text>;
  readonly ssm: SsmGrants<Text>;
  readonly stepFunctions: StepFunctionsGrants<Text>;
  readonly sts: StsGrants<Text>;
  readonly xray: XrayGrants<Text>;
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

/** The same for functions that take no resource. */
const recordWithout =
  (grant: string, access: string) =>
  (options: object = {}) => ({ grant, access, resources: [], options });

const functions = Object.fromEntries(
  definitions.map((definition) => [
    definition.name,
    Object.fromEntries(
      Object.entries(definition.access).map(([level, access]) => {
        const make = resourceTypesOf(definition, access).length === 0 ? recordWithout : record;
        return [level, make(definition.name, level)];
      }),
    ),
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
