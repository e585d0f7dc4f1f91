import { type Output, printable, writeOutput } from "../output.js";
import { parseCommandLine, UsageError } from "../usage.js";
import { readStored } from "./changes.js";
import { storesOf } from "./stores-of.js";

export const PULL_USAGE = `amplify-roles settings pull --names [--path /web/prod] [--region <region>] [-o <file>]

Prints the names of the settings that are deployed, as a .env file without values. It never prints a value.

  -o, --output   the file to write; default: standard output
`;

const OPTIONS = {
  names: { type: "boolean" },
  path: { type: "string" },
  region: { type: "string" },
  output: { type: "string", short: "o" },
} as const;

/** @returns the exit code */
export async function pullCommand(args: readonly string[], { out }: Output): Promise<number> {
  const { values: options, positionals } = parseCommandLine(args, OPTIONS, PULL_USAGE);
  if (positionals.length > 0) throw new UsageError(`Expected no file.\n\n${PULL_USAGE}`);
  if (options.names !== true)
    throw new UsageError(
      "Only the names can be pulled: write --names. Values stay in AWS, and server code reads them with @amplify-roles/runtime.",
    );
  const stores = await storesOf(options);
  const index = await stores.index();
  const stored = await readStored(stores, index);
  const has = (value: unknown) => (value === undefined ? " (no value)" : "");
  const lines = [
    `# Settings under ${stores.path}`,
    ...[...index.parameters, ...index.secureParameters].flatMap((name) => [
      `# ${index.secureParameters.includes(name) ? "secure parameter" : "parameter"}${has(stored.parameters.get(name)?.value)}`,
      `${name}=`,
    ]),
    ...Object.entries(index.secrets).flatMap(([group, names]) =>
      names.flatMap((name) => [`# secret ${group}${has(stored.secrets.get(group)?.members?.[name])}`, `${name}=`]),
    ),
  ];
  const text = `${lines.join("\n")}\n`;
  if (options.output === undefined) {
    out(printable(text));
    return 0;
  }
  // Not over a file with values.
  writeOutput(options.output, text, "wx");
  out(printable(`Wrote ${options.output}\n`));
  return 0;
}
