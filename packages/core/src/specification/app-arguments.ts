import type { BranchStage } from "./branch-arguments.js";

/**
 * The settings of branches that Amplify creates by itself:
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/amplify_app#auto_branch_creation_config-block
 */
export interface AutoBranchCreationConfig<Text = string, Bool = boolean> {
  /** base64 of `user:password`. */
  readonly basicAuthCredentials?: Text;
  /** 1 to 25,000 characters of YAML. Default: the app's. */
  readonly buildSpec?: Text;
  /** Whether each push builds the branch. Default: false. */
  readonly enableAutoBuild?: Bool;
  /** Whether visitors have to write `basicAuthCredentials`. Default: false. */
  readonly enableBasicAuth?: Bool;
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
  /** Variables of the branches' builds, which override the app's. The same limits apply. */
  readonly environmentVariables?: Readonly<Record<string, Text>>;
  /** `Next.js - SSR`: at most 255 characters. */
  readonly framework?: Text;
  /** At most 20 characters. */
  readonly pullRequestEnvironmentName?: Text;
  /** What the branches are for. Default: none. */
  readonly stage?: BranchStage | Text;
}

/** A rewrite or a redirect: https://docs.aws.amazon.com/amplify/latest/userguide/redirects.html */
export interface CustomRule<Text = string> {
  /** A country code in angle brackets: `<US>`. */
  readonly condition?: Text;
  /** The requested path: `/docs/<*>`. 1 to 2,048 characters. */
  readonly source: Text;
  /** `200`, `301`, `302`, `404` or `404-200`. */
  readonly status?: Text;
  /** Where the request goes: `/index.html`. 1 to 2,048 characters. */
  readonly target: Text;
}

/** `WEB_COMPUTE` hosts server-rendered apps. `WEB_DYNAMIC` is its predecessor. `WEB` hosts static files. */
export type Platform = "WEB_COMPUTE" | "WEB_DYNAMIC" | "WEB";

/**
 * The arguments of the AWS provider's `aws_amplify_app`, in camelCase. `Text`, `Bool` and `Num` are what a tool accepts
 * for a string, a boolean and a number.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/amplify_app
 */
export interface AmplifyAppArguments<Text = string, Bool = boolean> {
  /** 1 to 255 characters. */
  readonly name: Text;
  /** A personal access token of the Git provider. AWS never returns it, so an import plans an update. */
  readonly accessToken?: Text;
  /**
   * The settings of branches that Amplify creates by itself. Default: what the app has in AWS.
   * https://docs.aws.amazon.com/amplify/latest/APIReference/API_AutoBranchCreationConfig.html
   */
  readonly autoBranchCreationConfig?: AutoBranchCreationConfig<Text, Bool>;
  /** Names of branches that Amplify creates by itself: `["feature/*"]`. Default: what the app has in AWS. */
  readonly autoBranchCreationPatterns?: readonly Text[];
  /** base64 of `user:password`. */
  readonly basicAuthCredentials?: Text;
  /**
   * 1 to 25,000 characters of YAML. Default: `amplify.yml` in the repository. If you remove it later, the provider keeps
   * the one in AWS, which takes precedence over `amplify.yml`: clear it with
   * `aws amplify update-app --app-id … --build-spec ""`.
   * https://docs.aws.amazon.com/amplify/latest/userguide/build-settings.html
   */
  readonly buildSpec?: Text;
  /** `AMPLIFY_MANAGED` or `AMPLIFY_MANAGED_NO_COOKIES`. */
  readonly cacheConfig?: { readonly type: Text };
  /**
   * At most 25,000 characters of YAML. If you remove it later, the provider keeps the headers in AWS.
   * https://docs.aws.amazon.com/amplify/latest/userguide/custom-headers.html
   */
  readonly customHeaders?: Text;
  /** Rewrites and redirects, the provider's `custom_rule` blocks, in order. */
  readonly customRules?: readonly CustomRule<Text>[];
  /** At most 1,000 characters. If you remove it later, the provider replaces the app. */
  readonly description?: Text;
  /**
   * Whether Amplify creates a branch for each new branch of the repository that matches `autoBranchCreationPatterns`.
   * Default: false.
   * https://docs.aws.amazon.com/amplify/latest/userguide/pattern-based-feature-branch-deployments.html
   */
  readonly enableAutoBranchCreation?: Bool;
  /** Whether visitors of all branches have to write `basicAuthCredentials`. Default: false. */
  readonly enableBasicAuth?: Bool;
  /** Whether each push builds its branch. Default: false. A branch's `enableAutoBuild` is true by default. */
  readonly enableBranchAutoBuild?: Bool;
  /** Whether a branch that is deleted in the repository is disconnected from the app. Default: false. */
  readonly enableBranchAutoDeletion?: Bool;
  /**
   * Variables of builds. The running server does not see them. Names have at most 255 characters and do not start with
   * `AWS`; values have at most 5,500 characters.
   * https://docs.aws.amazon.com/amplify/latest/userguide/environment-variables.html
   */
  readonly environmentVariables?: Readonly<Record<string, Text>>;
  /** `STANDARD_8GB`, `LARGE_16GB` or `XLARGE_72GB`. Requires version 6 of the AWS provider. */
  readonly jobConfig?: { readonly buildComputeType?: Text };
  /** At most 1,000 characters. AWS never returns it. */
  readonly oauthToken?: Text;
  /** Default: `WEB_COMPUTE`. */
  readonly platform?: Platform | Text;
  /** `https://github.com/acme/web`. */
  readonly repository?: Text;
  /** At most 50 tags of the app. */
  readonly tags?: Readonly<Record<string, Text>>;
}
