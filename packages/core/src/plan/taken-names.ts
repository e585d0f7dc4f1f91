import type { Report } from "../findings/finding.js";
import { quoted } from "../findings/text.js";
import { toDisplayString } from "../placeholders/placeholder.js";
import type { Context } from "../schema/context.js";
import type { RolePlan } from "./role.js";

/** @param by the path of the role that has the name */
const duplicateRoleName = (name: string, by: string): Report => ({
  code: "DUPLICATE_ROLE_NAME",
  message: `The role name ${quoted(name)} is already used by ${by}.`,
  fix: 'Give one of the two roles another "name".',
  parameters: { name: toDisplayString(name), by },
});

/** @param by the path of the role whose policy has the name */
const duplicatePolicyName = (name: string, by: string): Report => ({
  code: "DUPLICATE_ROLE_NAME",
  message: `A managed policy of this role would be named ${quoted(name)}, like a policy of ${by}.`,
  fix: 'Give one of the two roles another "name".',
  parameters: { name: toDisplayString(name), by },
});

/** The names of roles and managed policies that a plan uses. To IAM, names that differ only in case are the same. */
export class TakenNames {
  /** Where roles are specified, by name in lower case. */
  private readonly roles = new Map<string, Context>();
  /** The same by the names of their policies. */
  private readonly policies = new Map<string, Context>();

  /** Takes the names of a role and its policies, and reports those that are already taken. */
  add(context: Context, role: RolePlan | undefined): void {
    if (role === undefined) return;
    const nameContext = context.property("name");
    const roleName = role.name.toLowerCase();
    const taken = this.roles.get(roleName);
    if (taken === undefined) this.roles.set(roleName, context);
    else nameContext.report(duplicateRoleName(role.name, taken.path));
    for (const { type, arguments: policy } of role.resources) {
      if (type !== "aws_iam_policy") continue;
      // A role "web" with a policy for "execute-api", and a role "web-execute" with a policy for "api".
      const policyName = policy.name.toLowerCase();
      const other = this.policies.get(policyName);
      if (other === undefined) this.policies.set(policyName, context);
      else if (taken === undefined) nameContext.report(duplicatePolicyName(policy.name, other.path));
    }
  }
}
