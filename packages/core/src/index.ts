export { type RoleAccess, readable } from "./app/access.js";
export { type AppPlan, type PlannedBranch, planAmplifySsrApp } from "./app/plan-app.js";
export type { AmplifySsrAppSpec, BranchSpec, RoleDefaults } from "./app/specification.js";
export { codes, type ErrorCode } from "./errors/codes.js";
export type { Fault } from "./errors/faults.js";
export { type Finding, findingText, type Severity, SpecificationError } from "./errors/finding.js";
export { type Grants, grantsOf } from "./grants/functions.js";
export type { CustomStatement, Grant, OneOrMore, Scope } from "./grants/grant.js";
export type { AppsyncApiId, AppsyncFields, AppsyncGrants, AppsyncTypeFields } from "./grants/services/appsync.js";
export type { DynamodbGrants, DynamodbOptions, DynamodbTableName } from "./grants/services/dynamodb.js";
export type { KmsGrants, KmsKeyId } from "./grants/services/kms.js";
export type { LambdaFunctionName, LambdaGrants } from "./grants/services/lambda.js";
export type {
  RdsClusterName,
  RdsDatabaseUser,
  RdsDataGrants,
  RdsDataOptions,
  RdsIamGrants,
} from "./grants/services/rds.js";
export type { S3BucketName, S3Grants, S3Options } from "./grants/services/s3.js";
export type { SecretName, SecretOptions, SecretsManagerGrants } from "./grants/services/secrets-manager.js";
export type { SsmGrants, SsmOptions, SsmParameterName, SsmParameterPath } from "./grants/services/ssm.js";
export type {
  AmplifyAppArguments,
  AmplifyBranchArguments,
  AutoBranchCreationConfig,
  BranchStage,
  CustomRule,
  Platform,
} from "./plan/provider-arguments.js";
export type { PlannedResource, PlannedRole, ResourceArguments, ResourceKind } from "./plan/resources.js";
export type { Tool } from "./plan/tool.js";
export { type Conditions, listOf, type PolicyDocument, type Statement } from "./policy/document.js";
export { minimise } from "./policy/minimise.js";
export { policyDocument, sizeOf } from "./policy/policy.js";
export { quotas } from "./policy/quotas.js";
export type { Checked } from "./read/checked.js";
export { planAmplifyComputeRole, planAmplifyServiceRole, type StandaloneRolePlan } from "./roles/plan-standalone.js";
export { RETENTION_DAYS } from "./roles/role-readers.js";
export type {
  AmplifyComputeRoleSpec,
  AmplifyServiceRoleSpec,
  ComputeRoleSpec,
  DeploymentSpec,
  RoleSpec,
  ServiceRoleSpec,
  SsrLogsSpec,
} from "./roles/specification.js";
export type { SsrLogsShape } from "./roles/ssr-logs.js";
export { type Bound, bind, type Piece, type Substitution, substitute } from "./text/bind.js";
export { type Lookup, type MarkerContent, shown } from "./text/late.js";

import { grantsOf } from "./grants/functions.js";

export const { allow, appsync, dynamodb, kms, lambda, rdsData, rdsIam, s3, secretsManager, ssm } = grantsOf<string>();
