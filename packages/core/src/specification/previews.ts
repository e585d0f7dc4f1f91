import type { ComputeRoleSpec, ExistingRole } from "./role.js";

/**
 * What pull-request previews and auto-created branches run as. No branch of the specification is their own, so they have
 * the app's compute role. https://docs.aws.amazon.com/amplify/latest/userguide/amplify-SSR-compute-role.html
 */
export interface PreviewsSpec<Text = string, Bool = boolean, Num = number, ComputeRole = never> {
  /**
   * The app's compute role, for previews, auto-created branches and every branch without its own role: an object for a
   * new role, the ARN of an existing one, or `false` for none. Use it instead of the app's `computeRole` where branches
   * have roles of their own. Default: the app's `computeRole`.
   */
  readonly computeRole?: ComputeRoleSpec<Text, Bool, Num> | ExistingRole<Text> | ComputeRole | false;
  /**
   * Whether the repository is public, so that anybody can open a pull request. Amplify does not say. Default: unknown,
   * which is a warning where previews are on.
   * https://docs.aws.amazon.com/amplify/latest/userguide/pr-previews.html
   */
  readonly publicRepository?: boolean;
}
