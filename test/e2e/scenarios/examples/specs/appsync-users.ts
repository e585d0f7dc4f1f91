import type { Scenario } from "../scenario.js";

const GUESTS = 'unauthenticated: { grants: [appsync.query(api, { fields: ["listPosts"] })] },';
const BY_TOKEN =
  'roleMappings: [{ identityProvider: `${userPool}:${userPoolClientId}`, type: "Token", ambiguousRoleResolution: "Deny" }],';
const NO_GUESTS = "// No guests.";

export const appsyncUsers: Scenario = {
  example: "appsync-users",
  stack: "users",
  unknown: {
    terraform: [
      "posts-attachment identity_pool_id",
      "posts-attachment roles",
      "posts-authenticated assume_role_policy",
      "posts-authenticated-policy role",
      "posts-principal-tag-0 identity_pool_id",
      "posts-unauthenticated assume_role_policy",
      "posts-unauthenticated-policy role",
    ],
    pulumi: [
      "posts-attachment identityPoolId",
      "posts-attachment roles.authenticated",
      "posts-attachment roles.unauthenticated",
      "posts-authenticated assumeRolePolicy.Statement.0.Condition.StringEquals.cognito-identity.amazonaws.com:aud",
      "posts-principal-tag-0 identityPoolId",
      "posts-unauthenticated assumeRolePolicy.Statement.0.Condition.StringEquals.cognito-identity.amazonaws.com:aud",
    ],
  },
  grant: {
    edits: [['fields: ["onCreatePost"]', 'fields: ["onCreatePost", "onUpdatePost"]']],
    updates: "aws_iam_role_policy",
    document: "roles.posts-authenticated.inlinePolicies.permissions",
  },
  changes: [
    {
      title: "the users' role comes to depend on their token, in place",
      edits: [["principalTags: [", `${BY_TOKEN} principalTags: [`]],
      planned: ["update aws_cognito_identity_pool_roles_attachment"],
      changed: [
        "identityPools.posts.mappings.cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI:1example23456789",
      ],
    },
    {
      title: "guests lose their role",
      edits: [[GUESTS, NO_GUESTS]],
      planned: [
        "delete aws_iam_role",
        "delete aws_iam_role_policy",
        "replace aws_cognito_identity_pool_roles_attachment",
      ],
      changed: ["identityPools.posts.roles.unauthenticated", "roles.posts-unauthenticated"],
    },
    {
      title: "guests get a role again",
      edits: [[NO_GUESTS, GUESTS]],
      planned: [
        "create aws_iam_role",
        "create aws_iam_role_policy",
        "replace aws_cognito_identity_pool_roles_attachment",
      ],
      changed: ["identityPools.posts.roles.unauthenticated", "roles.posts-unauthenticated"],
    },
    {
      title: "the users' role gives way to another of the same plan",
      edits: [[" authenticated: {", ' authenticated: { name: "posts-users",']],
      planned: [
        "replace aws_cognito_identity_pool_roles_attachment",
        "replace aws_iam_role",
        "replace aws_iam_role_policy",
      ],
      changed: ["identityPools.posts.roles.authenticated", "roles.posts-authenticated", "roles.posts-users"],
    },
  ],
};
