import { IAMClient, ListAttachedRolePoliciesCommand, ListRolePoliciesCommand } from "@aws-sdk/client-iam";
import { parameters } from "../../../aws/authorization/query.js";
import type { Aws } from "../../../aws/aws.js";
import { REGION } from "../../../aws/environment.js";
import { motoClient } from "../../../aws/moto-client.js";

/** The names of the roles that something live has. */
export function inUse({ gateway: { hosting } }: Aws): string[] {
  const arns = hosting.listApps(REGION).flatMap(({ appId, iamServiceRoleArn, computeRoleArn }) => {
    const branches = hosting.listBranches(REGION, String(appId));
    return [iamServiceRoleArn, computeRoleArn, ...branches.map((branch) => branch.computeRoleArn)];
  });
  return [...new Set(arns.filter(Boolean).map((arn) => String(arn).split("/").at(-1) ?? ""))].sort();
}

/** Gives the roles that were deleted, or lost their last policy, while they were in use. */
export async function bareWhileInUse(aws: Aws, command: () => Promise<unknown>): Promise<string[]> {
  const iam = new IAMClient(motoClient(aws.moto.url, REGION));
  const bare = new Set<string>();
  const stop = aws.gateway.intercept(async (request, next) => {
    const RoleName = parameters(request).get("RoleName") ?? "";
    if (/^(Delete|Detach)Role/.test(request.operation) && inUse(aws).includes(RoleName)) {
      const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
      const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
      const left = request.operation === "DeleteRole" ? 0 : PolicyNames.length + AttachedPolicies.length - 1;
      if (left === 0) bare.add(RoleName);
    }
    return next();
  });
  try {
    await command();
  } finally {
    stop();
  }
  return [...bare].sort();
}

/** The calls that made or removed an app or a branch since the record was last cleared. */
export const madeOrRemoved = ({ gateway: { calls } }: Aws): readonly string[] =>
  [...calls.actions("amplify"), ...calls.actions("cloudcontrolapi")].filter((action) =>
    /^(Create|Delete)(App|Branch|Resource)$/.test(action),
  );
