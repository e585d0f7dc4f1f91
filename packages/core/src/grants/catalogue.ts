import { everywhere, type GrantDefinition } from "./definition.js";
import { appsyncDefinition } from "./services/appsync.js";
import { bedrockDefinition } from "./services/bedrock.js";
import { cloudFrontDefinition } from "./services/cloudfront.js";
import { cloudWatchDefinition } from "./services/cloudwatch.js";
import { cognitoDefinition } from "./services/cognito.js";
import { dynamodbDefinition } from "./services/dynamodb.js";
import { ecrDefinition } from "./services/ecr.js";
import { eventBridgeDefinition } from "./services/eventbridge.js";
import { firehoseDefinition } from "./services/firehose.js";
import { kinesisDefinition } from "./services/kinesis.js";
import { kmsDefinition } from "./services/kms.js";
import { lambdaDefinition } from "./services/lambda.js";
import { locationDefinition } from "./services/location.js";
import { rdsDataDefinition, rdsIamDefinition } from "./services/rds.js";
import { s3Definition } from "./services/s3.js";
import { secretsManagerDefinition } from "./services/secrets-manager.js";
import { sesDefinition } from "./services/ses.js";
import { snsDefinition } from "./services/sns.js";
import { sqsDefinition } from "./services/sqs.js";
import { ssmDefinition } from "./services/ssm.js";
import { stepFunctionsDefinition } from "./services/step-functions.js";
import { stsDefinition } from "./services/sts.js";
import { xrayDefinition } from "./services/xray.js";

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
      Object.entries(access).flatMap(([level, { rights }]) =>
        rights
          .filter(({ on }) => on !== everywhere)
          .flatMap(({ actions }) => actions.map((action) => [action, `${name}.${level}`] as const)),
      ),
    )
    .reverse(),
);
