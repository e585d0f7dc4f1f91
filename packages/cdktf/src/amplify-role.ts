import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";

/** A role and what belongs to it. */
export interface AmplifyRole {
  readonly role: IamRole;
  /** One inline policy, or a customer-managed one for each service; none where the role may do nothing. */
  readonly policies: readonly (IamPolicy | IamRolePolicy)[];
  readonly attachments: readonly IamRolePolicyAttachment[];
  /** Of a service role whose logs are kept for a given time. */
  readonly logGroup: CloudwatchLogGroup | undefined;
  /** Composed of its name: known at plan, before the role exists. It does not make what uses it wait for the role. */
  readonly arn: string;
  /** The AWS CLI call that attaches it to an app that is managed elsewhere; for roles made alone, with an `appId`. */
  readonly attachCommand: string | undefined;
  /** The AWS CLI call that shows when it was assumed, and under which session name (CloudTrail, last 90 days). */
  readonly lastAssumedCommand: string;
}

/** A role that a specification may have left out, or named as one that exists. */
export function created(role: AmplifyRole | undefined, otherwise: string): AmplifyRole {
  if (role === undefined) throw new Error(`${otherwise}: its specification leaves it out, or names one that exists.`);
  return role;
}
