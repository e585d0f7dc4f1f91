/** For adapters: plans, placeholders for values known only after deploy, and plans as people read them. */
export { quotas } from "./aws/quotas.js";
export { explainPlan } from "./explain/explain.js";
export type { AccountFinding, SecretFinding } from "./findings/collector.js";
export { grantsOf } from "./grants/functions.js";
export { type Extracted, extractUnresolved, type Part, type ToParts } from "./placeholders/extract.js";
export { withKnownValues } from "./placeholders/known-values.js";
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
export { type AppPlan, planAmplifySsrApp } from "./plan/app.js";
export type { BranchSummary } from "./plan/branch-summary.js";
export { branchesByName } from "./plan/branches-by-name.js";
export { buildCommand } from "./plan/build-command.js";
export { withDefaultTags } from "./plan/default-tags.js";
export { branchWithoutOwnRole, type GrantDeadline, policyAlreadyRegistered } from "./plan/grant-deadline.js";
export { type ChangedResource, GrantablePlan, type PlanChange } from "./plan/grantable-plan.js";
export type { PlannedBranch } from "./plan/planned-branches.js";
export { planPolicyFor } from "./plan/policy-for.js";
export { takeNames } from "./plan/program-names.js";
export type { ProviderSupport } from "./plan/provider.js";
export type {
  DigestOf,
  PlannedIdentityPool,
  PlannedResource,
  PlannedResourceType,
  PlannedRole,
  PlannedSettings,
  Propagation,
  ResourceArguments,
  SetOnce,
} from "./plan/resources.js";
export type { WithWarnings } from "./plan/result.js";
export { dependenciesOfRole, type SharedRole, SharedRoles } from "./plan/shared-roles.js";
export {
  planAmplifyComputeRole,
  planAmplifyIdentityPoolRole,
  planAmplifyServiceRole,
  type StandaloneIdentityPoolPlan,
  type StandaloneRolePlan,
} from "./plan/standalone.js";
export { planAmplifySettings, type StandaloneSettingsPlan } from "./plan/standalone-settings.js";
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
export { mapValues } from "./util/map-values.js";
