import { expect } from "vitest";
import type { Aws } from "../../aws/aws.js";
import { REGION } from "../../aws/environment.js";

/**
 * Does what a command of the AWS CLI does that attaches a role to an app or a branch, or takes it away:
 * `aws amplify update-branch --region eu-west-1 --app-id d1 --branch-name main --compute-role-arn arn:…`.
 */
export async function attach({ gateway: { hosting } }: Aws, command: string): Promise<void> {
  expect(command).toMatch(/^aws amplify update-(app|branch) /);
  const option = (name: string) => new RegExp(`--${name} (\\S+)`).exec(command)?.[1]?.replace('""', "");
  const [appId, branch] = [option("app-id") ?? "", option("branch-name")];
  const [serviceRole, computeRole] = [option("iam-service-role-arn"), option("compute-role-arn")];
  const settings = {
    ...(serviceRole === undefined ? {} : { iamServiceRoleArn: serviceRole }),
    ...(computeRole === undefined ? {} : { computeRoleArn: computeRole }),
  };
  if (branch === undefined) await hosting.updateApp(REGION, appId, settings);
  else await hosting.updateBranch(REGION, appId, branch, settings);
}
