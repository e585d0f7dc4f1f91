import { findingText, type Severity } from "@amplify-roles/core/lint";
import { inOneLine } from "../output.js";
import { version } from "../version.js";
import { relativeName } from "./files.js";
import type { PlacedFinding } from "./ignores.js";

export interface FileReport {
  readonly file: string;
  /** How many policies the file has. */
  readonly policies: number;
  readonly findings: readonly PlacedFinding[];
}

export const FORMATS = ["text", "json", "sarif", "github"] as const;
export type Format = (typeof FORMATS)[number];

export const formatted: Readonly<Record<Format, (reports: readonly FileReport[]) => string>> = {
  text: toText,
  json: (reports) =>
    `${JSON.stringify(
      reports.map(({ file, findings }) => ({ file, findings: findings.map(inOrder) })),
      undefined,
      2,
    )}\n`,
  sarif: toSarif,
  github: toGitHub,
};

/** The properties of a finding, its position after its path. */
const inOrder = ({ code, severity, path, line, column, ...rest }: PlacedFinding) => ({
  code,
  severity,
  path,
  ...(line === undefined ? {} : { line, column }),
  ...rest,
});

/** Findings by file, as a person reads them. */
function toText(reports: readonly FileReport[]): string {
  const blocks = reports
    .filter(({ findings }) => findings.length > 0)
    .map(({ file, findings }) => `${inOneLine(file)}\n${findings.map(withSeverity).join("\n")}\n`);
  return [...blocks, summary(reports)].join("\n");
}

const WIDTH = "security warning".length + 1;
const words = (severity: Severity) => severity.replace("-", " ");

function withSeverity(finding: PlacedFinding): string {
  const at = finding.line === undefined ? "" : `${finding.line}:${finding.column} `;
  return `  ${words(finding.severity).padEnd(WIDTH)}${at}${findingText(finding, " ".repeat(WIDTH + 2))}`;
}

function summary(reports: readonly FileReport[]): string {
  const numbered = (number: number, what: string) => `${number} ${what}${number === 1 ? "" : "s"}`;
  const count = (severity: Severity) => countOf(reports, severity);
  const rest = (["security-warning", "suggestion"] as const)
    .filter((severity) => count(severity) > 0)
    .map((severity) => numbered(count(severity), words(severity)));
  const counts = [numbered(count("error"), "error"), ...rest, numbered(count("warning"), "warning")];
  const policies = reports.reduce((sum, report) => sum + report.policies, 0);
  const list = `${counts.slice(0, -1).join(", ")} and ${counts.at(-1)}`;
  return `${list} in ${policies === 1 ? "1 policy" : `${policies} policies`}.\n`;
}

export const countOf = (reports: readonly FileReport[], wanted: Severity): number =>
  reports.flatMap(({ findings }) => findings).filter(({ severity }) => severity === wanted).length;

/** https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html, as GitHub's code scanning reads it. */
function toSarif(reports: readonly FileReport[]): string {
  const findings = reports.flatMap(({ file, findings }) => findings.map((finding) => ({ file, finding })));
  const codes = [...new Set(findings.map(({ finding }) => finding.code))].sort();
  const rules = codes.map((code) => ({
    id: code,
    helpUri: findings.find(({ finding }) => finding.code === code)?.finding.page,
  }));
  const results = findings.map(({ file, finding: { code, severity, path, message, fix, line, column } }) => ({
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: LEVELS[severity],
    message: { text: `${path === "" ? "" : `${path}: `}${message} ${fix}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(relativeName(file)) },
          region: { startLine: line ?? 1, startColumn: column ?? 1 },
        },
      },
    ],
    properties: { severity },
  }));
  const driver = {
    name: "amplify-roles",
    version: version(),
    informationUri: "https://github.com/amplify-roles/amplify-roles",
    rules,
  };
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver }, columnKind: "utf16CodeUnits", results }],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

const LEVELS: Readonly<Record<Severity, string>> = {
  error: "error",
  "security-warning": "warning",
  warning: "warning",
  suggestion: "note",
};

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message */
function toGitHub(reports: readonly FileReport[]): string {
  const lines = reports.flatMap(({ file, findings }) =>
    findings.map(({ code, severity, path, message, fix, line, column }) => {
      const command = severity === "error" ? "error" : severity === "suggestion" ? "notice" : "warning";
      const position = line === undefined ? "" : `,line=${line},col=${column}`;
      const properties = `file=${property(relativeName(file))}${position},title=${property(code)}`;
      return `::${command} ${properties}::${data(`${path === "" ? "" : `${path}: `}${message} ${fix}`)}\n`;
    }),
  );
  return lines.join("");
}

const data = (text: string) => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const property = (text: string) => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
