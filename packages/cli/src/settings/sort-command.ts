import { pathReport, prices } from "@amplify-roles/core/settings";
import type { Output } from "../output.js";
import { inOneLine, printable } from "../output.js";
import { alignedColumns } from "../render/columns.js";
import { oneOf, parseCommandLine, UsageError } from "../usage.js";
import { type EnvironmentFile, readEnvironmentFile } from "./environment-file.js";
import { readRules } from "./own-rules.js";
import { programLines, TOOLS } from "./program-lines.js";
import { type Sorted, sortVariables } from "./sort.js";

export const SORT_USAGE = `amplify-roles settings sort <.env> [--path /web/prod] [--for ${TOOLS.join("|")}] [--cheapest] [--rules <file>] [--json]

Shows where each variable of a .env file belongs, and why. It never prints a value.

  <.env>       quotes, several lines, export, comments and CRLF are read as dotenv reads them
  --path       what the settings are under, for the lines of the program. Default: /web/prod
  --for        prints the lines of the program instead: of AmplifySsrApp (app), or an AmplifySettings of its own
  --cheapest   keeps everything in Parameter Store, which is free, instead of secrets in Secrets Manager
  --rules      a JSON file with rules that come first:
               [{ "name": "^GUNICORN_", "destination": "parameter", "reason": "…" }], with a regular expression
               as "name" or "value", and "group" for secrets. { "pair": "_SCHEMA$" }: what has such a name
               goes with the secret of the same first part, DB_SCHEMA with DB_PASSWORD
  --json       the same as data: [{ name, line, destination, group, reason }]
`;

const OPTIONS = {
  path: { type: "string" },
  for: { type: "string" },
  cheapest: { type: "boolean" },
  rules: { type: "string" },
  json: { type: "boolean" },
} as const;

/** @returns the exit code: 1 if something is wrong with the file */
export function sortCommand(args: readonly string[], { out, error }: Output): number {
  const { values, positionals } = parseCommandLine(args, OPTIONS, SORT_USAGE);
  const [name, ...others] = positionals;
  if (name === undefined || others.length > 0) throw new UsageError(`Expected one .env file.\n\n${SORT_USAGE}`);
  const tool = oneOf("--for", values.for, TOOLS);
  if (tool !== undefined && values.json === true) throw new UsageError("--for and --json exclude each other.");
  const path = settingsPathOf(values.path ?? "/web/prod");
  const file = readEnvironmentFile(name);
  const sorted = sortVariables(file.assignments, {
    ...(values.rules === undefined ? {} : { own: readRules(values.rules) }),
    cheapest: values.cheapest === true,
  });
  if (values.json === true) out(printable(`${JSON.stringify(sorted, undefined, 2)}\n`));
  else out(printable(tool === undefined ? tableOf(sorted) : programLines(sorted, path, tool)));
  return reportFindings(file, error) ? 1 : 0;
}

/** @throws UsageError */
export function settingsPathOf(path: string): string {
  const report = pathReport(path);
  if (report !== undefined) throw new UsageError(`--path: ${report.message} ${report.fix}`);
  return path;
}

/** Prints what is wrong with a .env file. Returns whether there was something. */
export function reportFindings({ name, findings }: EnvironmentFile, error: Output["error"]): boolean {
  for (const { line, finding } of findings) {
    const { path, message, fix, code, page } = finding;
    error(printable(`${name}:${line}: ${inOneLine(path)}: ${message}\n    ${fix} [${code}]\n    ${page}\n`));
  }
  return findings.length > 0;
}

const DESTINATIONS: Readonly<Record<Sorted["destination"], string>> = {
  secret: "Secrets Manager",
  secureParameter: "Parameter Store (SecureString)",
  parameter: "Parameter Store (String)",
  build: "environment variable",
  remove: "nowhere",
};

function tableOf(sorted: readonly Sorted[]): string {
  const rows = sorted.map(({ name, destination, group = "", reason }) => [
    inOneLine(name),
    DESTINATIONS[destination],
    group,
    reason,
  ]);
  const secrets = new Set(sorted.flatMap(({ group }) => group ?? [])).size;
  const { monthly, page, compared } = prices.secret;
  const cost = `${secrets} ${secrets === 1 ? "secret" : "secrets"}: ${(secrets * monthly).toFixed(2)} USD per month, plus API calls (${page}, ${compared}). Standard parameters are free.`;
  return `${[...alignedColumns([["VARIABLE", "DESTINATION", "GROUP", "REASON"], ...rows]), "", cost].join("\n")}\n`;
}
