import { createInterface } from "node:readline/promises";
import type { SettingsIndex } from "@amplify-roles/core/settings";
import { inOneLine, type Output, printable } from "../output.js";
import { alignedColumns } from "../render/columns.js";
import { parseCommandLine, UsageError } from "../usage.js";
import { type Change, changesOf, readStored } from "./changes.js";
import { declaredIn } from "./declared.js";
import { readEnvironmentFile } from "./environment-file.js";
import { reportFindings } from "./sort-command.js";
import type { Stores } from "./stores.js";
import { storesOf } from "./stores-of.js";

export const PUSH_USAGE = `amplify-roles settings push <.env> [--path /web/prod] [--region <region>] [--program <file>]
                     [--regenerate <name> …] [--dry-run] [--yes]

Writes values of a .env file to Parameter Store and Secrets Manager, with your own AWS credentials: those of settings
that the program declares, and only those that change. It shows names and versions, never a value, and asks first.
Generated settings that have no value get one.

  --path         what the settings are under. Default: SETTINGS_PATH of the environment
  --region       default: the region of your AWS configuration
  --program      what declares the settings, instead of the last deploy: cdktf.out, terraform show -json,
                 pulumi stack export, or a module that exports the settings
  --regenerate   a generated setting that gets a new value. Can be given several times
  --dry-run      shows what would be written
  --yes          does not ask
`;

const OPTIONS = {
  path: { type: "string" },
  region: { type: "string" },
  program: { type: "string" },
  regenerate: { type: "string", multiple: true },
  "dry-run": { type: "boolean" },
  yes: { type: "boolean", short: "y" },
} as const;

/** @returns the exit code */
export async function pushCommand(args: readonly string[], { out, error }: Output): Promise<number> {
  const { values: options, positionals } = parseCommandLine(args, OPTIONS, PUSH_USAGE);
  const [name, ...others] = positionals;
  if (name === undefined || others.length > 0) throw new UsageError(`Expected one .env file.\n\n${PUSH_USAGE}`);
  const file = readEnvironmentFile(name);
  if (reportFindings(file, error)) {
    error("Nothing was written.\n");
    return 2;
  }
  const stores = await storesOf(options);
  const index = options.program === undefined ? await stores.index() : await declaredIn(options.program, stores.path);
  const values = new Map(file.assignments.map((one) => [one.name, one.value]));
  const regenerated = new Set(options.regenerate ?? []);
  for (const one of regenerated)
    if (index.generated?.[one] === undefined) throw new UsageError(`${one} is not a generated setting.`);
  const changes = changesOf(values, index, await readStored(stores, index), regenerated);
  reportOthers([...values.keys()], index, error);
  if (changes.length === 0) {
    out(`Nothing changes under ${stores.path}.\n`);
    return 0;
  }
  out(printable(`${tableOf(changes).join("\n")}\n`));
  if (options["dry-run"] === true) return 0;
  if (options.yes !== true && !(await isConfirmed(changes, stores))) {
    out("Nothing was written.\n");
    return 1;
  }
  await write(changes, index, stores, out);
  return 0;
}

const namesIn = (index: SettingsIndex): readonly string[] => [
  ...index.parameters,
  ...index.secureParameters,
  ...Object.values(index.secrets).flat(),
];

/** Says which variables of the file are not written. */
function reportOthers(names: readonly string[], index: SettingsIndex, error: Output["error"]): void {
  const declared = new Set(namesIn(index));
  const others = names.filter((name) => !declared.has(name));
  if (others.length > 0)
    error(
      printable(
        `Not declared, so not written: ${others.map(inOneLine).join(", ")}. \`settings sort\` says where they belong.\n`,
      ),
    );
}

function tableOf(changes: readonly Change[]): readonly string[] {
  const rows = changes.flatMap((change) =>
    change.kind === "parameter"
      ? [[change.name, "parameter", change.what, `version ${change.version}`]]
      : [...change.settings].map(([name, what]) => [
          name,
          `secret ${change.group}`,
          what,
          `replaces version ${change.version}`,
        ]),
  );
  return alignedColumns([["SETTING", "IN", "VALUE", "VERSION"], ...rows]);
}

async function isConfirmed(changes: readonly Change[], stores: Stores): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new UsageError("Standard input is not a terminal, so push cannot ask. Pass --yes or --dry-run.");
  const count = changes.reduce((sum, change) => sum + (change.kind === "secret" ? change.settings.size : 1), 0);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const question = `Write ${count} ${count === 1 ? "value" : "values"} to ${stores.path} in ${await stores.region()}? [y/N] `;
    return /^y(es)?$/i.test((await terminal.question(question)).trim());
  } finally {
    terminal.close();
  }
}

async function write(
  changes: readonly Change[],
  index: SettingsIndex,
  stores: Stores,
  out: Output["out"],
): Promise<void> {
  for (const change of changes) {
    const isSecret = change.kind === "secret";
    const version = isSecret
      ? await stores.putSecret(change.group, change.members)
      : await stores.putParameter(change.name, change.value, index);
    out(printable(`Wrote ${isSecret ? `the secret ${change.group}` : change.name}, version ${version}\n`));
  }
}
