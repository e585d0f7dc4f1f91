export {
  allow,
  appsync,
  bedrock,
  cloudFront,
  cloudWatch,
  cognito,
  dynamodb,
  ecr,
  eventBridge,
  type Finding,
  firehose,
  type Grant,
  kinesis,
  kms,
  lambda,
  location,
  type RoleAccess,
  rdsData,
  rdsIam,
  SpecificationError,
  s3,
  secretsManager,
  ses,
  sns,
  sqs,
  ssm,
  stepFunctions,
  sts,
  xray,
} from "@amplify-roles/core";
export { AmplifyComputeRole } from "./amplify-compute-role.js";
export { AmplifyIdentityPoolRole } from "./amplify-identity-pool-role.js";
export type { AmplifyRole } from "./amplify-role.js";
export { AmplifyServiceRole } from "./amplify-service-role.js";
export { AmplifySsrApp, AmplifySsrBranch } from "./amplify-ssr-app.js";
export type { IdentityPoolRoles } from "./identity-pool-roles.js";
export type {
  AmplifyComputeRoleConfig,
  AmplifyIdentityPoolRoleConfig,
  AmplifyServiceRoleConfig,
  AmplifySsrAppConfig,
  CdktfOptions,
} from "./specification.js";
