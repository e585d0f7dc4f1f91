/** For adapters: plans, placeholders for values known only after deploy, and plans as people read them. */
export { quotas } from "./aws/quotas.js";
export { explainPlan } from "./explain/explain.js";
export type { AccountFinding, SecretFinding } from "./findings/collector.js";
export { grantsOf } from "./grants/functions.js";
export { type Extracted, extractUnresolved, type Part } from "./placeholders/extract.js";
export type { Origin } from "./placeholders/origin.js";
export {
  type Lookup,
  type PlaceholderContent,
  type RoleReference,
  toDisplayString,
} from "./placeholders/placeholder.js";
export { isPlainData } from "./placeholders/plain-data.js";
export { type PlaceholderResolver, resolvePlaceholders } from "./placeholders/resolve.js";
export { toDisplayAccess } from "./plan/access.js";
export { type AppPlan, type PlannedBranch, planAmplifySsrApp } from "./plan/app.js";
export { branchesByName } from "./plan/branches-by-name.js";
export { withDefaultTags } from "./plan/default-tags.js";
export { takeNames } from "./plan/program-names.js";
export type { ProviderSupport } from "./plan/provider.js";
export type {
  PlannedIdentityPool,
  PlannedResource,
  PlannedResourceType,
  PlannedRole,
  ResourceArguments,
  SetOnce,
} from "./plan/resources.js";
export type { WithWarnings } from "./plan/result.js";
export { type SharedRole, SharedRoles } from "./plan/shared-roles.js";
export {
  planAmplifyComputeRole,
  planAmplifyIdentityPoolRole,
  planAmplifyServiceRole,
  type StandaloneIdentityPoolPlan,
  type StandaloneRolePlan,
} from "./plan/standalone.js";
export { minimize } from "./policy/minimize.js";
export { policyDocument } from "./policy/policy.js";
export { sizeOf } from "./policy/size.js";
export { nameArgumentOf } from "./testing/arn-shapes.js";
export {
  type AccessSubject,
  type KnownResource,
  type KnownValue,
  TESTED_ACCESS,
  type TestedAccess,
} from "./testing/subject.js";
export { hash } from "./util/hash.js";
