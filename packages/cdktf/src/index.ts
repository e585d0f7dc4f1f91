export {
  allow,
  appsync,
  dynamodb,
  type Finding,
  type Grant,
  kms,
  lambda,
  type RoleAccess,
  rdsData,
  rdsIam,
  SpecificationError,
  s3,
  secretsManager,
  ssm,
} from "@amplify-roles/core";
export { AmplifyComputeRole } from "./amplify-compute-role.js";
export type { AmplifyRole } from "./amplify-role.js";
export { AmplifyServiceRole } from "./amplify-service-role.js";
export { AmplifySsrApp, AmplifySsrBranch } from "./amplify-ssr-app.js";
export type {
  AmplifyComputeRoleConfig,
  AmplifyServiceRoleConfig,
  AmplifySsrAppConfig,
  CdktfOptions,
} from "./specification.js";
