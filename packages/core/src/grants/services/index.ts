import { everywhere, type GrantDefinition } from "../definition.js";
import { appsyncDefinition } from "./appsync.js";
import { bedrockDefinition } from "./bedrock.js";
import { cloudFrontDefinition } from "./cloudfront.js";
import { cloudWatchDefinition } from "./cloudwatch.js";
import { cognitoDefinition } from "./cognito.js";
import { dynamodbDefinition } from "./dynamodb.js";
import { ecrDefinition } from "./ecr.js";
import { eventBridgeDefinition } from "./eventbridge.js";
import { firehoseDefinition } from "./firehose.js";
import { kinesisDefinition } from "./kinesis.js";
import { kmsDefinition } from "./kms.js";
import { lambdaDefinition } from "./lambda.js";
import { locationDefinition } from "./location.js";
import { rdsDataDefinition, rdsIamDefinition } from "./rds.js";
import { s3Definition } from "./s3.js";
import { secretsManagerDefinition } from "./secrets-manager.js";
import { sesDefinition } from "./ses.js";
import { snsDefinition } from "./sns.js";
import { sqsDefinition } from "./sqs.js";
import { ssmDefinition } from "./ssm.js";
import { stepFunctionsDefinition } from "./step-functions.js";
import { stsDefinition } from "./sts.js";
import { xrayDefinition } from "./xray.js";

// A definition's own options are its own business: from here on they are whatever its readers let through.
type AnyDefinition = GrantDefinition<Record<string, unknown>>;

/** Every service that has grants of its own. */
export const definitions: readonly AnyDefinition[] = [
  appsyncDefinition,
  bedrockDefinition,
  cloudFrontDefinition,
  cloudWatchDefinition,
  cognitoDefinition,
  dynamodbDefinition,
  ecrDefinition,
  eventBridgeDefinition,
  firehoseDefinition,
  kinesisDefinition,
  kmsDefinition,
  lambdaDefinition,
  locationDefinition,
  rdsDataDefinition,
  rdsIamDefinition,
  s3Definition,
  secretsManagerDefinition,
  sesDefinition,
  snsDefinition,
  sqsDefinition,
  ssmDefinition,
  stepFunctionsDefinition,
  stsDefinition,
  xrayDefinition,
] as unknown as readonly AnyDefinition[];

const byName = new Map(definitions.map((definition) => [definition.name, definition]));

export const definitionOf = (name: string): AnyDefinition | undefined => byName.get(name);

/** The functions that give a right to an action on a resource, by action: `dynamodb:GetItem` → `dynamodb.read`. */
export const grantsByAction: ReadonlyMap<string, string> = new Map(
  definitions
    .flatMap(({ name, access }) =>
      Object.entries(access).flatMap(([level, { permissions }]) =>
        permissions
          .filter(({ resources }) => resources !== everywhere)
          .flatMap(({ actions }) => actions.map((action) => [action, `${name}.${level}`] as const)),
      ),
    )
    .reverse(),
);
