import { DeletePolicyCommand, DeleteRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { ADMINISTRATOR, clientOf } from "../../e2e/aws/session.js";
import { ran } from "../../e2e/project/processes.js";
import type { Remedy } from "./by-hand.js";
import type { PulumiProgram } from "./pulumi.js";
import { type Taken, takenBy } from "./taken.js";

/** What cannot be made, by the resource's name. Every error is told beneath the one that it is of: `aws:iam:Role (site-service-role):`. */
const takenIn = (printed: string): readonly (Taken & { readonly name: string })[] =>
  [...printed.matchAll(/^ {2}aws:\S+ \((.+?)\):\n {4}error: (.*)$/gm)].flatMap(([, name = "", error = ""]) => {
    const taken = takenBy(error);
    return taken === undefined ? [] : [{ ...taken, name }];
  });

/** What is typed where Pulumi says one thing, whatever else it says. */
const whereItSays = (
  says: string,
  words: string,
  type: (program: PulumiProgram) => Promise<unknown>,
): Remedy<PulumiProgram> => ({
  words,
  type: async (program, { printed }) => {
    if (!printed.includes(says)) return false;
    await type(program);
    return true;
  },
});

/** From what Pulumi prints to what is typed. */
export const PULUMI_REMEDIES: readonly Remedy<PulumiProgram>[] = [
  whereItSays("the stack is currently locked", "pulumi cancel --yes", ({ stack }) => stack.command("cancel", "--yes")),
  // What lies beside a state in a folder is not written at once, and was still empty when Pulumi was killed.
  whereItSays("failed to load checkpoint: EOF", "rm .pulumi/stacks/<project>/<stack>.json.attrs", ({ stack }) =>
    stack.forgetAttributes(),
  ),
  {
    words:
      "pulumi import <type> <name> <id> --parent <name of the app>=<its URN> --generate-code=false --protect=false",
    type: async (program, { printed }) => {
      const taken = takenIn(printed);
      if (taken.length === 0) return false;
      const resources = await program.stack.exportState();
      const found = taken.find(({ name }) => !resources.some(({ urn }) => urn.endsWith(`::${name}`)));
      if (found === undefined) return false;
      const app = resources.find(({ type }) => type.endsWith(":AmplifySsrApp"));
      const parent = `--parent=${app?.urn.split("::").at(-1)}=${app?.urn}`;
      const options = [parent, "--generate-code=false", "--protect=false", "--yes", "--skip-preview"];
      const told = await ran(program.stack.command("import", found.type, found.name, found.id, ...options));
      return told.succeeded;
    },
  },
  {
    words: "aws iam delete-role --role-name <name>, aws iam delete-policy --policy-arn <ARN>",
    // What is to replace something of the state: as long as that is there, nothing can be imported in its place.
    type: async ({ aws }, { printed }) => {
      const found = takenIn(printed).find(({ type }) => type.startsWith("aws:iam/"));
      if (found === undefined) return false;
      const iam = new IAMClient(clientOf(aws.gateway, ADMINISTRATOR));
      if (found.type === "aws:iam/role:Role") await iam.send(new DeleteRoleCommand({ RoleName: found.id }));
      else await iam.send(new DeletePolicyCommand({ PolicyArn: found.id }));
      return true;
    },
  },
  // What was made, and not read back, is to be updated, though nothing differs; an attachment knows no update.
  whereItSays("doesn't support update", "pulumi refresh --yes", ({ stack }) => stack.refresh()),
  {
    words: "pulumi refresh --clear-pending-creates --yes",
    type: async (program) => {
      if (!(await program.hasPendingOperations())) return false;
      await program.stack.command("refresh", "--clear-pending-creates", "--yes", "--skip-preview");
      return true;
    },
  },
];
