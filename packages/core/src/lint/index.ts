export type { ErrorCode } from "../errors/codes.js";
export type { Finding, Severity } from "../errors/finding.js";
export { type LintOptions, lint } from "./lint.js";
export type { PolicyType } from "./read-statement.js";
export type { TrustedRole } from "./rules/trust.js";
