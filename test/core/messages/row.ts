import type { Finding, Severity } from "@amplify-roles/core";
import { type LintOptions, lint } from "@amplify-roles/core/lint";
import type { ErrorCode } from "../../../packages/core/src/findings/codes.js";
import { reportedBy } from "../support/plans.js";

/** One problem, and the exact finding that is reported for it. */
export interface MessageRow {
  readonly report: () => readonly Finding[];
  readonly severity: Severity;
  readonly message: string;
  readonly fix: string;
  readonly parameters: Finding["parameters"];
}

/** The findings of some codes, with one row for each variant of a message. */
export type Messages = Readonly<Partial<Record<ErrorCode, readonly MessageRow[]>>>;

type Report = MessageRow["report"];

const row =
  (severity: Severity) =>
  (report: Report, message: string, fix: string, parameters: Finding["parameters"]): MessageRow => ({
    report,
    severity,
    message,
    fix,
    parameters,
  });

export const error = row("error");
export const warning = row("warning");
export const securityWarning = row("security-warning");
export const suggestion = row("suggestion");

/** The findings of a specification. */
export const planned =
  (plan: () => unknown): Report =>
  () =>
    reportedBy(plan);

/** Those of the findings that are at a path. */
export const at =
  (path: string, report: Report): Report =>
  () =>
    report().filter((finding) => finding.path === path);

/** The findings of a policy, or of its JSON. */
export const linted =
  (policy: unknown, options?: LintOptions): Report =>
  () =>
    lint(policy, options);
