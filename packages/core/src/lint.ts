/** For anyone with a policy: finds what is wrong with it, and looks up its actions. */
export { actionsMatching } from "./aws/service-reference.js";
export type { FindingCode } from "./findings/codes.js";
export { type Finding, findingText, SEVERITIES, type Severity } from "./findings/finding.js";
export type { Conditions, PolicyDocument, Statement } from "./policy/document.js";
export { type LintOptions, lint, unusedIgnore } from "./policy/lint.js";
export { lintText } from "./policy/lint-text.js";
export { POLICY_TYPES, type PolicyType } from "./policy/parse/elements.js";
export { TRUSTED_ROLES, type TrustedRole } from "./policy/rules/trust/trusted-role.js";
export { nearest } from "./util/similar.js";
export { globMatches } from "./util/wildcard.js";
