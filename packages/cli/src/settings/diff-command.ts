import type { SettingsIndex } from "@amplify-roles/core/settings";
import { inOneLine, type Output, printable } from "../output.js";
import { alignedColumns } from "../render/columns.js";
import { parseCommandLine, UsageError } from "../usage.js";
import { readStored, type Stored } from "./changes.js";
import { declaredIn } from "./declared.js";
import { type EnvironmentFile, readEnvironmentFile } from "./environment-file.js";
import { reportFindings } from "./sort-command.js";
import { storesOf } from "./stores-of.js";

export const DIFF_USAGE = `amplify-roles settings diff [<.env>] [--path /web/prod] [--region <region>] [--program <file>] [--json]

Compares what is in AWS, and in a .env file, with the settings that the program declares: what is missing, what is
superfluous, and what has the wrong type. It never prints a value.

  --program   what declares the settings, instead of the last deploy: cdktf.out, terraform show -json,
              pulumi stack export, or a module that exports the settings
  --json      [{ name, where, difference }]

Exit code 1: there are differences, or something is wrong with the file.
`;

const OPTIONS = {
  path: { type: "string" },
  region: { type: "string" },
  program: { type: "string" },
  json: { type: "boolean" },
} as const;

interface Difference {
  readonly name: string;
  readonly where: string;
  readonly difference: string;
}

/** @returns the exit code: 1 if there are differences */
export async function diffCommand(args: readonly string[], { out, error }: Output): Promise<number> {
  const { values: options, positionals } = parseCommandLine(args, OPTIONS, DIFF_USAGE);
  const [name, ...others] = positionals;
  if (others.length > 0) throw new UsageError(`Expected at most one .env file.\n\n${DIFF_USAGE}`);
  const file = name === undefined ? undefined : readEnvironmentFile(name);
  const hasFindings = file !== undefined && reportFindings(file, error);
  const stores = await storesOf(options);
  const index = options.program === undefined ? await stores.index() : await declaredIn(options.program, stores.path);
  const differences = [
    ...differencesInAws(index, await readStored(stores, index)),
    ...(file === undefined ? [] : differencesInFile(index, file)),
  ];
  if (options.json === true) out(printable(`${JSON.stringify(differences, undefined, 2)}\n`));
  else if (differences.length === 0) out(`No differences under ${stores.path}.\n`);
  else {
    const rows = differences.map(({ name, where, difference }) => [inOneLine(name), where, difference]);
    out(printable(`${alignedColumns([["SETTING", "WHERE", "DIFFERENCE"], ...rows]).join("\n")}\n`));
  }
  return differences.length > 0 || hasFindings ? 1 : 0;
}

/** What AWS has differently. */
function differencesInAws(index: SettingsIndex, { parameters, secrets }: Stored): readonly Difference[] {
  const differences: Difference[] = [];
  const add = (name: string, where: string, difference: string) => differences.push({ name, where, difference });
  const inSecrets = new Map(
    Object.entries(index.secrets).flatMap(([group, names]) => names.map((name) => [name, group])),
  );
  const types = new Map([
    ...index.parameters.map((name) => [name, "String"] as const),
    ...index.secureParameters.map((name) => [name, "SecureString"] as const),
  ]);
  for (const [name, type] of types) {
    const found = parameters.get(name);
    if (found === undefined) add(name, "Parameter Store", "missing: deploy the program");
    else if (found.type !== type) add(name, "Parameter Store", `wrong type: ${found.type} instead of ${type}`);
    else if (found.value === undefined) add(name, "Parameter Store", "missing value: run settings push");
  }
  for (const name of parameters.keys()) {
    const group = inSecrets.get(name);
    if (group !== undefined) add(name, "Parameter Store", `wrong type: a parameter instead of the secret ${group}`);
    else if (!types.has(name)) add(name, "Parameter Store", "superfluous: not declared");
  }
  for (const [group, names] of Object.entries(index.secrets)) {
    const secret = secrets.get(group);
    const where = `secret ${group}`;
    for (const name of names) {
      if (secret === undefined) add(name, where, "missing: deploy the program");
      else if (secret.deletedOn !== undefined) add(name, where, `deleted: run settings restore --group ${group}`);
      else if (secret.members?.[name] === undefined) add(name, where, "missing value: run settings push");
    }
    for (const name of Object.keys(secret?.members ?? {}))
      if (!names.includes(name))
        add(name, where, types.has(name) ? "wrong type: a secret instead of a parameter" : "superfluous: not declared");
  }
  return differences;
}

function differencesInFile(index: SettingsIndex, { name: file, assignments }: EnvironmentFile): readonly Difference[] {
  const declared = [...index.parameters, ...index.secureParameters, ...Object.values(index.secrets).flat()];
  const names = new Set(assignments.map(({ name }) => name));
  return [
    ...declared
      .filter((name) => !names.has(name) && index.generated?.[name] === undefined)
      .map((name) => ({ name, where: file, difference: "missing" })),
    ...[...names]
      .filter((name) => !declared.includes(name))
      .map((name) => ({ name, where: file, difference: "superfluous: not declared" })),
  ];
}
