import type { Grant } from "@amplify-roles/core";
import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";

/** A role, its policies and its log group. */
export interface AmplifyRole {
  /** The `aws_iam_role`, to refer to or to change. */
  readonly role: IamRole;
  /** One inline policy, or one customer managed policy per service. Empty if the role has no permissions. */
  readonly policies: readonly (IamPolicy | IamRolePolicy)[];
  /** One for each managed policy that is attached to the role. */
  readonly attachments: readonly IamRolePolicyAttachment[];
  /** The log group of a service role with `logs: { retentionInDays }`. */
  readonly logGroup: CloudwatchLogGroup | undefined;
  /** Composed of the role's name, so it is known at plan time. A resource that uses it does not wait for the role. */
  readonly arn: string;
  /** The AWS CLI command that attaches the role to an app that is managed elsewhere. Needs `appId`. */
  readonly attachCommand: string | undefined;
  /** The AWS CLI command that shows when the role was assumed, and its session name (CloudTrail, last 90 days). */
  readonly lastAssumedCommand: string;
  /**
   * Lets the role do more than its `grants` say: `web.computeRole.grant(dynamodb.read(table))`. The result is the same as if
   * the constructor had got the grants. Works until `app.synth()`.
   *
   * @throws SpecificationError with all errors in the grants, or if it is too late. The role is unchanged then.
   */
  grant(...grants: readonly Grant[]): void;
}

/** An `AmplifyServiceRole` or an `AmplifyComputeRole`, which several apps can share. */
export interface TypedAmplifyRole<Type extends "service" | "compute"> extends AmplifyRole {
  /** By which TypeScript tells the two apart. */
  readonly roleType: Type;
}

/**
 * A role that exists only if the specification asked for a new one.
 *
 * @param option the option that creates it: `computeRole`
 * @throws Error if it was not created
 */
export function createdRole(role: AmplifyRole | undefined, owner: string, option: string): AmplifyRole {
  if (role === undefined)
    throw new Error(
      `${owner} did not create this role: \`${option}\` is left out, false, or the ARN of an existing role.`,
    );
  return role;
}
