export {
  type Finding,
  type Grant,
  type Requirement,
  type RoleAccess,
  SpecificationError,
  thisApp,
} from "@amplify-roles/core";
export { AmplifyComputeRole } from "./amplify-compute-role.js";
export { AmplifyIdentityPoolRole } from "./amplify-identity-pool-role.js";
export type { AmplifyRole, TypedAmplifyRole } from "./amplify-role.js";
export { AmplifyServiceRole } from "./amplify-service-role.js";
export { AmplifySsrApp, AmplifySsrBranch } from "./amplify-ssr-app.js";
export * from "./grants.js";
export type { IdentityPoolRoles } from "./identity-pool-roles.js";
export type {
  AmplifyComputeRoleConfig,
  AmplifyIdentityPoolRoleConfig,
  AmplifyServiceRoleConfig,
  AmplifySsrAppConfig,
  CdktfOptions,
} from "./specification.js";
