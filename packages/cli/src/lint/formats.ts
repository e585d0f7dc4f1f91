import { findingText, type Severity } from "@amplify-roles/core/lint";
import { inOneLine } from "../output.js";
import type { FileReport } from "./file-report.js";
import type { PlacedFinding } from "./ignores.js";

export const FORMATS = ["text", "json", "sarif", "github"] as const;
export type Format = (typeof FORMATS)[number];

/** The reports in a format. What programs read is loaded when it is needed. */
export async function formatted(format: Format, reports: readonly FileReport[]): Promise<string> {
  if (format === "text") return toText(reports);
  if (format === "json") return toJson(reports);
  const { toGitHub, toSarif } = await import("./annotations.js");
  return format === "sarif" ? toSarif(reports) : toGitHub(reports);
}

const toJson = (reports: readonly FileReport[]) =>
  `${JSON.stringify(
    reports.map(({ file, findings }) => ({ file, findings: findings.map(inOrder) })),
    undefined,
    2,
  )}\n`;

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
