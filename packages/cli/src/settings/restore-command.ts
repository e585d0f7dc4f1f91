import { type Output, printable } from "../output.js";
import { parseCommandLine, UsageError } from "../usage.js";
import { storesOf } from "./stores-of.js";

export const RESTORE_USAGE = `amplify-roles settings restore --group <group> [--path /web/prod] [--region <region>]

Restores the deleted secret of a group within its recovery window, and prints how the next deploy takes it: without that,
the deploy fails because the name is in use.
`;

const OPTIONS = { group: { type: "string" }, path: { type: "string" }, region: { type: "string" } } as const;

/** @returns the exit code */
export async function restoreCommand(args: readonly string[], { out }: Output): Promise<number> {
  const { values: options, positionals } = parseCommandLine(args, OPTIONS, RESTORE_USAGE);
  const { group } = options;
  if (group === undefined || positionals.length > 0) throw new UsageError(`Expected --group.\n\n${RESTORE_USAGE}`);
  const stores = await storesOf(options);
  const secret = await stores.secret(group);
  if (secret === undefined) throw new UsageError(`There is no secret of the group ${group} under ${stores.path}.`);
  if (secret.deletedOn === undefined) {
    out(printable(`The secret of the group ${group} is not deleted.\n`));
    return 0;
  }
  const arn = await stores.restoreSecret(group);
  out(
    printable(`Restored ${arn}

Before the next deploy, with the secret's address in the plan:
  terraform import '<address of secret-${group}>' '${arn}'
  pulumi import aws:secretsmanager/secret:Secret '<name>-secret-${group}' '${arn}' --parent '<name>=<urn>'
`),
  );
  return 0;
}
