import type { AmplifyBranchArguments } from "./branch-arguments.js";
import type { ComputeRoleSpec, ExistingRole } from "./role.js";

/** A branch of an app. */
export interface BranchSpec<Text = string, Bool = boolean, Num = number, ComputeRole = never>
  extends AmplifyBranchArguments<Text, Bool> {
  /**
   * The branch's own role, used instead of the app's: an object for a new role, an existing one or its ARN, or an `AmplifyComputeRole`. Terraform's
   * `aws_amplify_branch` cannot set it, so the branch is created as `AWS::Amplify::Branch` through Cloud Control. Default:
   * the app's compute role.
   */
  readonly computeRole?: ComputeRoleSpec<Text, Bool, Num> | ExistingRole<Text> | ComputeRole;
  /** The build specification of this branch only. Requires `managedBy: "cloudControl"`. Default: the app's. */
  readonly buildSpec?: Text;
  /**
   * The resource that the branch is created as: `amplify` is `aws_amplify_branch`, `cloudControl` is
   * `AWS::Amplify::Branch`. A later change replaces the branch, so choose `cloudControl` from the start for a branch that
   * will get its own role. Default: `cloudControl` if the branch has its own compute role, otherwise `amplify`.
   */
  readonly managedBy?: "amplify" | "cloudControl";
  /**
   * Whether an EventBridge rule sends the branch's events to an SNS topic. `enableNotification` alone does not. Default:
   * unknown, which is a warning with `enableNotification`.
   * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/amplify_branch#notifications
   */
  readonly notificationRule?: boolean;
  /** Imports the branch, which must exist. Default: true if the app has an `importId`. */
  readonly import?: boolean;
  /**
   * The branch's part of the names of resources and roles. Default: the branch's name, with hyphens for the characters
   * that names cannot have.
   */
  readonly id?: string;
}
