import type { cloudwatch, iam } from "@pulumi/aws";
import type { Output } from "@pulumi/pulumi";

/** A role and what belongs to it. */
export interface AmplifyRole {
  readonly role: iam.Role;
  /** One inline policy, or a customer-managed one for each service; none where the role may do nothing. */
  readonly policies: readonly (iam.Policy | iam.RolePolicy)[];
  readonly attachments: readonly iam.RolePolicyAttachment[];
  /** Of a service role whose logs are kept for a given time. */
  readonly logGroup: cloudwatch.LogGroup | undefined;
  /** Composed of its name: known in a preview, before the role exists. It does not make what uses it wait for the role. */
  readonly arn: Output<string>;
  /** The AWS CLI call that attaches it to an app that is managed elsewhere; for roles made alone, with an `appId`. */
  readonly attachCommand: Output<string> | undefined;
  /** The AWS CLI call that shows when it was assumed, and under which session name (CloudTrail, last 90 days). */
  readonly lastAssumedCommand: Output<string>;
}

/** A role that a specification may have left out, or named as one that exists. */
export function created(role: AmplifyRole | undefined, otherwise: string): AmplifyRole {
  if (role === undefined) throw new Error(`${otherwise}: its specification leaves it out, or names one that exists.`);
  return role;
}
