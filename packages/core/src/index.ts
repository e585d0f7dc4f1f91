/** For users: the grants, the types of specifications, findings, and who may do what. */
export { EXPLAIN_TYPES, type ExplainOptions, type ExplainType, explain } from "./explain/explain.js";
export type { AccessMatrix, MatrixBranch, MatrixRole, RolePermission } from "./explain/matrix.js";
export type { ErrorCode } from "./findings/codes.js";
export { type Finding, findingText, type Severity, SpecificationError } from "./findings/finding.js";
export type { Grants } from "./grants/functions.js";
export type { ArnScope, CustomStatement, Grant, OneOrMore } from "./grants/grant.js";
export type {
  AppsyncApiId,
  AppsyncEvents,
  AppsyncFields,
  AppsyncGrants,
  AppsyncTypeFields,
} from "./grants/services/appsync.js";
export type {
  ApplicationInferenceProfileId,
  BedrockGrants,
  FoundationModelId,
  GuardrailId,
  GuardrailOptions,
  GuardrailProfileId,
  InferenceProfileId,
  InferenceProfileOptions,
} from "./grants/services/bedrock.js";
export type { CloudFrontGrants, DistributionId } from "./grants/services/cloudfront.js";
export type { CloudWatchGrants, PutMetricsOptions } from "./grants/services/cloudwatch.js";
export type { CognitoGrants, UserPoolId } from "./grants/services/cognito.js";
export type { DynamodbGrants, DynamodbOptions, DynamodbTableName } from "./grants/services/dynamodb.js";
export type { EcrGrants, EcrRepositoryName } from "./grants/services/ecr.js";
export type { EventBridgeGrants, EventBusName, PutEventsOptions } from "./grants/services/eventbridge.js";
export type { FirehoseGrants, FirehoseStreamName } from "./grants/services/firehose.js";
export type { KinesisGrants, KinesisOptions, KinesisStreamName } from "./grants/services/kinesis.js";
export type { KmsGrants, KmsKeyId } from "./grants/services/kms.js";
export type { LambdaFunctionName, LambdaGrants } from "./grants/services/lambda.js";
export type { LocationGrants, LocationOptions, PlaceIndexName } from "./grants/services/location.js";
export type {
  RdsClusterName,
  RdsDatabaseUser,
  RdsDataGrants,
  RdsDataOptions,
  RdsIamGrants,
} from "./grants/services/rds.js";
export type {
  S3AccessPointName,
  S3BucketName,
  S3Grants,
  S3MultiRegionAccessPointAlias,
  S3Options,
} from "./grants/services/s3.js";
export type { SecretName, SecretOptions, SecretsManagerGrants } from "./grants/services/secrets-manager.js";
export type { SesGrants, SesName, SesOptions, SesTemplateOptions } from "./grants/services/ses.js";
export type { SnsGrants, SnsOptions, SnsTopicName } from "./grants/services/sns.js";
export type { SqsGrants, SqsOptions, SqsQueueName } from "./grants/services/sqs.js";
export type { SsmGrants, SsmOptions, SsmParameterName, SsmParameterPath } from "./grants/services/ssm.js";
export type {
  ExecutionKeyOptions,
  StartExecutionOptions,
  StateMachineName,
  StepFunctionsGrants,
} from "./grants/services/step-functions.js";
export type { AssumeRoleOptions, RoleName, StsGrants } from "./grants/services/sts.js";
export type { XrayGrants } from "./grants/services/xray.js";
export type { GrantAccess, RoleAccess, RoleKind } from "./plan/access.js";
export type { Conditions, PolicyDocument, Statement } from "./policy/document.js";
export type { AmplifySsrAppSpec, RoleDefaults } from "./specification/app.js";
export type {
  AmplifyAppArguments,
  AutoBranchCreationConfig,
  CustomRule,
  Platform,
} from "./specification/app-arguments.js";
export type { BranchSpec } from "./specification/branch.js";
export type { AmplifyBranchArguments, BranchStage } from "./specification/branch-arguments.js";
export type { DeploymentSpec } from "./specification/deployment.js";
export type {
  IdentityPoolRoleSpec,
  IdentityPoolSpec,
  PrincipalTags,
  RoleMapping,
  RoleMappingRule,
} from "./specification/identity-pool.js";
export type {
  ComputeRoleSpec,
  PolicyDocumentInput,
  PolicyStatementInput,
  RoleSpec,
  ServiceRoleSpec,
} from "./specification/role.js";
export type { SsrLogsShape, SsrLogsSpec } from "./specification/ssr-logs.js";
export { RETENTION_DAYS } from "./specification/ssr-logs.schema.js";
export type {
  AmplifyComputeRoleSpec,
  AmplifyIdentityPoolRoleSpec,
  AmplifyServiceRoleSpec,
} from "./specification/standalone.js";

import { grantsOf } from "./grants/functions.js";

export const {
  allow,
  appsync,
  bedrock,
  cloudFront,
  cloudWatch,
  cognito,
  dynamodb,
  ecr,
  eventBridge,
  firehose,
  kinesis,
  kms,
  lambda,
  location,
  rdsData,
  rdsIam,
  s3,
  secretsManager,
  ses,
  sns,
  sqs,
  ssm,
  stepFunctions,
  sts,
  xray,
} = grantsOf<string>();
