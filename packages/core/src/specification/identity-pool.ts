import type { ExistingRole, RoleSpec } from "./role.js";

/** A role of an identity pool. Its users call AWS from their browsers. */
export interface IdentityPoolRoleSpec<Text = string, Bool = boolean, Num = number>
  extends Omit<RoleSpec<Text, Bool, Num>, "confusedDeputyConditions"> {}

/**
 * Session tags from the token claims of one identity provider, for conditions on `aws:PrincipalTag/<key>`.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/attributes-for-access-control.html
 */
export interface PrincipalTags<Text = string, Bool = boolean> {
  /** The provider's name in the pool: `cognito-idp.<region>.amazonaws.com/<user pool id>`. 1 to 128 characters. */
  readonly identityProviderName: Text;
  /**
   * The claims by tag key: `{ tenant: "custom:tenant" }`. At most 50 tags, keys of 1 to 128 and claims of 1 to 256
   * characters. Default: the provider's default mapping.
   */
  readonly principalTags?: Readonly<Record<string, Text>>;
  /** Whether the provider's default mapping is used. Default: true without `principalTags`, false with them. */
  readonly useDefaults?: Bool;
}

/** Chooses a role by a claim of the user's token. The first rule of an identity provider that matches applies. */
export interface RoleMappingRule<Text = string> {
  /** The name of the claim: `custom:plan`. 1 to 64 characters. */
  readonly claim: Text;
  /**
   * How the claim is compared with `value`.
   * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_MappingRule.html
   */
  readonly matchType: "Equals" | "Contains" | "StartsWith" | "NotEqual" | Text;
  /** The claim's value. 1 to 128 characters. */
  readonly value: Text;
  /** The ARN of the role that the users get. It has to trust the identity pool. */
  readonly roleArn: Text;
}

/**
 * How users of one identity provider get another role than the pool's:
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cognito_identity_pool_roles_attachment
 */
export interface RoleMapping<Text = string> {
  /** `cognito-idp.<region>.amazonaws.com/<user pool id>:<client id>`. 1 to 128 characters. */
  readonly identityProvider: Text;
  /** `Token` uses the claims `cognito:roles` and `cognito:preferred_role`. `Rules` uses `mappingRules`. */
  readonly type: "Token" | "Rules" | Text;
  /** What users get if no role, or more than one, applies to them. */
  readonly ambiguousRoleResolution: "AuthenticatedRole" | "Deny" | Text;
  /** 1 to 25 rules, in order. Required for the type `Rules`, not allowed for `Token`. */
  readonly mappingRules?: readonly RoleMappingRule<Text>[];
}

/**
 * The roles of a Cognito identity pool, whose users call AWS directly, for example AppSync. A pool has one role for each
 * type of user and a single attachment of both, so the roles are specified together.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html
 */
export interface IdentityPoolSpec<Text = string, Bool = boolean, Num = number> {
  /** `eu-west-1:12345678-1234-1234-1234-123456789012`. */
  readonly identityPoolId: Text;
  /**
   * The role of signed-in users: an object for a new role, or the ARN of an existing one. At least one of the two roles
   * is required.
   */
  readonly authenticated?: IdentityPoolRoleSpec<Text, Bool, Num> | ExistingRole<Text>;
  /**
   * The role of guests: an object for a new role, or the ARN of an existing one. Cognito limits the sessions of guests to
   * some services, whatever the role allows.
   */
  readonly unauthenticated?: IdentityPoolRoleSpec<Text, Bool, Num> | ExistingRole<Text>;
  /**
   * The session tags that Cognito sets, and the permission to set them: for one identity provider, or for several under
   * names of your own (`{ users: …, partners: … }`). In an array they are told apart by their position: if you remove
   * one, both tools write the tags of the ones after it again and then remove the old ones. Default: none.
   */
  readonly principalTags?: readonly PrincipalTags<Text, Bool>[] | Readonly<Record<string, PrincipalTags<Text, Bool>>>;
  /** At most 10, one for each identity provider. Default: none. */
  readonly roleMappings?: readonly RoleMapping<Text>[];
}
