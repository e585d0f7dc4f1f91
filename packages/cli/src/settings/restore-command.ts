import { type Output, printable } from "../output.js";
import { parseCommandLine, UsageError } from "../usage.js";
import { documentOf } from "./declared.js";
import { importCommand } from "./import-command.js";
import { storesOf } from "./stores-of.js";

export const RESTORE_USAGE = `amplify-roles settings restore --group <group> [--path /web/prod] [--region <region>] [--program <file>]

Restores the deleted secret of a group within its recovery window, and prints how to import it before the next deploy: without that,
the deploy fails because the name is in use.

  --program   what has the group again, so that the command is complete: cdktf.out, terraform show -json of a plan,
              pulumi preview --json, pulumi stack export
`;

const OPTIONS = {
  group: { type: "string" },
  path: { type: "string" },
  region: { type: "string" },
  program: { type: "string" },
} as const;

/** @returns the exit code */
export async function restoreCommand(args: readonly string[], { out }: Output): Promise<number> {
  const { values: options, positionals } = parseCommandLine(args, OPTIONS, RESTORE_USAGE);
  const { group } = options;
  if (group === undefined || positionals.length > 0) throw new UsageError(`Expected --group.\n\n${RESTORE_USAGE}`);
  const document = options.program === undefined ? undefined : documentOf(options.program);
  const stores = await storesOf(options);
  const secret = await stores.secret(group);
  if (secret === undefined) throw new UsageError(`There is no secret of the group ${group} under ${stores.path}.`);
  const isDeleted = secret.deletedOn !== undefined;
  if (!isDeleted) out(printable(`The secret of the group ${group} is not deleted.\n`));
  if (!isDeleted && document === undefined) return 0;
  const arn = isDeleted ? await stores.restoreSecret(group) : secret.arn;
  if (isDeleted) out(printable(`Restored ${arn}\n`));
  const found = importCommand(document, stores.path, group, arn);
  const where = found?.folder === undefined ? "" : `, in the folder of the stack ${found.folder}`;
  out(
    printable(`
Before the next deploy${where}:
${found === undefined ? withoutProgram(group, arn) : `  ${found.command}`}
`),
  );
  return 0;
}

const withoutProgram = (group: string, arn: string) => `  terraform import '<address of secret-${group}>' '${arn}'
  pulumi import aws:secretsmanager/secret:Secret '<name>-secret-${group}' '${arn}' --parent '<name>=<urn>' --generate-code=false --protect=false
With --program cdktf.out, or what \`pulumi stack export\` wrote, this command prints the complete commands.`;
