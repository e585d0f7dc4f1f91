import type { PlannedResourceType } from "@amplify-roles/core/adapter";

/** Pulumi's types, by what Terraform and the core call them. */
export const RESOURCE_TYPES: Readonly<Record<string, PlannedResourceType>> = {
  "aws:iam/role:Role": "aws_iam_role",
  "aws:iam/rolePolicy:RolePolicy": "aws_iam_role_policy",
  "aws:iam/policy:Policy": "aws_iam_policy",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "aws_iam_role_policy_attachment",
  "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive": "aws_iam_role_policies_exclusive",
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": "aws_iam_role_policy_attachments_exclusive",
  "aws:cloudwatch/logGroup:LogGroup": "aws_cloudwatch_log_group",
  "aws:amplify/app:App": "aws_amplify_app",
  "aws:amplify/branch:Branch": "aws_amplify_branch",
  "aws:cognito/identityPoolRoleAttachment:IdentityPoolRoleAttachment": "aws_cognito_identity_pool_roles_attachment",
  "aws:cognito/identityPoolProviderPrincipalTag:IdentityPoolProviderPrincipalTag":
    "aws_cognito_identity_pool_provider_principal_tag",
  "aws:ssm/parameter:Parameter": "aws_ssm_parameter",
  "aws:secretsmanager/secret:Secret": "aws_secretsmanager_secret",
  "aws:secretsmanager/secretVersion:SecretVersion": "aws_secretsmanager_secret_version",
  "aws:cloudcontrol/resource:Resource": "aws_cloudcontrolapi_resource",
};
