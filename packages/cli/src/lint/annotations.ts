import type { Severity } from "@amplify-roles/core/lint";
import { version } from "../version.js";
import { CODE_TEXTS } from "./code-texts.js";
import { type FileReport, STANDARD_INPUT } from "./file-report.js";
import { relativeName } from "./files.js";
import type { PlacedFinding } from "./ignores.js";

/** https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html, as GitHub's code scanning reads it. */
export function toSarif(reports: readonly FileReport[]): string {
  const findings = reports.flatMap(({ file, findings }) => findings.map((finding) => ({ file, finding })));
  const codes = [...new Set(findings.map(({ finding }) => finding.code))].sort();
  const rules = codes.map((code) => ruleOf(code, findings.find(({ finding }) => finding.code === code)?.finding));
  const results = findings.map(({ file, finding: { code, severity, path, message, fix, line, column } }) => ({
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: LEVELS[severity],
    message: { text: `${path === "" ? "" : `${path}: `}${message} ${fix}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
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

/** A rule as GitHub shows it: https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support#reportingdescriptor-object */
function ruleOf(code: string, finding: PlacedFinding | undefined) {
  const [cause, fix] = CODE_TEXTS[code] ?? [code, ""];
  const [sentence = cause] = /^.*?[.!?](?=\s|$)/s.exec(cause) ?? [];
  const helpUri = finding?.page;
  const page = helpUri === undefined ? "" : `\n\n[${code}](${helpUri})`;
  return {
    id: code,
    name: code,
    shortDescription: { text: sentence },
    fullDescription: { text: cause },
    help: { text: `${cause}\n\n${fix}`, markdown: `${cause}\n\n${fix}${page}` },
    ...(helpUri === undefined ? {} : { helpUri }),
  };
}

/** Standard input has no file. */
const uriOf = (file: string): string => (file === STANDARD_INPUT ? "stdin" : encodeURI(relativeName(file)));

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
      const properties = `file=${property(file === STANDARD_INPUT ? "stdin" : relativeName(file))}${position},title=${property(code)}`;
      return `::${command} ${properties}::${data(`${path === "" ? "" : `${path}: `}${message} ${fix}`)}\n`;
    }),
  );
  return lines.join("");
}

const data = (text: string) => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const property = (text: string) => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
