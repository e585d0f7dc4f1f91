import { readFileSync } from "node:fs";
import { type LintOptions, POLICY_TYPES, SEVERITIES, type Severity, TRUSTED_ROLES } from "@amplify-roles/core/lint";
import { type FileReport, STANDARD_INPUT } from "./lint/file-report.js";
import { filesOf, type InputFile, isModuleFile } from "./lint/files.js";
import { countOf, FORMATS, type Format, formatted } from "./lint/formats.js";
import type { ConfigIgnores } from "./lint/ignores.js";
import { lintInput } from "./lint/lint-file.js";
import { type Output, printable, standardOutput } from "./output.js";
import { formatOption, oneOf, parseCommandLine, UsageError } from "./usage.js";
import { messageOf } from "./util.js";

const USAGE = `amplify-roles lint [<file, folder or pattern> …|-] [--format <format>] [--type <type>] [--role <role>] [--strict]
                   [--severity <severity>] [--max-warnings <number>] [--config <file>]

Finds what is wrong with IAM policies. Errors: what AWS rejects, and what never works. Security warnings: what opens
access. Warnings: what is likely wrong. Suggestions: what can be simpler.

  <file …>           files, folders, and patterns such as "infra/**/*.tf"; - or no file: standard input. Reads policies
                     as JSON and YAML; output of the AWS CLI (get-role-policy, get-role,
                     get-account-authorization-details …); HCL (heredocs, jsonencode, aws_iam_policy_document) and its
                     JSON syntax; terraform show -json, states; .tpl and .tftpl; CloudFormation
  --format           ${FORMATS.join(", ")}; default: text. json is
                     [{ "file": …, "findings": [{ code, severity, path, line, column, message, fix, page, parameters }] }]
  --json             the same as --format json
  --type             ${POLICY_TYPES.join(", ")}; default: detected from the elements of the statements
  --role             the role of a trust policy: ${TRUSTED_ROLES.join(", ")}; default: detected from the principals
  --strict           broad access is an error, as it is in a specification
  --severity         show only findings of at least this severity: ${SEVERITIES.join(", ")};
                     default: suggestion
  --max-warnings     fail if there are more warnings and security warnings; default: no limit
  --config           a JSON file: { "severities": { "<code>": "<severity>|off" },
                     "ignores": [{ "code", "file", "path", "reason" }] }

In HCL, a comment ignores a finding of the block or value on its line or, alone on its line, of the one after it:
// amplify-roles-ignore <code> <reason>

Exit codes: 0 no errors, 1 errors or too many warnings, 2 an unreadable file or an invalid option.
`;

const OPTIONS = {
  json: { type: "boolean" },
  format: { type: "string" },
  type: { type: "string" },
  role: { type: "string" },
  strict: { type: "boolean" },
  severity: { type: "string" },
  "max-warnings": { type: "string" },
  config: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

interface CommandOptions {
  readonly files: readonly InputFile[];
  readonly format: Format;
  readonly severity: Severity;
  readonly maxWarnings: number;
  readonly config: ConfigIgnores | undefined;
  readonly lint: LintOptions;
}

/**
 * `amplify-roles lint`.
 *
 * @returns the exit code
 */
export async function lintCommand(args: readonly string[], { out, error }: Output = standardOutput): Promise<number> {
  try {
    const options = await parseOptions(args);
    if (options === undefined) {
      out(USAGE);
      return 0;
    }
    const { reports, unreadable } = await lintFiles(options);
    const most = SEVERITIES.indexOf(options.severity);
    const shown = reports.map(({ findings, ...report }) => ({
      ...report,
      findings: findings.filter(({ severity }) => SEVERITIES.indexOf(severity) <= most),
    }));
    if (shown.length > 0 || options.format === "sarif") out(printable(await formatted(options.format, shown)));
    for (const message of unreadable) error(printable(`${message}\n`));
    if (unreadable.length > 0) return 2;
    const warnings = countOf(reports, "warning") + countOf(reports, "security-warning");
    return countOf(reports, "error") > 0 || warnings > options.maxWarnings ? 1 : 0;
  } catch (reason) {
    if (!(reason instanceof UsageError)) throw reason;
    error(printable(`${reason.message.trimEnd()}\n`));
    return 2;
  }
}

/** Undefined for `--help`. */
async function parseOptions(args: readonly string[]): Promise<CommandOptions | undefined> {
  const { values, positionals } = parseCommandLine(args, OPTIONS, USAGE);
  if (values.help === true) return undefined;
  const given = positionals.length > 0 ? positionals : process.stdin.isTTY ? [] : ["-"];
  if (given.length === 0) throw new UsageError(`Expected a file, or a policy on standard input.\n\n${USAGE}`);
  const type = oneOf("--type", values.type, POLICY_TYPES);
  const role = oneOf("--role", values.role, TRUSTED_ROLES);
  if (role !== undefined && type !== undefined && type !== "trust")
    throw new UsageError(`--role is for trust policies only, got --type ${type}. Remove one of them.`);
  const maxWarnings = values["max-warnings"];
  if (maxWarnings !== undefined && !/^\d+$/.test(maxWarnings))
    throw new UsageError(`--max-warnings must be a whole number, got "${maxWarnings}".`);
  return {
    format: formatOption(values, FORMATS) ?? "text",
    severity: oneOf("--severity", values.severity, SEVERITIES) ?? "suggestion",
    maxWarnings: maxWarnings === undefined ? Number.POSITIVE_INFINITY : Number(maxWarnings),
    config: values.config === undefined ? undefined : await configIn(values.config),
    lint: {
      ...(type === undefined ? {} : { type }),
      ...(role === undefined ? {} : { role }),
      ...(values.strict === true ? { strict: true } : {}),
    },
    files: filesOf(given),
  };
}

async function configIn(file: string): Promise<ConfigIgnores> {
  const { ConfigIgnores, readConfig } = await import("./lint/ignores.js");
  return new ConfigIgnores(readConfig(file), file);
}

/** A file that cannot be read does not keep the others from being checked. */
async function lintFiles({ files, config, lint }: CommandOptions) {
  const reports: FileReport[] = [];
  const unreadable: string[] = [];
  const modules = await modulesOf(files);
  for (const { name: file, named } of files) {
    const name = file === "-" ? STANDARD_INPUT : file;
    try {
      const text = readFileSync(file === "-" ? 0 : file, "utf8");
      const linted = await lintInput(file === "-" ? "" : file, text, lint, modules?.of(file));
      // A file that nobody named may be something else.
      if (linted === undefined ? !named : !named && isNoPolicy(linted.findings)) continue;
      const { policies, findings } = linted ?? { policies: 0, findings: [] };
      reports.push({ file: name, policies, findings: config?.apply(name, findings) ?? findings });
    } catch (error) {
      // It may be a template of something else, such as a Helm chart.
      if (!named && error instanceof Error && error.name === "NotYaml") continue;
      unreadable.push(`Cannot read ${name}: ${messageOf(error)}`);
    }
  }
  const unused = config?.findings() ?? [];
  if (config !== undefined && unused.length > 0) reports.push({ file: config.name, policies: 0, findings: unused });
  return { reports, unreadable };
}

/** The modules of Terraform that the files belong to. Loaded only for several files. */
async function modulesOf(files: readonly InputFile[]) {
  const names = files.map(({ name }) => name).filter(isModuleFile);
  if (names.length < 2) return undefined;
  const { Modules } = await import("./lint/modules.js");
  return new Modules(names);
}

/** Whether a file is not a policy at all, such as a package.json. */
const isNoPolicy = (findings: FileReport["findings"]) =>
  findings.some(
    ({ code, path }) =>
      (path === "" && code === "JSON_SYNTAX_ERROR") ||
      (path === "Statement" && code === "REQUIRED") ||
      (path === "" && code === "NOT_AN_OBJECT"),
  );
