/** What an example is given, and what has to come of it. A new example fails until it is listed. */
interface Expected {
  /** CDKTF: how many resources of each type, by stack. */
  readonly stacks: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** CDKTF: the ids of what is imported, over all stacks. */
  readonly imports?: readonly string[];
  readonly pulumi: readonly PulumiRun[];
  /** Whether it has write-only arguments, which the oldest `@pulumi/aws` that the package takes has not. */
  readonly writesOnly?: true;
}

interface PulumiRun {
  readonly title: string;
  readonly config: Readonly<Record<string, string>>;
  /** How many custom resources of each type. */
  readonly resources: Readonly<Record<string, number>>;
  readonly imports?: readonly string[];
  /** What it says, next to Pulumi's own messages. */
  readonly logs?: readonly RegExp[];
  /** The codes of the warnings that it logs. */
  readonly warnings?: readonly string[];
  readonly outputs: readonly string[];
}

export const expected: Readonly<Record<string, Expected>> = {
  "new-app": {
    stacks: {
      web: {
        aws_amplify_app: 1,
        aws_amplify_webhook: 1,
        aws_cloudcontrolapi_resource: 2,
        aws_cloudwatch_log_group: 1,
        aws_dynamodb_table: 1,
        aws_iam_role: 3,
        aws_iam_role_policy: 3,
        aws_iam_role_policy_attachment: 1,
        aws_kms_key: 1,
        aws_s3_bucket: 1,
        aws_s3_bucket_public_access_block: 1,
        aws_secretsmanager_secret: 1,
        aws_secretsmanager_secret_version: 1,
        aws_ssm_parameter: 2,
        // Count 0: what keeps basic auth as it was created, of a branch without it.
        terraform_data: 2,
      },
    },
    pulumi: [
      {
        title: "as it is",
        config: { githubToken: "token", databasePassword: "password", apiToken: "api-token" },
        resources: {
          "aws:amplify/app:App": 1,
          "aws:amplify/webhook:Webhook": 1,
          "aws:cloudcontrol/resource:Resource": 2,
          "aws:cloudwatch/logGroup:LogGroup": 1,
          "aws:dynamodb/table:Table": 1,
          "aws:iam/role:Role": 3,
          "aws:iam/rolePolicy:RolePolicy": 3,
          "aws:iam/rolePolicyAttachment:RolePolicyAttachment": 1,
          "aws:kms/key:Key": 1,
          "aws:s3/bucket:Bucket": 1,
          "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": 1,
          "aws:secretsmanager/secret:Secret": 1,
          "aws:secretsmanager/secretVersion:SecretVersion": 1,
          "aws:ssm/parameter:Parameter": 2,
        },
        outputs: ["appId", "lastAssumed", "webhookUrl"],
      },
    ],
  },
  "existing-app-logs": {
    stacks: {
      logs: { aws_cloudwatch_log_group: 1, aws_iam_role: 1, aws_iam_role_policy: 1 },
      "take-over": { aws_amplify_app: 1, aws_amplify_branch: 1 },
    },
    imports: ["d1a2b3c4d5e6f7", "d1a2b3c4d5e6f7/main"],
    pulumi: [
      {
        title: "the role alone",
        config: { appId: "d9z8y7x6w5v4u3" },
        resources: {
          "aws:cloudwatch/logGroup:LogGroup": 1,
          "aws:iam/role:Role": 1,
          "aws:iam/rolePolicy:RolePolicy": 1,
        },
        outputs: ["attach"],
      },
      {
        title: "taking the app over",
        config: { takeOver: "true" },
        resources: {
          "aws:amplify/app:App": 1,
          "aws:amplify/branch:Branch": 1,
          "aws:cloudwatch/logGroup:LogGroup": 1,
          "aws:iam/role:Role": 1,
          "aws:iam/rolePolicy:RolePolicy": 1,
        },
        imports: ["d1a2b3c4d5e6f7", "d1a2b3c4d5e6f7/main"],
        warnings: ["IMPORT_KEEPS", "IMPORT_KEEPS", "IMPORT_KEEPS"],
        outputs: ["attach"],
      },
    ],
  },
  "keys-to-roles": {
    stacks: {
      roles: { aws_iam_policy: 3, aws_iam_role: 2, aws_iam_role_policy: 1, aws_iam_role_policy_attachment: 3 },
    },
    pulumi: [
      {
        title: "as it is",
        config: {},
        resources: {
          "aws:iam/policy:Policy": 3,
          "aws:iam/role:Role": 2,
          "aws:iam/rolePolicy:RolePolicy": 1,
          "aws:iam/rolePolicyAttachment:RolePolicyAttachment": 3,
        },
        outputs: ["attachApp", "attachMain", "lastAssumedApp", "lastAssumedMain"],
      },
    ],
  },
  "private-bucket": {
    stacks: {
      gallery: {
        aws_amplify_app: 1,
        aws_amplify_branch: 1,
        aws_cloudwatch_log_group: 1,
        aws_iam_role: 2,
        aws_iam_role_policy: 2,
        aws_s3_bucket: 1,
        aws_s3_bucket_ownership_controls: 1,
        aws_s3_bucket_public_access_block: 1,
        aws_secretsmanager_secret: 1,
        aws_ssm_parameter: 1,
      },
    },
    pulumi: [
      {
        title: "as it is",
        config: { githubToken: "token" },
        resources: {
          "aws:amplify/app:App": 1,
          "aws:amplify/branch:Branch": 1,
          "aws:cloudwatch/logGroup:LogGroup": 1,
          "aws:iam/role:Role": 2,
          "aws:iam/rolePolicy:RolePolicy": 2,
          "aws:s3/bucket:Bucket": 1,
          "aws:s3/bucketOwnershipControls:BucketOwnershipControls": 1,
          "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": 1,
          "aws:secretsmanager/secret:Secret": 1,
          "aws:ssm/parameter:Parameter": 1,
        },
        logs: [/^Settings in \/gallery\/prod: 1 secret/],
        outputs: ["bucketName", "domain", "lastAssumed"],
      },
    ],
  },
  "container-settings": {
    writesOnly: true,
    stacks: {
      papyrus: {
        aws_amplify_app: 1,
        aws_amplify_branch: 1,
        aws_cloudwatch_log_group: 2,
        aws_ecr_repository: 1,
        aws_ecs_task_definition: 1,
        aws_iam_role: 4,
        aws_iam_role_policy: 3,
        aws_iam_role_policy_attachment: 1,
        aws_secretsmanager_secret: 3,
        aws_ssm_parameter: 6,
      },
    },
    pulumi: [
      {
        title: "as it is",
        config: { githubToken: "token" },
        resources: {
          "aws:amplify/app:App": 1,
          "aws:amplify/branch:Branch": 1,
          "aws:cloudwatch/logGroup:LogGroup": 2,
          "aws:ecr/repository:Repository": 1,
          "aws:ecs/taskDefinition:TaskDefinition": 1,
          "aws:iam/role:Role": 4,
          "aws:iam/rolePolicy:RolePolicy": 3,
          "aws:iam/rolePolicyAttachment:RolePolicyAttachment": 1,
          "aws:secretsmanager/secret:Secret": 3,
          "aws:ssm/parameter:Parameter": 6,
        },
        logs: [/^Settings in \/papyrus\/prd: 3 secrets, 6 standard parameters\. They cost 1\.20 USD per month/],
        outputs: [
          "auth0CallbackUrls",
          "auth0LogoutUrls",
          "auth0Origins",
          "buildCommand",
          "lastAssumed",
          "repositoryUrl",
          "taskDefinition",
        ],
      },
    ],
  },
  "appsync-users": {
    stacks: {
      users: {
        aws_cognito_identity_pool: 1,
        aws_cognito_identity_pool_provider_principal_tag: 1,
        aws_cognito_identity_pool_roles_attachment: 1,
        aws_iam_role: 2,
        aws_iam_role_policy: 2,
      },
    },
    pulumi: [
      {
        title: "as it is",
        config: {
          userPoolId: "eu-west-1_AbCdEfGhI",
          userPoolClientId: "1example23456789",
          apiId: "abcdefghijklmnopqrstuvwxyz",
          documentsBucket: "acme-documents",
        },
        resources: {
          "aws:cognito/identityPool:IdentityPool": 1,
          "aws:cognito/identityPoolProviderPrincipalTag:IdentityPoolProviderPrincipalTag": 1,
          "aws:cognito/identityPoolRoleAttachment:IdentityPoolRoleAttachment": 1,
          "aws:iam/role:Role": 2,
          "aws:iam/rolePolicy:RolePolicy": 2,
        },
        outputs: ["identityPoolId", "lastAssumed"],
      },
    ],
  },
};
