import type { AmplifyAppArguments, AmplifyBranchArguments } from "./provider-arguments.js";
import type { ComputeRoleSpec, DeploymentSpec, IdentityPoolSpec, RoleSpec, ServiceRoleSpec } from "./role.js";

/** What all roles of an app have unless a role says otherwise. */
export type RoleDefaults<Text = string, Bool = boolean, Num = number> = Pick<
  RoleSpec<Text, Bool, Num>,
  | "path"
  | "permissionsBoundary"
  | "maxSessionDuration"
  | "forceDetachPolicies"
  | "tags"
  | "policyType"
  | "exclusivePolicies"
> & {
  /** What the roles' names begin with. Default: the app's name. */
  readonly namePrefix?: Text;
  /**
   * For how many seconds after its creation a compute role is not given to the app or the branch: IAM takes a while to
   * let Amplify assume a new role, and what updates an app, or makes a branch, does not ask again. 0 to 300, default 10.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
   */
  readonly propagationSeconds?: number;
};

/** A branch, with the provider's arguments of `aws_amplify_branch`. */
export interface BranchSpec<Text = string, Bool = boolean, Num = number> extends AmplifyBranchArguments<Text, Bool> {
  /**
   * The branch's own role in place of the app's, or the ARN of one that exists. Terraform's `aws_amplify_branch` cannot
   * set it: such a branch is created as `AWS::Amplify::Branch` through Cloud Control.
   */
  readonly computeRole?: ComputeRoleSpec<Text, Bool, Num> | Text;
  /** Build specification of this branch alone. Through Cloud Control only. */
  readonly buildSpec?: Text;
  /**
   * What carries the branch: `amplify` is `aws_amplify_branch`, `cloudControl` is `AWS::Amplify::Branch`. Going from
   * one to the other replaces the branch, so a branch that is to get its own role later can be `cloudControl` from the
   * start. Default: `cloudControl` with a compute role of its own, `amplify` without.
   */
  readonly managedBy?: "amplify" | "cloudControl";
  /** Whether the branch exists already and is imported. Default: true where the app has an `importId`. */
  readonly import?: boolean;
  /** Its part of resource and role names. Default: its name, with `-` for what does not fit. */
  readonly id?: string;
}

/**
 * An SSR app on Amplify Hosting with its roles and branches.
 *
 * `Text`, `Flag` and `Count` are what a tool takes for text, true or false, and numbers: plain values here, `Input`s in
 * Pulumi.
 */
export interface AmplifySsrAppSpec<Text = string, Bool = boolean, Num = number>
  extends AmplifyAppArguments<Text, Bool>,
    DeploymentSpec<Text> {
  /**
   * Id of an app that exists (`d123456789`): it is imported, with its branches, and updated in place. Say everything that
   * it has: what is left out is taken away, and without a description that it has, the provider replaces it.
   */
  readonly importId?: string;
  /**
   * Default: a new role that may write the app's SSR logs. The ARN of one that exists; `false` for none. Going from a
   * role to `false` replaces the app, which is the provider's doing.
   */
  readonly serviceRole?: ServiceRoleSpec<Text, Bool, Num> | Text | false;
  /** The role of every branch without its own, or the ARN of one that exists. Default: none. */
  readonly computeRole?: ComputeRoleSpec<Text, Bool, Num> | Text;
  /** The roles of the identity pool that the app's users sign in to. Default: none. */
  readonly identityPool?: IdentityPoolSpec<Text, Bool, Num>;
  /** What the created roles share. */
  readonly roles?: RoleDefaults<Text, Bool, Num>;
  /** By branch name. */
  readonly branches?: Readonly<Record<string, BranchSpec<Text, Bool, Num>>>;
}
