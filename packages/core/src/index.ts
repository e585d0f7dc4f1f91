/** For users: grants, specification types, findings, and `explain`: who may do what. */
export { EXPLAIN_TYPES, type ExplainOptions, type ExplainType, explain } from "./explain/explain.js";
export type {
  AccessMatrix,
  Boundary,
  MatrixBranch,
  MatrixResourcePolicy,
  MatrixRole,
  RolePermission,
} from "./explain/matrix.js";
export type { FindingCode } from "./findings/codes.js";
export { type Finding, findingText, type Severity, SpecificationError } from "./findings/finding.js";
export { allow, type Grants } from "./grants/functions.js";
export type { ArnScope, CustomStatement, Grant, OneOrMore, WithArn } from "./grants/grant.js";
export * from "./grants/services/index.js";
export { type AppReference, thisApp } from "./placeholders/this-app.js";
export type { GrantAccess, RoleAccess, RoleType } from "./plan/access.js";
export type { Requirement } from "./plan/requirements.js";
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
export type { PreviewsSpec } from "./specification/previews.js";
export type {
  ComputeRoleSpec,
  ExistingRole,
  PolicyDocumentInput,
  PolicyStatementInput,
  RoleSpec,
  ServiceRoleSpec,
} from "./specification/role.js";
export type {
  AmplifySettingsSpec,
  AppSettingsSpec,
  GeneratedSetting,
  ParameterSetting,
  SecretSetting,
  SecureParameterSetting,
  SettingSpec,
  SettingsSpec,
} from "./specification/settings.js";
export type { SsrLogsShape, SsrLogsSpec } from "./specification/ssr-logs.js";
export type {
  AmplifyComputeRoleSpec,
  AmplifyIdentityPoolRoleSpec,
  AmplifyServiceRoleSpec,
} from "./specification/standalone.js";
