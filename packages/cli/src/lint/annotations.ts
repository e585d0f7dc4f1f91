import type { Severity } from "@amplify-roles/core/lint";
import { version } from "../version.js";
import type { FileReport } from "./file-report.js";
import { relativeName } from "./files.js";

/** https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html, as GitHub's code scanning reads it. */
export function toSarif(reports: readonly FileReport[]): string {
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
export function toGitHub(reports: readonly FileReport[]): string {
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
