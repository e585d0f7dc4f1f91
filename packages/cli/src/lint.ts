import { readFileSync } from "node:fs";
import { type Finding, findingText, type Severity } from "@amplify-roles/core";
import {
  Collector,
  Context,
  type LintOptions,
  lintExtracted,
  POLICY_TYPES,
  TRUSTED_ROLES,
} from "@amplify-roles/core/lint";
import { readPolicy } from "./read-policy.js";
import { parsedArguments, UsageError } from "./usage.js";

const SEVERITIES = ["error", "warning"] as const;

const USAGE = `amplify-roles lint [<file> …|-] [--json] [--type <type>] [--role <role>] [--severity <least>] [--max-warnings <count>]

Finds what is wrong with IAM policies: what IAM refuses, what never matches, what grants everything (errors), and what
is risky or pointless (warnings).

  <file>             a policy as JSON, what the AWS CLI prints (get-role-policy, get-policy-version, get-role), or a
                     Terraform file with the policy in a heredoc; - or no file: standard input
  --json             [{ "file": …, "findings": [{ code, severity, path, message, fix, page }] }]
  --type             ${POLICY_TYPES.join(", ")}; default: told by the elements of its statements
  --role             whose role a trust policy is of: ${TRUSTED_ROLES.join(", ")}; default: told by its principals
  --severity         error: show no warnings; default: warning
  --max-warnings     fail where there are more warnings than this; default: any number passes

Exit codes: 0 nothing but warnings, 1 errors or too many warnings, 2 a file that cannot be read, or a wrong option.
`;

const OPTIONS = {
  json: { type: "boolean" },
  type: { type: "string" },
  role: { type: "string" },
  severity: { type: "string" },
  "max-warnings": { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

interface Options extends LintOptions {
  readonly files: readonly string[];
  readonly json: boolean;
  readonly least: Severity;
  readonly maxWarnings: number;
}

interface Report {
  readonly file: string;
  readonly findings: readonly Finding[];
}

/**
 * `amplify-roles lint`.
 *
 * @returns the exit code
 */
export function lintCommand(args: readonly string[]): number {
  try {
    const options = readArguments(args);
    if (options === undefined) {
      process.stdout.write(USAGE);
      return 0;
    }
    const { reports, unreadable } = lintFiles(options);
    const warnings = count(reports, "warning");
    const shown = reports.map(({ file, findings }) => ({
      file,
      findings: options.least === "error" ? findings.filter(({ severity }) => severity === "error") : findings,
    }));
    if (shown.length > 0) {
      process.stdout.write(options.json ? `${JSON.stringify(shown, undefined, 2)}\n` : readable(shown));
    }
    for (const message of unreadable) process.stderr.write(`${message}\n`);
    if (unreadable.length > 0) return 2;
    return count(reports, "error") > 0 || warnings > options.maxWarnings ? 1 : 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

function readArguments(args: readonly string[]): Options | undefined {
  const { values, positionals } = parsedArguments(args, OPTIONS, USAGE);
  if (values.help === true) return undefined;
  const files = positionals.length > 0 ? positionals : process.stdin.isTTY ? [] : ["-"];
  if (files.length === 0) throw new UsageError(`Name a file, or pass a policy on standard input.\n\n${USAGE}`);
  const type = oneOf("--type", values.type, POLICY_TYPES);
  const role = oneOf("--role", values.role, TRUSTED_ROLES);
  if (role !== undefined && type !== undefined && type !== "trust")
    throw new UsageError("--role is for trust policies; leave --type out.");
  const maxWarnings = values["max-warnings"];
  if (maxWarnings !== undefined && !/^\d+$/.test(maxWarnings)) throw new UsageError("--max-warnings takes a number.");
  return {
    files,
    json: values.json === true,
    least: oneOf("--severity", values.severity, SEVERITIES) ?? "warning",
    maxWarnings: maxWarnings === undefined ? Number.POSITIVE_INFINITY : Number(maxWarnings),
    ...(type === undefined ? {} : { type }),
    ...(role === undefined ? {} : { role }),
  };
}

function oneOf<T extends string>(option: string, value: string | undefined, words: readonly T[]): T | undefined {
  if (value === undefined || words.includes(value as T)) return value as T | undefined;
  throw new UsageError(`${option} takes ${words.join(", ")}; "${value}" is none of them.`);
}

/** One file that cannot be read takes nothing from what is found in the others. */
function lintFiles(options: Options) {
  const reports: Report[] = [];
  const unreadable: string[] = [];
  for (const file of options.files) {
    try {
      reports.push(lintFile(file, options));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      unreadable.push(error.message);
    }
  }
  return { reports, unreadable };
}

function lintFile(file: string, options: Options): Report {
  const collector = new Collector();
  const read = readPolicy(contentOf(file), new Context(collector));
  if (read !== undefined) {
    const { policy, context } = read;
    const type = options.type ?? (options.role === undefined ? read.type : undefined);
    lintExtracted(policy, { ...options, ...(type === undefined ? {} : { type }) }, context);
  }
  return { file: file === "-" ? "standard input" : file, findings: collector.findings };
}

function contentOf(file: string): string {
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    throw new UsageError(`${file === "-" ? "Standard input" : file} cannot be read: ${(error as Error).message}`);
  }
}

const count = (reports: readonly Report[], wanted: Severity) =>
  reports.flatMap(({ findings }) => findings).filter(({ severity }) => severity === wanted).length;

/** Findings by file, for a person. */
function readable(reports: readonly Report[]): string {
  const blocks = reports
    .filter(({ findings }) => findings.length > 0)
    .map(({ file, findings }) => `${file}\n${findings.map(withSeverity).join("\n")}\n`);
  return [...blocks, closing(reports)].join("\n");
}

const withSeverity = (finding: Finding) => `  ${finding.severity.padEnd(8)}${findingText(finding, " ".repeat(10))}`;

function closing(reports: readonly Report[]): string {
  const numbered = (number: number, what: string) => `${number} ${what}${number === 1 ? "" : "s"}`;
  const errors = count(reports, "error");
  const warnings = count(reports, "warning");
  const policies = reports.length === 1 ? "1 policy" : `${reports.length} policies`;
  return `${numbered(errors, "error")} and ${numbered(warnings, "warning")} in ${policies}.\n`;
}
