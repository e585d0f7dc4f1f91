import type { CodeExplanation } from "./code-explanation.js";

/**
 * Codes of findings in policies that are named after the checks of IAM Access Analyzer, and related ones:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
 */
export const policyCodes = {
  IGNORE_WITHOUT_FINDING: {
    cause:
      "A comment, or a `--config` file of the command `amplify-roles lint`, ignores a code, but there is no such finding. It was corrected, or the code is misspelled.",
    fix: "Remove the ignore, or correct its code.",
  },
  EMPTY_SID_VALUE: { cause: "The Sid of a statement is an empty string.", fix: "Write a name, or remove the Sid." },
  UNIQUE_SIDS_RECOMMENDED: {
    cause: "Two statements of a resource policy have the same Sid.",
    fix: "Give each statement its own Sid, or none.",
  },
  INVALID_ROLE_REFERENCE: {
    cause:
      "A principal is the id of a role (`AROA…`). IAM writes it in place of the ARN when the role has been deleted.",
    fix: "Write the ARN of the role, or remove the principal.",
  },
  INVALID_USER_REFERENCE: {
    cause:
      "A principal is the id of a user (`AIDA…`). IAM writes it in place of the ARN when the user has been deleted.",
    fix: "Write the ARN of the user, or remove the principal.",
  },
  UNSUPPORTED_WILDCARD_IN_PRINCIPAL: {
    cause: 'A part of a principal is a wildcard. IAM accepts only the principal `"*"` alone.',
    fix: "Name the principal, or name the account and write a condition on `aws:PrincipalArn`.",
  },
  ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL: {
    cause: 'A part of a principal of a trust policy is a wildcard. IAM accepts only the principal `"*"` alone.',
    fix: "Name the principal, or name the account and write a condition on `aws:PrincipalArn`.",
  },
  ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL: {
    cause: "A trust policy has `NotPrincipal`, which IAM refuses.",
    fix: "Write `Principal`, and name who assumes the role.",
  },
  DENY_WITH_NOTPRINCIPAL: {
    cause:
      "A Deny has `NotPrincipal`. With `*`, it denies nobody. It also denies a role or user that it lists, if the account of that role or user is not listed, or if it has a permissions boundary.",
    fix: 'Write `"Principal": "*"` and a condition on `aws:PrincipalArn`.',
  },
  FEDERATED_PRINCIPAL_NOT_SUPPORTED: {
    cause: "The policy of a resource names an identity provider. Only trust policies can.",
    fix: "Name the role that the users of the provider assume.",
  },
  RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL: {
    cause: "The policy of a resource allows a service to act for every AWS account: the confused deputy problem.",
    fix: "Add a condition on `aws:SourceArn` or `aws:SourceAccount`.",
  },
  RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL: {
    cause: "A service is allowed to act on a resource under a condition that does not say for which account it acts.",
    fix: "Add a condition on `aws:SourceArn` or `aws:SourceAccount`.",
  },
  UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL: {
    cause:
      "The condition key is about the account, organization or tags of a principal, which a service does not have. The condition is never true.",
    fix: "Write `aws:SourceArn`, `aws:SourceAccount` or `aws:SourceOrgID`.",
  },
  REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY: {
    cause:
      "A session of a role is a principal, and the role itself is one, too. Or a principal is listed twice, perhaps as the ID and as the ARN of an account.",
    fix: "Remove the session, or one of the two.",
  },
  MISMATCHED_ACTION_FOR_PRINCIPAL: {
    cause:
      "A principal cannot use the action: SAML providers assume roles with `sts:AssumeRoleWithSAML`, other identity providers with `sts:AssumeRoleWithWebIdentity`, accounts, roles and services with `sts:AssumeRole`.",
    fix: "Write the action that the message names.",
  },
  MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY: {
    cause:
      "IAM Roles Anywhere sets the source identity and the tags of a session, and the trust policy does not allow it.",
    fix: "Allow `sts:AssumeRole`, `sts:SetSourceIdentity` and `sts:TagSession`.",
  },
  MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL: {
    cause:
      "A role trusts an OpenID Connect provider, but no condition says whose tokens it accepts. Providers such as GitLab, CircleCI or a Kubernetes cluster sign tokens for many users.",
    fix: "Write conditions on the audience and the subject: `<provider>:aud`, `<provider>:sub`.",
  },
  MISSING_GITHUB_REPO_CONDITION_KEY: {
    cause:
      "A role trusts GitHub Actions, but no condition names a repository. Every repository on GitHub can assume the role.",
    fix: "Write a condition on `token.actions.githubusercontent.com:sub`.",
  },
  SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED: {
    cause:
      "A condition on the subject of GitHub Actions has a wildcard, so several repositories, branches or environments can assume the role.",
    fix: "Name the repository and the branch, or the environment.",
  },
  WILDCARD_USAGE_TOO_PERMISSIVE: {
    cause:
      "A condition on the subject of an identity provider matches every subject, such as `*` or `repo:*`, or every service account of a Kubernetes cluster or of a namespace.",
    fix: "Name the subject, or at least its owner.",
  },
  VARIABLE_USAGE_TOO_PERMISSIVE: {
    cause:
      "A condition compares the subject of an identity provider with a policy variable. Its value comes from the request itself, so the condition is always true.",
    fix: "Write the subject itself.",
  },
  CONFIRM_AUDIENCE_CLAIM_TYPE: {
    cause: "`ForAllValues:` or `ForAnyValue:` compares the audience of a token, which usually has one value.",
    fix: "Write the operator without it, unless the provider writes several audiences.",
  },
  TRUST_EXTRA_PRINCIPAL: {
    cause: "The trust policy of a role for Amplify also trusts somebody else, who then has the permissions of the app.",
    fix: "Remove the principal, or give it a role of its own.",
  },
  MISSING_BRACE_IN_VARIABLE: { cause: "A policy variable has no closing brace.", fix: "Write `}` after its name." },
  MISSING_QUOTE_IN_VARIABLE: {
    cause: "The default of a policy variable is not in single quotes.",
    fix: "Write the default in single quotes: `${aws:PrincipalTag/team, 'company'}`.",
  },
  UNSUPPORTED_SPACE_IN_VARIABLE: { cause: "The name of a policy variable contains a space.", fix: "Remove the space." },
  EMPTY_VARIABLE: { cause: "A policy variable has no name: `${}`.", fix: "Write a name, or remove the variable." },
  UNKNOWN_VARIABLE: {
    cause: "AWS does not list the policy variable. IAM treats an unknown one as plain text, which matches nothing.",
    fix: "Write a condition key of the request: `${aws:username}`, `${aws:PrincipalTag/team}`, `${cognito-identity.amazonaws.com:sub}`.",
  },
  INVALID_VARIABLE_FOR_OPERATOR: {
    cause:
      "A numeric, date, Boolean, binary, address or `Null` operator compares with a policy variable, which IAM replaces only for string and ARN operators.",
    fix: "Write the value itself.",
  },
  VARIABLE_UNSUPPORTED_IN_ELEMENT: {
    cause: "A principal or a Sid contains a policy variable. IAM replaces variables in resources and conditions only.",
    fix: "Write the value itself.",
  },
  INVALID_ARN_REGION: {
    cause: "The region of an ARN does not exist, or belongs to another partition than the ARN.",
    fix: "Write the region that the message suggests, or correct the partition.",
  },
  INVALID_REGION: {
    cause: "A condition compares with a region that does not exist.",
    fix: "Write the region that the message suggests.",
  },
  SECRET_SUFFIX_MISSING: {
    cause:
      "The ARN of a secret ends in the end of its name, or in six letters that most likely are one. Secrets Manager adds a hyphen and six random characters.",
    fix: "Write the whole ARN, or `-??????` after the name.",
  },
  PARAMETER_PATH_WITHOUT_ITSELF: {
    cause:
      "`ssm:GetParametersByPath` is authorized on the path of the request, but the statement has only what is below the path.",
    fix: "Add the path itself: `parameter/app`, in addition to `parameter/app/*`.",
  },
  INFERENCE_PROFILE_WITHOUT_MODELS: {
    cause:
      "A request to an inference profile of Bedrock is authorized on the profile and on the model in each of its regions, but no statement allows the models.",
    fix: "Add the models: `arn:aws:bedrock:*::foundation-model/<model id>`.",
  },
  REDUNDANT_ACTION: {
    cause: "An action of a statement is contained in another one, such as `s3:GetObject` in `s3:Get*`.",
    fix: "Remove one of the two.",
  },
  REDUNDANT_RESOURCE: {
    cause: "A resource of a statement is contained in another one.",
    fix: "Remove one of the two.",
  },
  MISSING_TAG_KEY_IN_CONDITION: {
    cause: "A condition key about tags does not name a tag.",
    fix: "Write the key of the tag: `aws:ResourceTag/team`.",
  },
  UNSUPPORTED_GLOBAL_CONDITION_KEY: {
    cause: "AWS no longer supports the condition key `aws:ARN`.",
    fix: "Write `aws:PrincipalArn` or `aws:SourceArn`.",
  },
  ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE: {
    cause:
      "A statement allows actions under a condition on tags that AWS does not list for them. Without the key, the condition is never true, and the actions are not allowed.",
    fix: "Move them to a separate statement without the condition.",
  },
  DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE: {
    cause: "A statement denies actions under a condition on tags that AWS does not list for them.",
    fix: "Move them to a separate statement without the condition.",
  },
  ALLOW_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE: {
    cause: "`NotAction` with a condition on tags does not allow the actions that do not support the key.",
    fix: "List the actions.",
  },
  DENY_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE: {
    cause: "`NotAction` with a condition on tags does not deny the actions that do not support the key.",
    fix: "List the actions.",
  },
  DUPLICATE_KEYS_WITH_DIFFERENT_CASE: {
    cause: "A condition has the same key twice, in different case. Condition keys are not case-sensitive.",
    fix: "Merge the two.",
  },
  MISSING_PAIRED_CONDITION_KEYS: {
    cause: "`aws:VpcSourceIp` is a private address, which is unique only in its VPC.",
    fix: "Add a condition on `aws:SourceVpc`.",
  },
  IRRELEVANT_CONDITION_KEY_IN_POLICY: {
    cause: "The condition key is the same in every request to the resource of the policy.",
    fix: "Remove the condition, or write it in the policy of a role.",
  },
  NULL_WITH_IF_EXISTS: {
    cause: "`Null` tests whether a key exists. IAM refuses `NullIfExists`.",
    fix: "Write `Null`.",
  },
  NULL_WITH_QUALIFIER: {
    cause: "`ForAllValues:Null` is always true, and `ForAnyValue:Null` is always false.",
    fix: "Write `Null`, or another operator.",
  },
  STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS: {
    cause:
      "A string operator compares an ARN with a pattern. Its wildcards also match the colons between the parts of an ARN, so the pattern matches more than expected.",
    fix: "Write `ArnLike`.",
  },
  INVALID_CONDITION_DATA_TYPE: {
    cause: "The values of a condition are of several JSON types.",
    fix: "Write all of them as strings.",
  },
  TYPE_MISMATCH_STRING: {
    cause:
      "A string operator compares with a number. A number in JSON has no leading zeros, so the value may be another one than expected.",
    fix: "Write the value in quotes.",
  },
  INVALID_CONDITION_MULTIPLE_BOOLEAN: {
    cause: "A Boolean operator compares with several values.",
    fix: 'Write `"true"` or `"false"`.',
  },
  REDUNDANT_CONDITION_VALUE_NUM: {
    cause: "A numeric operator compares with several numbers, of which only the least or the greatest has an effect.",
    fix: "Write that number only.",
  },
  PRIVATE_IP_ADDRESS: {
    cause:
      "All values for `aws:SourceIp` are private addresses. The key is a public address, so the condition is never true.",
    fix: "Write public addresses. For private ones, write `aws:VpcSourceIp`.",
  },
  PRIVATE_NOTIPADDRESS: {
    cause:
      "All values for `aws:SourceIp` are private addresses. The key is a public address, so the negated condition is always true.",
    fix: "Write public addresses. For private ones, write `aws:VpcSourceIp`.",
  },
  PRIVATE_IP_ADDRESS_SUBSET: {
    cause: "Some values for `aws:SourceIp` are private addresses, which have no effect.",
    fix: "Remove them. For private addresses, write `aws:VpcSourceIp`.",
  },
  PRIVATE_NOTIPADDRESS_SUBSET: {
    cause: "Some values for `aws:SourceIp` in a negated condition are private addresses, which have no effect.",
    fix: "Remove them. For private addresses, write `aws:VpcSourceIp`.",
  },
  IMPROVE_IP_RANGE: {
    cause: "A range of addresses has bits after its mask, which IAM ignores.",
    fix: "Write the range that the message shows.",
  },
  INVALID_VPC_FORMAT: {
    cause: "The value for `aws:SourceVpc` is not the id of a VPC.",
    fix: "Write `vpc-` and 8 or 17 letters and digits.",
  },
  INVALID_VPCE_FORMAT: {
    cause: "The value for `aws:SourceVpce` is not the id of a VPC endpoint.",
    fix: "Write `vpce-` and 8 or 17 letters and digits.",
  },
  INVALID_KMS_KEY_VALUE: {
    cause: "A condition compares the ARN of a KMS key with something else, such as an alias or an id.",
    fix: "Write the ARN of the key.",
  },
  PASS_ROLE_WITH_NOTRESOURCE: {
    cause:
      "A statement allows `iam:PassRole` with `NotResource`. Whoever has it can hand any role, also an administrator's, to a service.",
    fix: "Write the ARN of the role, and a condition on `iam:PassedToService`.",
  },
  PASS_ROLE_WITH_STAR_IN_ACTION_AND_NOTRESOURCE: {
    cause:
      "A statement allows `iam:PassRole` by a wildcard in an action, with `NotResource`. Whoever has it can hand any role, also an administrator's, to a service.",
    fix: "Write the ARN of the role, and a condition on `iam:PassedToService`.",
  },
  PASS_ROLE_WITH_NOTACTION_AND_NOTRESOURCE: {
    cause:
      "A statement allows `iam:PassRole` by `NotAction`, with `NotResource`. Whoever has it can hand any role, also an administrator's, to a service.",
    fix: "Write the ARN of the role, and a condition on `iam:PassedToService`.",
  },
  PASS_ROLE_WITH_STAR_IN_RESOURCE: {
    cause:
      "A statement allows `iam:PassRole` on all roles. Whoever has it can hand any role, also an administrator's, to a service.",
    fix: "Write the ARN of the role, and a condition on `iam:PassedToService`.",
  },
  PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE: {
    cause:
      "A statement allows `iam:PassRole` by a wildcard in an action, on all roles. Whoever has it can hand any role, also an administrator's, to a service.",
    fix: "Write the ARN of the role, and a condition on `iam:PassedToService`.",
  },
  PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOTACTION: {
    cause:
      "A statement allows `iam:PassRole` by `NotAction`, on all roles. Whoever has it can hand any role, also an administrator's, to a service.",
    fix: "Write the ARN of the role, and a condition on `iam:PassedToService`.",
  },
  CREATE_SLR_WITH_NOTRESOURCE: {
    cause:
      "A statement allows `iam:CreateServiceLinkedRole` with `NotResource`, so the role of any service can be created.",
    fix: "Write the ARN of the role, or a condition on `iam:AWSServiceName`.",
  },
  CREATE_SLR_WITH_STAR_IN_ACTION_AND_NOTRESOURCE: {
    cause:
      "A statement allows `iam:CreateServiceLinkedRole` by a wildcard in an action, with `NotResource`, so the role of any service can be created.",
    fix: "Write the ARN of the role, or a condition on `iam:AWSServiceName`.",
  },
  CREATE_SLR_WITH_NOTACTION_AND_NOTRESOURCE: {
    cause:
      "A statement allows `iam:CreateServiceLinkedRole` by `NotAction`, with `NotResource`, so the role of any service can be created.",
    fix: "Write the ARN of the role, or a condition on `iam:AWSServiceName`.",
  },
  CREATE_SLR_WITH_STAR_IN_RESOURCE: {
    cause: "A statement allows `iam:CreateServiceLinkedRole` on all roles, so the role of any service can be created.",
    fix: "Write the ARN of the role, or a condition on `iam:AWSServiceName`.",
  },
  CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE: {
    cause:
      "A statement allows `iam:CreateServiceLinkedRole` by a wildcard in an action, on all roles, so the role of any service can be created.",
    fix: "Write the ARN of the role, or a condition on `iam:AWSServiceName`.",
  },
  CREATE_SLR_WITH_STAR_IN_RESOURCE_AND_NOTACTION: {
    cause:
      "A statement allows `iam:CreateServiceLinkedRole` by `NotAction`, on all roles, so the role of any service can be created.",
    fix: "Write the ARN of the role, or a condition on `iam:AWSServiceName`.",
  },
} satisfies Record<string, CodeExplanation>;
