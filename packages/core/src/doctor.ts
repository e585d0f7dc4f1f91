/** For anyone with a denied call, a broken app or a change of access: what it says, and the grant that would allow a call. */

export type { Deployment } from "./aws/deployment.js";
export { type Caller, callerOf } from "./denials/caller.js";
export { isCloudTrailRecord, symptomOfEvent } from "./denials/cloudtrail.js";
export { comparePolicy, type PolicyVerdict } from "./denials/compare-policy.js";
export { answerOf, diagnoseSymptoms, type Observation, type SymptomReport } from "./denials/diagnose-symptoms.js";
export type { Diagnosis } from "./denials/diagnosis.js";
export { symptomsIn } from "./denials/parse-text.js";
export { type RecoveredGrant, recoverGrants } from "./denials/recover-grants.js";
export { type GrantSuggestion, suggestGrant } from "./denials/suggest-grant.js";
export type { Assumption, DeniedCall, DenyingPolicy, Symptom } from "./denials/symptom.js";
export { type AppDiagnosis, diagnoseApp, type LogFacts, type RoleFacts } from "./diagnosis/diagnose.js";
export { type EffectiveRole, effectiveRoles, type RoleUse, roleUses } from "./diagnosis/effective-roles.js";
export type {
  AppSnapshot,
  LiveApp,
  LiveBranch,
  LiveEvents,
  LiveLogs,
  LivePolicy,
  LiveRole,
  Unseen,
} from "./diagnosis/snapshot.js";
export {
  type AccessChange,
  type AccessChangeType,
  type AccessDiff,
  diffAccess,
  type UnknownAccess,
} from "./explain/access-diff.js";
export type { AccessHolderType } from "./explain/access-holders.js";
export type { NotConsidered } from "./explain/not-considered.js";
export { minimize, sayTheSame } from "./policy/minimize.js";
export { looksSecret } from "./specification/environment-variables.js";
