import {
  CloudWatchLogsClient,
  DeleteLogGroupCommand,
  paginateDescribeLogGroups,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  DeletePolicyCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  IAMClient,
  paginateGetAccountAuthorizationDetails,
} from "@aws-sdk/client-iam";
import type { Aws } from "../../e2e/aws/aws.js";
import { all, sourceOf } from "../../e2e/aws/snapshot/clients.js";

/**
 * Forgets what the program of the faults can make. It takes a tenth of the time of `aws.reset()`, for which moto loads
 * all of AWS's own policies again, and a matrix starts again some hundred times.
 */
export async function forget(aws: Aws): Promise<void> {
  const { client } = sourceOf(aws);
  const [iam, logs] = [new IAMClient(client), new CloudWatchLogsClient(client)];
  aws.gateway.reset();
  const roles = await all(
    paginateGetAccountAuthorizationDetails({ client: iam }, { Filter: ["Role"] }),
    (page) => page.RoleDetailList,
  );
  for (const { RoleName, RolePolicyList = [], AttachedManagedPolicies = [] } of roles) {
    for (const { PolicyName } of RolePolicyList) await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
    for (const { PolicyArn } of AttachedManagedPolicies)
      await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
    await iam.send(new DeleteRoleCommand({ RoleName }));
  }
  const pages = paginateGetAccountAuthorizationDetails({ client: iam }, { Filter: ["LocalManagedPolicy"] });
  for (const { Arn } of await all(pages, (page) => page.Policies))
    await iam.send(new DeletePolicyCommand({ PolicyArn: Arn }));
  const groups = await all(paginateDescribeLogGroups({ client: logs }, {}), (page) => page.logGroups);
  for (const { logGroupName } of groups) await logs.send(new DeleteLogGroupCommand({ logGroupName }));
}
