/**
 * What a branch is for, which the console shows. `NONE`: no stage, which only `aws_amplify_branch` accepts.
 * https://docs.aws.amazon.com/amplify/latest/APIReference/API_CreateBranch.html
 */
export type BranchStage = "PRODUCTION" | "BETA" | "DEVELOPMENT" | "EXPERIMENTAL" | "PULL_REQUEST" | "NONE";

/**
 * The arguments of the AWS provider's `aws_amplify_branch`, in camelCase.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/amplify_branch
 */
export interface AmplifyBranchArguments<Text = string, Bool = boolean> {
  /** Default: what Amplify sets when a backend is connected, which stays as it is. */
  readonly backendEnvironmentArn?: Text;
  /**
   * base64 of `user:password`. They have no effect without `enableBasicAuth`. On a branch with its own compute role both
   * can neither be changed nor removed: Cloud Control cannot read them back. A plan that tries is an error (in Pulumi with
   * an engine that has resource hooks, 3.182 or newer); `aws amplify update-branch` changes them.
   */
  readonly basicAuthCredentials?: Text;
  /** At most 1,000 characters. */
  readonly description?: Text;
  /** At most 255 characters. Default: the branch's name. */
  readonly displayName?: Text;
  /**
   * Whether each push builds the branch. Default: true, which the provider sets. On a branch with its own compute role, which
   * Cloud Control creates: what AWS sets.
   */
  readonly enableAutoBuild?: Bool;
  /** Whether visitors have to write `basicAuthCredentials`. Default: false. */
  readonly enableBasicAuth?: Bool;
  /** Marks the branch for notifications, which an EventBridge rule has to send (`notificationRule`). Default: false. */
  readonly enableNotification?: Bool;
  /**
   * Keeps content in the cache longer, so that changes take up to 10 minutes to appear. Default: false.
   * https://docs.aws.amazon.com/amplify/latest/APIReference/API_CreateBranch.html
   */
  readonly enablePerformanceMode?: Bool;
  /**
   * Whether pull requests to the branch get previews. Default: false.
   * https://docs.aws.amazon.com/amplify/latest/userguide/pr-previews.html
   */
  readonly enablePullRequestPreview?: Bool;
  /** Requires version 6 of the AWS provider, or Cloud Control. */
  readonly enableSkewProtection?: Bool;
  /** Variables of this branch's builds, which override the app's. The same limits apply. */
  readonly environmentVariables?: Readonly<Record<string, Text>>;
  /**
   * `Next.js - SSR`: at most 255 characters. Default: what Amplify sets at the first build, which stays as it is.
   * https://docs.aws.amazon.com/amplify/latest/userguide/ssr-supported-features.html
   */
  readonly framework?: Text;
  /** At most 20 characters. */
  readonly pullRequestEnvironmentName?: Text;
  /** What the branch is for. Default: none. */
  readonly stage?: BranchStage | Text;
  /** At most 50 tags of the branch. */
  readonly tags?: Readonly<Record<string, Text>>;
  /** How many seconds content is cached for: a string of digits. */
  readonly ttl?: Text;
}
