import type { Report } from "../findings/finding.js";
import type { Context } from "../schema/context.js";
import type { RolePlan } from "./role.js";

const roleWithoutPermissions = (): Report => ({
  code: "ROLE_WITHOUT_PERMISSIONS",
  severity: "warning",
  message: "This role allows nothing, so AWS denies every request that is made with it.",
  fix: "Add grants: [dynamodb.read(table.arn)], or remove the role.",
});

/** Warns of a new role for requests that may do nothing. A role for builds may need no permissions. */
export function withCheckedPermissions(context: Context, role: RolePlan): RolePlan {
  if (role.grants.length === 0 && role.managedPolicies.length === 0) context.report(roleWithoutPermissions());
  return role;
}
