import type { AmplifyAppArguments } from "./app-arguments.js";
import type { BranchSpec } from "./branch.js";
import type { DeploymentSpec } from "./deployment.js";
import type { IdentityPoolSpec } from "./identity-pool.js";
import type { PreviewsSpec } from "./previews.js";
import type { PropagationSpec } from "./propagation.js";
import type { ComputeRoleSpec, ExistingRole, RoleSpec, ServiceRoleSpec } from "./role.js";
import type { AppSettingsSpec } from "./settings.js";

/** The options that all roles of an app have, unless a role has its own. */
export type RoleDefaults<Text = string, Bool = boolean, Num = number> = Pick<
  RoleSpec<Text, Bool, Num>,
  | "path"
  | "permissionsBoundary"
  | "maxSessionDuration"
  | "forceDetachPolicies"
  | "tags"
  | "policyType"
  | "exclusivePolicies"
  | "maxManagedPolicies"
> &
  PropagationSpec & {
    /** The first part of the roles' names. Default: the app's name. */
    readonly namePrefix?: Text;
  };

/**
 * An SSR app on Amplify Hosting with its roles and branches.
 *
 * `Text`, `Bool` and `Num` are what a tool accepts for a string, a boolean and a number: plain values here, `Input`s in
 * Pulumi. `Branch` are the names of the branches, `ServiceRole` and
 * `ComputeRole` the tool's own objects of roles that several apps share.
 */
export interface AmplifySsrAppSpec<
  Text = string,
  Bool = boolean,
  Num = number,
  Branch extends string = string,
  ServiceRole = never,
  ComputeRole = never,
> extends AmplifyAppArguments<Text, Bool>,
    DeploymentSpec<Text> {
  /**
   * The id of an existing app (`d123456789`). The app and its branches are imported and updated in place. While it is
   * there, arguments that are left out stay as they are in AWS, and the warnings list what is kept and what is removed.
   * After you remove it, the next deploy removes what is still left out, except `buildSpec` and `customHeaders`, which the
   * provider always keeps. If the app has a description, write it before that, or the provider replaces the app. Default:
   * a new app.
   */
  readonly importId?: string;
  /**
   * Makes every plan that would destroy the app an error, and every plan that would destroy a branch or a log group that
   * is imported with it (`lifecycle.prevent_destroy` in Terraform, `protect` in Pulumi). To destroy the app, write `false`
   * and deploy once. Default: true with `importId`, otherwise false.
   */
  readonly preventDestroy?: boolean;
  /**
   * The role that Amplify builds the app with and writes its SSR logs with: an object for a new role, an
   * existing one or its ARN, an `AmplifyServiceRole`, or `false` for none. Default: a new role that may write the logs. A change from a role to `false`
   * replaces the app, because the provider cannot clear the role.
   */
  readonly serviceRole?: ServiceRoleSpec<Text, Bool, Num> | ExistingRole<Text> | ServiceRole | false;
  /**
   * The role that the server code runs as, on every branch without its own role, pull-request previews and auto-created
   * branches included: an object for a new role, an existing one or its ARN, or an `AmplifyComputeRole`, which several
   * apps can share. An app waits for a role that is given as an object, and not for one that is given by ARN. Default: none.
   */
  readonly computeRole?: ComputeRoleSpec<Text, Bool, Num> | ExistingRole<Text> | ComputeRole;
  /** What pull-request previews and auto-created branches run as. Default: the app's `computeRole`. */
  readonly previews?: PreviewsSpec<Text, Bool, Num, ComputeRole>;
  /** The roles of the Cognito identity pool that the app's users sign in to. Default: none. */
  readonly identityPool?: IdentityPoolSpec<Text, Bool, Num>;
  /**
   * Variables that the server code reads at run time, in Parameter Store and Secrets Manager, with the permission to read
   * them. The build specification has to pass `SETTINGS_PATH` on: `settings.buildCommand` is the command. Default: none.
   */
  readonly settings?: AppSettingsSpec<Text, Num>;
  /** The options that the app's new roles share. */
  readonly roles?: RoleDefaults<Text, Bool, Num>;
  /** The branches by their Git names: `{ main: { stage: "PRODUCTION" } }`. Default: none. */
  readonly branches?: Readonly<Record<Branch, BranchSpec<Text, Bool, Num, ComputeRole>>>;
}
