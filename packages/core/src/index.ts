export { type AppPlan, type PlannedBranch, planAmplifySsrApp } from "./app/plan-app.js";
export type { AmplifySsrAppSpec, BranchSpec, RoleDefaults } from "./app/specification.js";
export type { ErrorCode } from "./errors/codes.js";
export type { Fault } from "./errors/faults.js";
export { type Finding, findingText, type Severity, SpecificationError } from "./errors/finding.js";
export { type ExplainKind, type ExplainOptions, explain, explainPlan } from "./explain/explain.js";
export type { AccessMatrix, MatrixBranch, MatrixRole, Right } from "./explain/matrix.js";
export { type Grants, grantsOf } from "./grants/functions.js";
export type { CustomStatement, Grant, OneOrMore, Scope } from "./grants/grant.js";
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
export type {
  AmplifyAppArguments,
  AmplifyBranchArguments,
  AutoBranchCreationConfig,
  BranchStage,
  CustomRule,
  Platform,
  RoleMapping,
  RoleMappingRule,
} from "./plan/provider-arguments.js";
export type {
  PlannedIdentityPool,
  PlannedResource,
  PlannedRole,
  ResourceArguments,
  ResourceKind,
} from "./plan/resources.js";
export type { Tool } from "./plan/tool.js";
export { type Conditions, listOf, type PolicyDocument, type Statement } from "./policy/document.js";
export { minimise } from "./policy/minimise.js";
export { policyDocument } from "./policy/policy.js";
export { quotas } from "./policy/quotas.js";
export { sizeOf } from "./policy/size.js";
export type { Checked } from "./read/checked.js";
export { type GrantAccess, type RoleAccess, type RoleKind, readable } from "./roles/access.js";
export {
  planAmplifyComputeRole,
  planAmplifyIdentityPoolRole,
  planAmplifyServiceRole,
  type StandaloneIdentityPoolPlan,
  type StandaloneRolePlan,
} from "./roles/plan-standalone.js";
export { RETENTION_DAYS } from "./roles/role-readers.js";
export type {
  AdoptedPolicy,
  AdoptedStatement,
  AmplifyComputeRoleSpec,
  AmplifyIdentityPoolRoleSpec,
  AmplifyServiceRoleSpec,
  ComputeRoleSpec,
  DeploymentSpec,
  IdentityPoolRoleSpec,
  IdentityPoolSpec,
  PrincipalTags,
  RoleSpec,
  ServiceRoleSpec,
  SsrLogsSpec,
} from "./roles/specification.js";
export type { SsrLogsShape } from "./roles/ssr-logs.js";
export { type Bound, bind, type Piece, type Substitution, substitute } from "./text/bind.js";
export { type Lookup, type MarkerContent, shown } from "./text/late.js";

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
