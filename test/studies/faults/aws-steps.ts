import type { Aws } from "../../e2e/aws/aws.js";
import { REGION } from "../../e2e/aws/environment.js";
import { signedLooking } from "../../e2e/aws/scope.js";
import type { ManualStep } from "./manual-steps.js";

/** What is typed with AWS's own tool, whichever tool deployed. */
export const AWS_STEPS: readonly ManualStep[] = [
  {
    typed: "aws amplify delete-branch --app-id <app> --branch-name <branch>",
    type: async ({ aws }, { printed }) => {
      const found = /The branch (\S+) already exists for the app (\w+)/.exec(printed);
      if (found === null) return false;
      await amplify(aws, "DELETE", branchPath(found[2], found[1]));
      return true;
    },
  },
  {
    typed: "aws amplify delete-app --app-id <the app that is not in the state>",
    type: async (program, { now, wanted }) => {
      if (Object.keys(now.apps).length <= Object.keys(wanted.apps).length) return false;
      const state = await program.project.state();
      const apps = program.aws.gateway.hosting.listApps(REGION).map(({ appId }) => String(appId));
      const surplus = apps.filter((app) => !state.includes(app));
      for (const app of surplus) await amplify(program.aws, "DELETE", `/apps/${app}`);
      return surplus.length > 0;
    },
  },
  {
    typed: "aws amplify update-branch --app-id <app> --branch-name <branch> --compute-role-arn <role>",
    type: async ({ aws }, { now, wanted }) => {
      for (const { name, appId } of aws.gateway.hosting.listApps(REGION)) {
        for (const [branch, { computeRoleArn }] of Object.entries(wanted.apps[String(name)]?.branches ?? {})) {
          const found = now.apps[String(name)]?.branches[branch];
          if (found === undefined || found.computeRoleArn === computeRoleArn) continue;
          await amplify(aws, "POST", branchPath(appId, branch), { computeRoleArn });
          return true;
        }
      }
      return false;
    },
  },
];

const branchPath = (app: unknown, branch = "") => `/apps/${app}/branches/${encodeURIComponent(branch)}`;

/** The call that an `aws amplify …` makes. */
async function amplify(aws: Aws, method: string, path: string, body?: object): Promise<void> {
  const answer = await fetch(`${aws.gateway.url}${path}`, {
    method,
    headers: {
      authorization: signedLooking({ service: "amplify", region: REGION }),
      "content-type": "application/json",
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
}
