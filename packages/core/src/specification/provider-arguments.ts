/**
 * The arguments of the provider's resources that a specification passes on, in the AWS provider's words, in camelCase.
 * `Text`, `Flag` and `Count` are what a tool takes for text, true or false, and numbers.
 */

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/amplify_app#auto_branch_creation_config-block */
export interface AutoBranchCreationConfig<Text = string, Bool = boolean> {
  /** base64 of `user:password`. */
  readonly basicAuthCredentials?: Text;
  readonly buildSpec?: Text;
  readonly enableAutoBuild?: Bool;
  readonly enableBasicAuth?: Bool;
  readonly enablePerformanceMode?: Bool;
  readonly enablePullRequestPreview?: Bool;
  readonly environmentVariables?: Readonly<Record<string, Text>>;
  readonly framework?: Text;
  readonly pullRequestEnvironmentName?: Text;
  readonly stage?: BranchStage | Text;
}

/** A rewrite or redirect: https://docs.aws.amazon.com/amplify/latest/userguide/redirects.html */
export interface CustomRule<Text = string> {
  readonly condition?: Text;
  readonly source: Text;
  /** `200`, `301`, `302`, `404`, `404-200`. */
  readonly status?: Text;
  readonly target: Text;
}

export type BranchStage = "PRODUCTION" | "BETA" | "DEVELOPMENT" | "EXPERIMENTAL" | "PULL_REQUEST" | "NONE";

/** `WEB_COMPUTE` serves server-rendered apps; `WEB_DYNAMIC` did before it; `WEB` serves static files. */
export type Platform = "WEB_COMPUTE" | "WEB_DYNAMIC" | "WEB";

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/amplify_app */
export interface AmplifyAppArguments<Text = string, Bool = boolean> {
  /** 1 to 255 characters. */
  readonly name: Text;
  /** Personal access token of the Git provider. AWS never gives it back, so an import shows an update. */
  readonly accessToken?: Text;
  readonly autoBranchCreationConfig?: AutoBranchCreationConfig<Text, Bool>;
  readonly autoBranchCreationPatterns?: readonly Text[];
  /** base64 of `user:password`. */
  readonly basicAuthCredentials?: Text;
  /** https://docs.aws.amazon.com/amplify/latest/userguide/build-settings.html */
  readonly buildSpec?: Text;
  readonly cacheConfig?: { readonly type: Text };
  readonly customHeaders?: Text;
  /** The provider's `custom_rule` blocks. */
  readonly customRules?: readonly CustomRule<Text>[];
  /** Clearing it later replaces the app: that is the provider's doing. */
  readonly description?: Text;
  readonly enableAutoBranchCreation?: Bool;
  readonly enableBasicAuth?: Bool;
  readonly enableBranchAutoBuild?: Bool;
  readonly enableBranchAutoDeletion?: Bool;
  /** Seen by builds only, not by the running server. Values: 5,500 characters at most; no name begins with `AWS`. */
  readonly environmentVariables?: Readonly<Record<string, Text>>;
  /** From AWS provider 6 on. */
  readonly jobConfig?: { readonly buildComputeType?: Text };
  readonly oauthToken?: Text;
  /** Default: `WEB_COMPUTE`. */
  readonly platform?: Platform | Text;
  /** `https://github.com/acme/web`. */
  readonly repository?: Text;
  readonly tags?: Readonly<Record<string, Text>>;
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/amplify_branch */
export interface AmplifyBranchArguments<Text = string, Bool = boolean> {
  readonly backendEnvironmentArn?: Text;
  /**
   * base64 of `user:password`. On a branch with its own compute role they can be set only when it is created: Cloud
   * Control cannot read them back, and refuses a later change.
   */
  readonly basicAuthCredentials?: Text;
  readonly description?: Text;
  readonly displayName?: Text;
  readonly enableAutoBuild?: Bool;
  readonly enableBasicAuth?: Bool;
  readonly enableNotification?: Bool;
  readonly enablePerformanceMode?: Bool;
  readonly enablePullRequestPreview?: Bool;
  /** From AWS provider 6 on, and through Cloud Control. */
  readonly enableSkewProtection?: Bool;
  readonly environmentVariables?: Readonly<Record<string, Text>>;
  readonly framework?: Text;
  readonly pullRequestEnvironmentName?: Text;
  readonly stage?: BranchStage | Text;
  readonly tags?: Readonly<Record<string, Text>>;
  /** Seconds that content is cached for. */
  readonly ttl?: Text;
}

/** A rule that chooses a role by a claim of the user's token; of an identity provider's rules the first one that fits. */
export interface RoleMappingRule<Text = string> {
  readonly claim: Text;
  readonly matchType: "Equals" | "Contains" | "StartsWith" | "NotEqual" | Text;
  /** 1 to 128 characters. */
  readonly value: Text;
  readonly roleArn: Text;
}

/**
 * How users of one identity provider get a role other than the pool's:
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cognito_identity_pool_roles_attachment
 */
export interface RoleMapping<Text = string> {
  /** `cognito-idp.<region>.amazonaws.com/<user pool id>:<client id>`. */
  readonly identityProvider: Text;
  /** `Token`: by the claims `cognito:roles` and `cognito:preferred_role`. `Rules`: by `mappingRules`. */
  readonly type: "Token" | "Rules" | Text;
  /** What users get for whom there is no one role. */
  readonly ambiguousRoleResolution: "AuthenticatedRole" | "Deny" | Text;
  /** 1 to 25 rules, in order; with the type `Rules`, and only then. */
  readonly mappingRules?: readonly RoleMappingRule<Text>[];
}
