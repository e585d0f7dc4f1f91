import type { Aws } from "../support/aws.js";
import { madeInTheConsole } from "../support/console-app.js";
import type { Tool } from "../support/deployment.js";
import type { Edit } from "../support/edit.js";

/** What a person gives a program beside what `test/support/examples.ts` has for it. */
interface Given {
  /** By Terraform's names. */
  readonly values: Readonly<Record<string, string>>;
  readonly env?: NodeJS.ProcessEnv;
}

/** The life of one example, from its first deploy to its end. */
export interface Life {
  readonly example: string;
  /** The CDKTF stack. */
  readonly stack: string;
  /** Puts into AWS what is there before, and tells the program of it. */
  readonly before?: (aws: Aws) => Promise<Given>;
  /**
   * What is not known before the first deploy: what AWS makes up, and what is made of it. Terraform does not know a text
   * or a map as soon as it does not know a part of it, nor the id of a role that is to be; Pulumi's policies are data
   * until they are sent.
   */
  readonly unknown: { readonly terraform: readonly string[]; readonly pulumi: readonly string[] };
  /** What a person is to find in it. */
  readonly shown?: Readonly<Record<Tool, readonly RegExp[]>>;
  /** One grant changes: the edits, the one resource that is updated, and the one document that is another. */
  readonly grant: {
    readonly edits: readonly Edit[];
    readonly updates: "aws_iam_role_policy" | "aws_iam_policy";
    readonly document: string;
  };
  /** Outputs with the commands that attach a role to an app that is managed elsewhere, in the order to be run. */
  readonly attach?: readonly string[];
  /** What they change in the app. */
  readonly attached?: readonly string[];
  /** What AWS keeps for some days after the end. */
  readonly kept?: readonly string[];
}

export const LIVES: readonly Life[] = [
  {
    example: "new-app",
    stack: "web",
    unknown: {
      terraform: [
        "images-private bucket",
        "secret kms_key_id",
        "secret-value secret_id",
        "web-app compute_role_arn",
        "web-branch-feature-login desired_state",
        "web-branch-feature-login-compute-role-policy policy",
        "web-branch-feature-login-compute-role-policy role",
        "web-branch-main app_id",
        "web-compute-role-attached-AmazonS3ReadOnlyAccess role",
        "web-compute-role-policy policy",
        "web-compute-role-policy role",
        "web-service-role-log-group name",
        "web-service-role-policy policy",
        "web-service-role-policy role",
      ],
      pulumi: [
        "images-private bucket",
        "secret kmsKeyId",
        "secret-value secretId",
        "web-app computeRoleArn",
        "web-branch-feature-login desiredState",
        "web-branch-feature-login-compute-role-policy policy.Statement.0.Resource",
        "web-branch-feature-login-compute-role-policy policy.Statement.1.Resource",
        "web-branch-main appId",
        "web-compute-role-policy policy.Statement.0.Resource",
        "web-compute-role-policy policy.Statement.2.Resource.1",
        "web-compute-role-policy policy.Statement.3.Resource",
        "web-compute-role-policy policy.Statement.5.Resource",
        "web-compute-role-policy policy.Statement.6.Resource",
        "web-compute-role-policy policy.Statement.7.Resource",
        "web-compute-role-policy policy.Statement.8.Resource",
        "web-service-role-log-group name",
        "web-service-role-policy policy.Statement.0.Resource.0",
        "web-service-role-policy policy.Statement.0.Resource.1",
        "web-service-role-policy policy.Statement.1.Resource",
      ],
    },
    shown: {
      terraform: [
        /access_token +=? ?\(sensitive value\)/,
        /iam_service_role_arn += "arn:aws:iam::123456789012:role\/web-amplify-service"/,
      ],
      pulumi: [
        /accessToken *: \[secret\]/,
        /iamServiceRoleArn *: "arn:aws:iam::123456789012:role\/web-amplify-service"/,
        /"dynamodb:BatchGetItem"/,
      ],
    },
    grant: {
      edits: [['ssm.read({ path: "/web/prod" })', 'ssm.read({ path: "/web/next" })']],
      updates: "aws_iam_role_policy",
      document: "roles.web-amplify-compute.inlinePolicies.permissions",
    },
    kept: ["key Secrets of the app web", "secret web/prod"],
  },
  {
    example: "existing-app-logs",
    stack: "logs",
    before: async ({ gateway }) => {
      const id = await madeInTheConsole(gateway, "shop", "acme");
      return { values: { app_id: id }, env: { APP_ID: id } };
    },
    unknown: {
      terraform: ["service-role-role-policy role"],
      pulumi: [],
    },
    grant: {
      edits: [
        ["import { AmplifyServiceRole, AmplifySsrApp }", "import { AmplifyServiceRole, AmplifySsrApp, ssm }"],
        ['policyType: "inline",', 'policyType: "inline", grants: [ssm.read({ path: "/shop/build" })],'],
      ],
      updates: "aws_iam_role_policy",
      document: "roles.shop-amplify-service.inlinePolicies.permissions",
    },
    attach: ["attach"],
    attached: ["shop.settings.iamServiceRoleArn"],
  },
  {
    example: "keys-to-roles",
    stack: "roles",
    before: async ({ gateway }) => ({ values: { app_id: await madeInTheConsole(gateway, "my-app", "acme") } }),
    unknown: {
      terraform: [
        "app-role-role-policy-dynamodb-attachment policy_arn",
        "app-role-role-policy-dynamodb-attachment role",
        "app-role-role-policy-lambda-attachment policy_arn",
        "app-role-role-policy-lambda-attachment role",
        "app-role-role-policy-s3-attachment policy_arn",
        "app-role-role-policy-s3-attachment role",
        "main-role-role-policy role",
      ],
      pulumi: [
        "app-role-role-policy-dynamodb-attachment policyArn",
        "app-role-role-policy-lambda-attachment policyArn",
        "app-role-role-policy-s3-attachment policyArn",
      ],
    },
    grant: {
      edits: [['dynamodb.readWrite({ name: "dev-my-app-*" })', 'dynamodb.read({ name: "dev-my-app-*" })']],
      updates: "aws_iam_policy",
      document: "policies.my-app-compute-dev-dynamodb.document",
    },
    attach: ["attach_main", "attach_app"],
    attached: ["my-app.branches.main.computeRoleArn", "my-app.settings.computeRoleArn"],
  },
  {
    example: "private-bucket",
    stack: "gallery",
    unknown: {
      terraform: [
        "gallery-app compute_role_arn",
        "gallery-app environment_variables",
        "gallery-branch-main app_id",
        "gallery-compute-role-policy policy",
        "gallery-compute-role-policy role",
        "gallery-service-role-log-group name",
        "gallery-service-role-policy policy",
        "gallery-service-role-policy role",
        "images-owner bucket",
        "images-private bucket",
      ],
      pulumi: [
        "gallery-app computeRoleArn",
        "gallery-app environmentVariables.IMAGES_BUCKET",
        "gallery-branch-main appId",
        "gallery-compute-role-policy policy.Statement.0.Resource",
        "gallery-compute-role-policy policy.Statement.1.Resource",
        "gallery-compute-role-policy policy.Statement.2.Resource",
        "gallery-service-role-log-group name",
        "gallery-service-role-policy policy.Statement.0.Resource.0",
        "gallery-service-role-policy policy.Statement.0.Resource.1",
        "gallery-service-role-policy policy.Statement.1.Resource",
        "images-owner bucket",
        "images-private bucket",
      ],
    },
    grant: {
      edits: [['ssm.read({ path: "/gallery/prod" })', 'ssm.read({ path: "/gallery/next" })']],
      updates: "aws_iam_role_policy",
      document: "roles.gallery-amplify-compute.inlinePolicies.permissions",
    },
    kept: ["secret gallery/prod"],
  },
  {
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
  },
];
