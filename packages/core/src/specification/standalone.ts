import type { DeploymentSpec } from "./deployment.js";
import type { IdentityPoolSpec } from "./identity-pool.js";
import type { PropagationSpec } from "./propagation.js";
import type { ComputeRoleSpec, ServiceRoleSpec } from "./role.js";

/** A service role for an app that is managed elsewhere. */
export interface AmplifyServiceRoleSpec<Text = string, Bool = boolean, Num = number>
  extends ServiceRoleSpec<Text, Bool, Num>,
    DeploymentSpec<Text> {
  /** The app whose logs the role writes: `d123456789`. Default: all apps of the account and region. */
  readonly appId?: Text;
}

/** A compute role for an app, or one of its branches, that is managed elsewhere. */
export interface AmplifyComputeRoleSpec<Text = string, Bool = boolean, Num = number>
  extends ComputeRoleSpec<Text, Bool, Num>,
    DeploymentSpec<Text>,
    PropagationSpec {
  /** The app that uses the role: `d123456789`. Gives the command that attaches the role. Default: no command. */
  readonly appId?: Text;
  /** The branch that uses the role, 1 to 255 characters. Requires `appId`. Default: all branches without their own role. */
  readonly branchName?: Text;
}

/** The roles of an identity pool, with or without an app. */
export interface AmplifyIdentityPoolRoleSpec<Text = string, Bool = boolean, Num = number>
  extends IdentityPoolSpec<Text, Bool, Num>,
    DeploymentSpec<Text> {}
