// Every service that has grant functions, with its types. What is exported here is part of the public API.
export {
  type AppsyncApiId,
  type AppsyncEvents,
  type AppsyncFields,
  type AppsyncTypeFields,
  appsync,
} from "./appsync.js";
export {
  type ApplicationInferenceProfileId,
  bedrock,
  type FoundationModelId,
  type GuardrailId,
  type GuardrailOptions,
  type GuardrailProfileId,
  type InferenceProfileId,
  type InferenceProfileOptions,
} from "./bedrock.js";
export { cloudFront, type DistributionId } from "./cloudfront.js";
export { cloudWatch, type PutMetricsOptions } from "./cloudwatch.js";
export { cognito, type UserPoolId } from "./cognito.js";
export { type DsqlClusterId, dsql } from "./dsql.js";
export { type DynamodbOptions, type DynamodbTableName, dynamodb } from "./dynamodb.js";
export { type EcrRepositoryName, ecr } from "./ecr.js";
export { type EventBusName, eventBridge, type PutEventsOptions } from "./eventbridge.js";
export { type FirehoseStreamName, firehose } from "./firehose.js";
export { type KinesisOptions, type KinesisStreamName, kinesis } from "./kinesis.js";
export { type KmsKeyId, kms } from "./kms.js";
export { type LambdaFunctionName, lambda } from "./lambda.js";
export { type LocationOptions, location, type PlaceIndexName } from "./location.js";
export { type RdsClusterName, type RdsDatabaseUser, type RdsDataOptions, rdsData, rdsIam } from "./rds.js";
export {
  type S3AccessPointName,
  type S3BucketName,
  type S3MultiRegionAccessPointAlias,
  type S3Options,
  s3,
} from "./s3.js";
export { type SecretName, type SecretOptions, secretsManager } from "./secrets-manager.js";
export { type SesName, type SesOptions, type SesTemplateOptions, ses } from "./ses.js";
export { type SnsOptions, type SnsTopicName, sns } from "./sns.js";
export { type SqsOptions, type SqsQueueName, sqs } from "./sqs.js";
export { type SsmOptions, type SsmParameterName, type SsmParameterPath, ssm } from "./ssm.js";
export {
  type ExecutionKeyOptions,
  type StartExecutionOptions,
  type StateMachineName,
  stepFunctions,
} from "./step-functions.js";
export { type AssumeRoleOptions, type RoleName, sts } from "./sts.js";
export { xray } from "./xray.js";
