import { readFileSync } from "node:fs";
import {
  type Finding,
  findingText,
  type LintOptions,
  lintText,
  POLICY_TYPES,
  type Severity,
  TRUSTED_ROLES,
} from "@amplify-roles/core/lint";
import { inOneLine, type Output, printable, standardOutput } from "./output.js";
import { oneOf, parseCommandLine, UsageError } from "./usage.js";
import { messageOf } from "./util.js";

const SEVERITIES = ["error", "warning"] as const;

const USAGE = `amplify-roles lint [<file> …|-] [--json] [--type <type>] [--role <role>] [--severity <severity>] [--max-warnings <number>]

Finds what is wrong with IAM policies. Errors: what IAM rejects, what never matches, and what allows everything.
Warnings: what is risky or redundant.

  <file>             a policy as JSON, output of the AWS CLI (get-role-policy, get-policy-version, get-role), or a
                     Terraform file with the policy in a heredoc; - or no file: standard input
  --json             [{ "file": …, "findings": [{ code, severity, path, message, fix, page, parameters }] }]
  --type             ${POLICY_TYPES.join(", ")}; default: detected from the elements of the statements
  --role             the role of a trust policy: ${TRUSTED_ROLES.join(", ")}; default: detected from the principals
  --severity         error: show no warnings; default: warning
  --max-warnings     fail if there are more warnings; default: no limit

Exit codes: 0 no errors, 1 errors or too many warnings, 2 an unreadable file or an invalid option.
`;

const OPTIONS = {
  json: { type: "boolean" },
  type: { type: "string" },
  role: { type: "string" },
  severity: { type: "string" },
  "max-warnings": { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

interface CommandOptions {
  readonly files: readonly string[];
  readonly json: boolean;
  readonly severity: Severity;
  readonly maxWarnings: number;
  readonly lint: LintOptions;
}

interface FileReport {
  readonly file: string;
  readonly findings: readonly Finding[];
}

/**
 * `amplify-roles lint`.
 *
 * @returns the exit code
 */
export function lintCommand(args: readonly string[], { out, error }: Output = standardOutput): number {
  try {
    const options = parseOptions(args);
    if (options === undefined) {
      out(USAGE);
      return 0;
    }
    const { reports, unreadable } = lintFiles(options);
    const shown = reports.map(({ file, findings }) => ({
      file,
      findings: options.severity === "error" ? findings.filter(({ severity }) => severity === "error") : findings,
    }));
    if (shown.length > 0) out(printable(options.json ? `${JSON.stringify(shown, undefined, 2)}\n` : toText(shown)));
    for (const message of unreadable) error(printable(`${message}\n`));
    if (unreadable.length > 0) return 2;
    return count(reports, "error") > 0 || count(reports, "warning") > options.maxWarnings ? 1 : 0;
  } catch (reason) {
    if (!(reason instanceof UsageError)) throw reason;
    error(printable(`${reason.message.trimEnd()}\n`));
    return 2;
  }
}

/** Undefined for `--help`. */
function parseOptions(args: readonly string[]): CommandOptions | undefined {
  const { values, positionals } = parseCommandLine(args, OPTIONS, USAGE);
  if (values.help === true) return undefined;
  const files = positionals.length > 0 ? positionals : process.stdin.isTTY ? [] : ["-"];
  if (files.length === 0) throw new UsageError(`Expected a file, or a policy on standard input.\n\n${USAGE}`);
  const type = oneOf("--type", values.type, POLICY_TYPES);
  const role = oneOf("--role", values.role, TRUSTED_ROLES);
  if (role !== undefined && type !== undefined && type !== "trust")
    throw new UsageError(`--role is for trust policies only, got --type ${type}. Remove one of them.`);
  const maxWarnings = values["max-warnings"];
  if (maxWarnings !== undefined && !/^\d+$/.test(maxWarnings))
    throw new UsageError(`--max-warnings must be a whole number, got "${maxWarnings}".`);
  return {
    files,
    json: values.json === true,
    severity: oneOf("--severity", values.severity, SEVERITIES) ?? "warning",
    maxWarnings: maxWarnings === undefined ? Number.POSITIVE_INFINITY : Number(maxWarnings),
    lint: { ...(type === undefined ? {} : { type }), ...(role === undefined ? {} : { role }) },
  };
}

/** A file that cannot be read does not keep the others from being checked. */
function lintFiles(options: CommandOptions) {
  const reports: FileReport[] = [];
  const unreadable: string[] = [];
  for (const file of options.files) {
    const name = file === "-" ? "standard input" : file;
    let text: string;
    try {
      text = readFileSync(file === "-" ? 0 : file, "utf8");
    } catch (error) {
      unreadable.push(`Cannot read ${name}: ${messageOf(error)}`);
      continue;
    }
    reports.push({ file: name, findings: lintText(text, options.lint) });
  }
  return { reports, unreadable };
}

const count = (reports: readonly FileReport[], wanted: Severity) =>
  reports.flatMap(({ findings }) => findings).filter(({ severity }) => severity === wanted).length;

/** Findings by file, as a person reads them. */
function toText(reports: readonly FileReport[]): string {
  const blocks = reports
    .filter(({ findings }) => findings.length > 0)
    .map(({ file, findings }) => `${inOneLine(file)}\n${findings.map(withSeverity).join("\n")}\n`);
  return [...blocks, summary(reports)].join("\n");
}

const withSeverity = (finding: Finding) => `  ${finding.severity.padEnd(8)}${findingText(finding, " ".repeat(10))}`;

function summary(reports: readonly FileReport[]): string {
  const numbered = (number: number, what: string) => `${number} ${what}${number === 1 ? "" : "s"}`;
  const errors = count(reports, "error");
  const warnings = count(reports, "warning");
  const policies = reports.length === 1 ? "1 policy" : `${reports.length} policies`;
  return `${numbered(errors, "error")} and ${numbered(warnings, "warning")} in ${policies}.\n`;
}
