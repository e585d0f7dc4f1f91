import { DeletePolicyCommand, DeleteRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { ADMINISTRATOR, clientOf } from "../../e2e/aws/session.js";
import { attempt } from "../../e2e/project/processes.js";
import type { PulumiProject } from "../../e2e/project/pulumi.js";
import type { ManualStep } from "./manual-steps.js";
import type { Program } from "./program.js";
import { type Taken, takenBy } from "./taken.js";

/** What cannot be created, by the resource's name. Each error follows the resource's line: `aws:iam:Role (site-service-role):`. */
const takenIn = (printed: string): readonly (Taken & { readonly name: string })[] =>
  [...printed.matchAll(/^ {2}aws:\S+ \((.+?)\):\n {4}error: (.*)$/gm)].flatMap(([, name = "", error = ""]) => {
    const taken = takenBy(error);
    return taken === undefined ? [] : [{ ...taken, name }];
  });

const pulumi = ({ project }: Program) => project as PulumiProject;

/** What is typed where Pulumi says one thing, whatever else it says. */
const whereItSays = (says: string, typed: string, type: (project: PulumiProject) => Promise<unknown>): ManualStep => ({
  typed,
  type: async (program, { printed }) => {
    if (!printed.includes(says)) return false;
    await type(pulumi(program));
    return true;
  },
});

/** From what Pulumi prints to what is typed. */
export const PULUMI_STEPS: readonly ManualStep[] = [
  whereItSays("the stack is currently locked", "pulumi cancel --yes", (project) => project.command("cancel", "--yes")),
  // The files next to a state are not written at once, and were still empty when Pulumi was killed.
  whereItSays("failed to load checkpoint: EOF", "rm .pulumi/stacks/<project>/<stack>.json.attrs", (project) =>
    project.forgetAttributes(),
  ),
  {
    typed:
      "pulumi import <type> <name> <id> --parent <name of the app>=<its URN> --generate-code=false --protect=false",
    type: async (program, { printed }) => {
      const taken = takenIn(printed);
      if (taken.length === 0) return false;
      const resources = await pulumi(program).resources();
      const found = taken.find(({ name }) => !resources.some(({ urn }) => urn.endsWith(`::${name}`)));
      if (found === undefined) return false;
      const app = resources.find(({ type }) => type.endsWith(":AmplifySsrApp"));
      const parent = `--parent=${app?.urn.split("::").at(-1)}=${app?.urn}`;
      const options = [parent, "--generate-code=false", "--protect=false", "--yes", "--skip-preview"];
      const result = await attempt(pulumi(program).command("import", found.type, found.name, found.id, ...options));
      return result.succeeded;
    },
  },
  {
    typed: "aws iam delete-role --role-name <name>, aws iam delete-policy --policy-arn <ARN>",
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
  whereItSays("doesn't support update", "pulumi refresh --yes", (project) => project.refresh()),
  {
    typed: "pulumi refresh --clear-pending-creates --yes",
    type: async (program) => {
      if (!(await pulumi(program).hasPendingOperations())) return false;
      await pulumi(program).command("refresh", "--clear-pending-creates", "--yes", "--skip-preview");
      return true;
    },
  },
];
