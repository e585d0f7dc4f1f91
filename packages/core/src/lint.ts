/** For anyone with a policy: `lint`, and the parts that a program of its own is made of. */
export { actionsOf } from "./aws/service-reference.js";
export type { ErrorCode } from "./findings/codes.js";
export { Collector } from "./findings/collector.js";
export { type Finding, findingText, type Severity } from "./findings/finding.js";
export { type Conditions, type PolicyDocument, type Statement, toArray } from "./policy/document.js";
export { type LintOptions, lint, lintExtracted } from "./policy/lint.js";
export { compareUnits } from "./policy/order.js";
export { parseJson } from "./policy/parse/json.js";
export { POLICY_TYPES, type PolicyType } from "./policy/parse/statement.js";
export { TRUSTED_ROLES, type TrustedRole } from "./policy/rules/trust.js";
export { Context } from "./schema/context.js";
export { isRecord } from "./schema/schema.js";
export { groupBy } from "./util/group-by.js";
export { omitUndefined } from "./util/omit-undefined.js";
export { globMatches } from "./util/wildcard.js";
