import { type Output, printable, standardOutput } from "./output.js";
import { readStacks } from "./source.js";
import { movesOf } from "./terraform/moves.js";
import { parseCommandLine, UsageError } from "./usage.js";

const USAGE = `amplify-roles moves <cdktf.out> --from <old id> [--to <new id>]
amplify-roles moves --pulumi --from <old name>

Prints the lines that keep the resources of a construct or component that gets another id or name. Without them, the
next deploy destroys the app and creates another one.

  <cdktf.out>   what cdktf synth wrote while the construct still had its old id (cdktf.out, or one cdk.tf.json)
  --from        the old id; below another construct its path: backend/web
  --to          the variable that has the construct in the program; default: web
  --pulumi      prints the option of the component instead

Exit codes: 0 printed, 2 a file that cannot be read, no such construct, or an invalid option.
`;

const OPTIONS = {
  from: { type: "string" },
  to: { type: "string" },
  pulumi: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/**
 * `amplify-roles moves`.
 *
 * @returns the exit code
 */
export function movesCommand(args: readonly string[], { out, error }: Output = standardOutput): number {
  try {
    const { values, positionals } = parseCommandLine(args, OPTIONS, USAGE);
    if (values.help) {
      out(USAGE);
      return 0;
    }
    const { from, to = "web", pulumi = false } = values;
    if (from === undefined) throw new UsageError(`Expected --from.\n\n${USAGE}`);
    if (!/^[A-Za-z_$][\w$]*$/.test(to)) throw new UsageError(`--to must be the name of a variable, got "${to}".`);
    const [source, ...others] = positionals;
    if (pulumi === (source !== undefined) || others.length > 0)
      throw new UsageError(`Expected one file or folder, or --pulumi.\n\n${USAGE}`);
    out(printable(source === undefined ? pulumiLines(from) : terraformLines(source, from, to)));
    return 0;
  } catch (reason) {
    if (!(reason instanceof UsageError)) throw reason;
    error(printable(`${reason.message.trimEnd()}\n`));
    return 2;
  }
}

const pulumiLines = (from: string) => `// The third argument of the component, from the deploy with its new name on:
{ aliases: [{ name: ${JSON.stringify(from)} }] }
`;

function terraformLines(source: string, from: string, to: string): string {
  const moves = movesOf(readStacks(source), from);
  if (moves.size === 0)
    throw new UsageError(`${source} has no construct "${from}" with resources. Synthesize it with its old id first.`);
  const lines = [...moves].map(([child, address]) => `  ${JSON.stringify(child)}: ${JSON.stringify(address)},\n`);
  return `// After the construct, which now has its new id. Deploy once, then remove these lines.
// import type { TerraformResource } from "cdktf";
for (const [child, from] of Object.entries({
${lines.join("")}})) {
  (${to}.node.findChild(child) as TerraformResource).moveFromId(from);
}
`;
}
