import { expect } from "vitest";
import type { Aws } from "../../aws/aws.js";
import { REGION } from "../../aws/environment.js";
import { run } from "../../project/processes.js";

/**
 * Does what a command of the AWS CLI does that attaches a role to an app or a branch, or takes it away:
 * `aws amplify update-branch --region eu-west-1 --app-id d1 --branch-name main --compute-role-arn arn:…`.
 */
export async function attach({ gateway: { hosting } }: Aws, command: string): Promise<void> {
  expect(command).toMatch(/^aws amplify update-(app|branch) /);
  const words = await wordsOf(command);
  const option = (name: string) => (words.includes(`--${name}`) ? words[words.indexOf(`--${name}`) + 1] : undefined);
  const [appId, branch] = [option("app-id") ?? "", option("branch-name")];
  const [serviceRole, computeRole] = [option("iam-service-role-arn"), option("compute-role-arn")];
  const settings = {
    ...(serviceRole === undefined ? {} : { iamServiceRoleArn: serviceRole }),
    ...(computeRole === undefined ? {} : { computeRoleArn: computeRole }),
  };
  if (branch === undefined) await hosting.updateApp(REGION, appId, settings);
  else await hosting.updateBranch(REGION, appId, branch, settings);
}

/** The words of a command, as a shell reads its quotes. */
async function wordsOf(command: string): Promise<readonly string[]> {
  const { stdout } = await run("sh", ["-c", command.replace(/^aws /, "printf '%s\\n' ")], { timeoutMs: 10_000 });
  return stdout.split("\n");
}
