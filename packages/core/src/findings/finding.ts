import type { FindingCode } from "./codes.js";
import { counted } from "./text.js";

/** From the most severe to the least. */
export const SEVERITIES = ["error", "security-warning", "warning", "suggestion"] as const;

/**
 * How severe a finding is, in the terms of IAM Access Analyzer
 * (https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_ValidatePolicyFinding.html). `error`: AWS refuses it,
 * or it can never work. `security-warning`: it opens access. `warning`: likely wrong. `suggestion`: it can be simpler or
 * clearer. A specification has errors, for which nothing is created, and warnings only.
 */
export type Severity = (typeof SEVERITIES)[number];

/** Something that is wrong, or likely wrong, in a specification or a policy. */
export interface Finding {
  /** The stable name of the problem, such as `NOT_AN_ARN`. */
  readonly code: FindingCode;
  /** An `error` stops the deploy. The others are advice. */
  readonly severity: Severity;
  /** Where it is in the specification: `branches.main.computeRole.grants[2].resources[0]`. */
  readonly path: string;
  /** What was expected and what was found. */
  readonly message: string;
  /** What to write instead. */
  readonly fix: string;
  /** The page that explains the code. */
  readonly page: string;
  /** The parameters of the message, as data: `{ found: "orders" }`. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What a rule reports: a finding without its path. */
export interface Report {
  readonly code: FindingCode;
  /** Default: `error`. */
  readonly severity?: Severity;
  /**
   * The severity in a specification, and under `--strict`. Default: `severity`, where a security warning is a warning, and
   * a suggestion is left out.
   */
  readonly strictSeverity?: "error" | "warning";
  readonly message: string;
  readonly fix: string;
  /** The parameters of the message, as data. Never a value that may be a secret. Default: none. */
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** Thrown once for a whole specification, with everything that is wrong in it. Nothing has been created at that point. */
export class SpecificationError extends Error {
  /** Always `SpecificationError`. */
  override readonly name = "SpecificationError";

  /** What is wrong in the specification, in its order. */
  declare readonly findings: readonly Finding[];
  /** What was specified: `AmplifySsrApp "web"`. */
  declare readonly subject: string;

  constructor(subject: string, findings: readonly Finding[]) {
    super(summarize(subject, findings));
    // Not enumerable: the message contains both, and Node prints an error's own properties after it.
    Object.defineProperties(this, { findings: { value: findings }, subject: { value: subject } });
  }
}

/**
 * A finding as text: its path and message, then the fix and the code, then the page.
 *
 * @param indent precedes every line except the first
 */
export const findingText = ({ code, path, message, fix, page }: Finding, indent = "    "): string =>
  [`${path || "(root)"}: ${message}`, `${fix} [${code}]`, page].join(`\n${indent}`);

/** More than anyone reads. `findings` has all of them. */
const MAX_PRINTED = 1_000;

function summarize(subject: string, findings: readonly Finding[]): string {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const warnings = findings.length - errors;
  const counts = [counted(errors, "error"), ...(warnings > 0 ? [counted(warnings, "warning")] : [])].join(" and ");
  const list = findings.slice(0, MAX_PRINTED).map((finding) => `  ${findingText(finding)}`);
  const more = findings.length > MAX_PRINTED ? [`  and ${findings.length - MAX_PRINTED} more`] : [];
  return [`${counts} in ${subject}:`, ...list, ...more].join("\n");
}
