import { unusedIgnore } from "@amplify-roles/core/lint";
import { arnOf } from "../bad-input/rows.js";
import { bucket, queue, role } from "../fixtures/arns.js";
import { policy } from "../lint/fixtures.js";
import { federated, GITHUB, get, github, ofBucket, oidc, on, send, trusting } from "../lint/policies.js";
import { error, linted, type Messages, securityWarning, suggestion, warning } from "./row.js";

const denying = (NotPrincipal: unknown) => policy({ ...get, Effect: "Deny", NotPrincipal });
const CLUSTER = "oidc.eks.eu-west-1.amazonaws.com/id/AB12";
const pods = (sub: string) => federated({ StringLike: { [`${CLUSTER}:sub`]: sub } }, oidc(CLUSTER));

/** Codes that are named after the checks of IAM Access Analyzer, and related ones. */
export const accessAnalyzer: Messages = {
  IGNORE_WITHOUT_FINDING: [
    warning(
      () => [unusedIgnore("WILDCARD_RESOURCE", "ignores[0]")],
      'No finding has the code "WILDCARD_RESOURCE" here, so this ignores nothing.',
      "Remove it, or correct the code.",
      { code: "WILDCARD_RESOURCE" },
    ),
    warning(
      () => [unusedIgnore("WILDCARD_RESOURCES", "ignores[0]", "WILDCARD_RESOURCE")],
      'No finding has the code "WILDCARD_RESOURCES" here, so this ignores nothing.',
      'Did you mean "WILDCARD_RESOURCE"?',
      { code: "WILDCARD_RESOURCES", meant: "WILDCARD_RESOURCE" },
    ),
  ],
  EMPTY_SID_VALUE: [
    suggestion(
      linted(policy({ ...get, Sid: "" })),
      "The Sid is empty.",
      "Write a name for the statement, or remove the Sid.",
      {},
    ),
  ],
  UNIQUE_SIDS_RECOMMENDED: [
    warning(
      linted(ofBucket({ Sid: "Read" }, { Sid: "Read" })),
      'The Sid "Read" is already used by Statement[0].',
      "Give each statement of a policy its own Sid, or none.",
      { sid: "Read", first: "Statement[0]" },
    ),
  ],
  INVALID_ROLE_REFERENCE: [
    warning(
      linted(trusting({ AWS: "AROADBQP57FF2AEXAMPLE" })),
      'The principal "AROADBQP57FF2AEXAMPLE" is the id of a role, which IAM writes when the role has been deleted.',
      "Write the ARN of the role, or remove the principal.",
      { found: "AROADBQP57FF2AEXAMPLE" },
    ),
  ],
  INVALID_USER_REFERENCE: [
    warning(
      linted(trusting({ AWS: "AIDADBQP57FF2AEXAMPLE" })),
      'The principal "AIDADBQP57FF2AEXAMPLE" is the id of a user, which IAM writes when the user has been deleted.',
      "Write the ARN of the user, or remove the principal.",
      { found: "AIDADBQP57FF2AEXAMPLE" },
    ),
  ],
  UNSUPPORTED_WILDCARD_IN_PRINCIPAL: [
    error(
      linted(ofBucket({ Principal: { AWS: "arn:aws:iam::123456789012:user/*" } })),
      'The principal "arn:aws:iam::123456789012:user/*" has a wildcard, which IAM does not accept in a part of a principal.',
      'Name the principal. For several, name the account and write a condition: "ArnLike": { "aws:PrincipalArn": "<ARN>" }.',
      { found: "arn:aws:iam::123456789012:user/*" },
    ),
  ],
  ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL: [
    error(
      linted(trusting({ AWS: "arn:aws:iam::123456789012:role/app-*" })),
      'The principal "arn:aws:iam::123456789012:role/app-*" has a wildcard, which IAM does not accept in a part of a principal.',
      'Name the principal. For several, name the account and write a condition: "ArnLike": { "aws:PrincipalArn": "<ARN>" }.',
      { found: "arn:aws:iam::123456789012:role/app-*" },
    ),
  ],
  ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL: [
    error(
      linted(policy({ NotPrincipal: { AWS: "123456789012" }, Action: "sts:AssumeRole" })),
      'IAM does not accept "NotPrincipal" in a trust policy.',
      'Write "Principal", and name who assumes the role.',
      {},
    ),
  ],
  FEDERATED_PRINCIPAL_NOT_SUPPORTED: [
    error(
      linted(ofBucket({ Principal: { Federated: "cognito-identity.amazonaws.com" } })),
      'The identity provider "cognito-identity.amazonaws.com" can assume a role. It is not a principal of the policy of a resource.',
      'Write the ARN of the role that its users assume: { "AWS": "<role ARN>" }.',
      { found: "cognito-identity.amazonaws.com" },
    ),
  ],
  RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL: [
    securityWarning(
      linted(ofBucket({ Principal: { Service: "cloudfront.amazonaws.com" } })),
      '"cloudfront.amazonaws.com" may act on the resource for every AWS account.',
      'Add a condition: "ArnLike": { "aws:SourceArn": "<ARN>" }, or "StringEquals": { "aws:SourceAccount": "<account>" }.',
      { service: "cloudfront.amazonaws.com" },
    ),
  ],
  RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL: [
    suggestion(
      linted(
        ofBucket({
          Principal: { Service: "cloudfront.amazonaws.com" },
          Condition: { Bool: { "aws:SecureTransport": "true" } },
        }),
      ),
      'The condition on "aws:SecureTransport" does not say for which account "cloudfront.amazonaws.com" acts.',
      "Add a condition on aws:SourceArn or aws:SourceAccount.",
      { service: "cloudfront.amazonaws.com", key: "aws:SecureTransport" },
    ),
  ],
  UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL: [
    error(
      linted(
        ofBucket({
          Principal: { Service: "cloudfront.amazonaws.com" },
          Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
        }),
      ),
      'Requests of the service "cloudfront.amazonaws.com" do not include "aws:PrincipalOrgID", so the condition never holds.',
      "Write aws:SourceArn, aws:SourceAccount or aws:SourceOrgID.",
      { key: "aws:PrincipalOrgID", service: "cloudfront.amazonaws.com" },
    ),
  ],
  DENY_WITH_NOTPRINCIPAL: [
    securityWarning(
      linted(denying("*"), { type: "resource" }),
      'This statement denies nobody: "NotPrincipal" excludes everyone.',
      'Write "Principal": "*" and the condition "ArnNotEquals": { "aws:PrincipalArn": "<ARN>" }.',
      {},
    ),
    warning(
      linted(denying({ AWS: role }), { type: "resource" }),
      `"NotPrincipal" has "${role}" without its account, so this statement may deny it, too.`,
      'Write "Principal": "*" and the condition "ArnNotEquals": { "aws:PrincipalArn": "<ARN>" }.',
      { principal: role },
    ),
    suggestion(
      linted(denying({ AWS: [role, "123456789012"] }), { type: "resource" }),
      '"NotPrincipal" also denies the roles and users that it lists if they have a permissions boundary.',
      'Write "Principal": "*" and the condition "ArnNotEquals": { "aws:PrincipalArn": "<ARN>" }.',
      {},
    ),
  ],
  REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY: [
    suggestion(
      linted(trusting({ AWS: [role, role] })),
      `The principal "${role}" is listed twice.`,
      "Remove one of the two.",
      { principal: role, by: role },
    ),
    suggestion(
      linted(trusting({ AWS: ["123456789012", "arn:aws:iam::123456789012:root"] })),
      'The principal "arn:aws:iam::123456789012:root" is listed twice, also as "123456789012".',
      "Remove one of the two.",
      { principal: "arn:aws:iam::123456789012:root", by: "123456789012" },
    ),
    suggestion(
      linted(
        trusting({
          AWS: ["arn:aws:iam::123456789012:role/ci/deploy", "arn:aws:sts::123456789012:assumed-role/deploy/main"],
        }),
      ),
      'The session "arn:aws:sts::123456789012:assumed-role/deploy/main" is redundant: its role "arn:aws:iam::123456789012:role/ci/deploy" is a principal, too.',
      "Remove the session.",
      {
        session: "arn:aws:sts::123456789012:assumed-role/deploy/main",
        role: "arn:aws:iam::123456789012:role/ci/deploy",
      },
    ),
  ],
  MISMATCHED_ACTION_FOR_PRINCIPAL: [
    warning(
      linted(
        policy({
          Principal: { Service: "lambda.amazonaws.com", Federated: oidc("gitlab.com") },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "gitlab.com:sub": "project_path:acme/web:ref_type:branch:ref:main" } },
        }),
      ),
      'The principal "arn:aws:iam::123456789012:oidc-provider/gitlab.com" cannot assume a role with sts:AssumeRole.',
      'Add "sts:AssumeRoleWithWebIdentity", or write a statement of its own for the principal.',
      {
        action: "sts:AssumeRole",
        principal: "arn:aws:iam::123456789012:oidc-provider/gitlab.com",
        instead: "sts:AssumeRoleWithWebIdentity",
      },
    ),
    error(
      linted(trusting({ Federated: github })),
      'The principal "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" cannot assume a role with sts:AssumeRole.',
      'Write "sts:AssumeRoleWithWebIdentity".',
      {
        action: "sts:AssumeRole",
        principal: "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com",
        instead: "sts:AssumeRoleWithWebIdentity",
      },
    ),
  ],
  MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY: [
    error(
      linted(trusting({ Service: "rolesanywhere.amazonaws.com" })),
      "IAM Roles Anywhere needs sts:AssumeRole, sts:SetSourceIdentity and sts:TagSession to assume the role.",
      "Add sts:SetSourceIdentity and sts:TagSession.",
      { missing: ["sts:SetSourceIdentity", "sts:TagSession"] },
    ),
  ],
  MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL: [
    securityWarning(
      linted(federated({}, oidc("gitlab.com"))),
      'No condition says whose tokens of "gitlab.com" are accepted.',
      'Write "StringEquals": { "gitlab.com:aud": "<audience>", "gitlab.com:sub": "<subject>" }.',
      { provider: "gitlab.com" },
    ),
    securityWarning(
      linted(federated({ StringEquals: { "gitlab.com:aud": "https://gitlab.com" } }, oidc("gitlab.com"))),
      "No condition on gitlab.com:sub names a subject, so everyone with a token for that audience can assume the role.",
      'Write "StringEquals": { "gitlab.com:sub": "<subject>" }.',
      { provider: "gitlab.com" },
    ),
  ],
  MISSING_GITHUB_REPO_CONDITION_KEY: [
    securityWarning(
      linted(federated({ StringEquals: { [`${GITHUB}:repository`]: "acme/web" } })),
      'No condition on token.actions.githubusercontent.com:sub names a repository. IAM refuses a new trust policy that has only "token.actions.githubusercontent.com:repository".',
      'Add "StringLike": { "token.actions.githubusercontent.com:sub": "repo:<owner>/<repository>:*" }.',
      { provider: "token.actions.githubusercontent.com", key: "token.actions.githubusercontent.com:repository" },
    ),
    securityWarning(
      linted(federated({ StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" } })),
      "No condition on token.actions.githubusercontent.com:sub names a repository, so every repository on GitHub can assume the role.",
      'Write "StringEquals": { "token.actions.githubusercontent.com:sub": "repo:<owner>/<repository>:ref:refs/heads/<branch>" }.',
      { provider: "token.actions.githubusercontent.com" },
    ),
  ],
  SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED: [
    warning(
      linted(federated({ StringLike: { [`${GITHUB}:sub`]: "repo:acme/*" } })),
      '"repo:acme/*" matches several subjects of GitHub in "token.actions.githubusercontent.com:sub".',
      'Name the repository and the branch: "repo:<owner>/<repository>:ref:refs/heads/<branch>".',
      { found: "repo:acme/*", key: "token.actions.githubusercontent.com:sub" },
    ),
  ],
  WILDCARD_USAGE_TOO_PERMISSIVE: [
    securityWarning(
      linted(pods("system:serviceaccount:*")),
      '"system:serviceaccount:*" matches every service account of the cluster.',
      'Name it: "system:serviceaccount:<namespace>:<name>".',
      { found: "system:serviceaccount:*", key: `${CLUSTER}:sub` },
    ),
    warning(
      linted(pods("system:serviceaccount:web:*")),
      '"system:serviceaccount:web:*" matches every service account of its namespace.',
      'Name it: "system:serviceaccount:<namespace>:<name>".',
      { found: "system:serviceaccount:web:*", key: `${CLUSTER}:sub` },
    ),
    warning(
      linted(pods("system:serviceaccount:*:reader")),
      '"system:serviceaccount:*:reader" matches every service account with its name, in any namespace.',
      'Name it: "system:serviceaccount:<namespace>:<name>".',
      { found: "system:serviceaccount:*:reader", key: `${CLUSTER}:sub` },
    ),
    securityWarning(
      linted(federated({ StringLike: { "gitlab.com:sub": "project_path:*" } }, oidc("gitlab.com"))),
      '"project_path:*" matches the "gitlab.com:sub" of everyone.',
      "Name the owner, the group or the organization at least.",
      { found: "project_path:*", key: "gitlab.com:sub" },
    ),
    securityWarning(
      linted(federated({ StringLike: { [`${GITHUB}:sub`]: "repo:*" } })),
      '"repo:*" matches the "token.actions.githubusercontent.com:sub" of everyone.',
      'Name the owner at least: "repo:<owner>/<repository>:ref:refs/heads/<branch>".',
      { found: "repo:*", key: "token.actions.githubusercontent.com:sub" },
    ),
  ],
  VARIABLE_USAGE_TOO_PERMISSIVE: [
    securityWarning(
      linted(federated({ StringLike: { [`${GITHUB}:sub`]: `\${${GITHUB}:sub}` } })),
      'The policy variable in "${token.actions.githubusercontent.com:sub}" is replaced from the request itself, so "token.actions.githubusercontent.com:sub" always matches.',
      "Write the subject itself.",
      { found: "${token.actions.githubusercontent.com:sub}", key: "token.actions.githubusercontent.com:sub" },
    ),
  ],
  CONFIRM_AUDIENCE_CLAIM_TYPE: [
    suggestion(
      linted(
        federated(
          {
            "ForAnyValue:StringEquals": { "gitlab.com:aud": "https://gitlab.com" },
            StringEquals: { "gitlab.com:sub": "project_path:acme/web" },
          },
          oidc("gitlab.com"),
        ),
      ),
      'ForAnyValue:StringEquals is for several values, but a token usually has one "gitlab.com:aud".',
      'Write "StringEquals", unless the provider writes several audiences.',
      { operator: "ForAnyValue:StringEquals", key: "gitlab.com:aud" },
    ),
  ],
  TRUST_EXTRA_PRINCIPAL: [
    securityWarning(
      linted(trusting({ Service: "amplify.amazonaws.com", AWS: "123456789012" })),
      'In addition to Amplify, "123456789012" can assume the role.',
      "Remove the principal, or give it a role of its own.",
      { found: "123456789012" },
    ),
  ],
  MISSING_BRACE_IN_VARIABLE: [
    error(
      linted(policy({ ...get, Resource: `${bucket}/\${aws:username/*` })),
      'The policy variable "${aws:username/*" has no closing brace.',
      'Write "}" after its name.',
      { found: "${aws:username/*" },
    ),
  ],
  MISSING_QUOTE_IN_VARIABLE: [
    error(
      linted(policy({ ...get, Resource: `${bucket}/\${aws:PrincipalTag/team, company}/*` })),
      'The default of the policy variable "${aws:PrincipalTag/team, company}" is not in single quotes.',
      "Write the default in single quotes: \"${aws:PrincipalTag/team, 'company'}\".",
      { found: "${aws:PrincipalTag/team, company}" },
    ),
  ],
  UNSUPPORTED_SPACE_IN_VARIABLE: [
    error(
      linted(policy({ ...get, Resource: `${bucket}/\${aws: username}/*` })),
      'The name of the policy variable "${aws: username}" contains a space.',
      "Remove the space.",
      { found: "${aws: username}" },
    ),
  ],
  EMPTY_VARIABLE: [
    error(
      linted(policy({ ...get, Resource: `${bucket}/\${}/*` })),
      'The policy variable "${}" has no name.',
      'Write a name ("${aws:username}"), or remove the variable.',
      {},
    ),
  ],
  UNKNOWN_VARIABLE: [
    error(
      linted(policy({ ...get, Resource: `${bucket}/\${cognito-idntity.amazonaws.com:sub}/*` })),
      'AWS does not list the policy variable "${cognito-idntity.amazonaws.com:sub}". IAM treats an unknown one as plain text, which matches nothing.',
      'Did you mean "${cognito-identity.amazonaws.com:sub}"?',
      { found: "${cognito-idntity.amazonaws.com:sub}", meant: "cognito-identity.amazonaws.com:sub" },
    ),
    error(
      linted(policy({ ...get, Resource: `${bucket}/\${aws:usrname}/*` })),
      'AWS does not list the policy variable "${aws:usrname}". IAM treats an unknown one as plain text, which matches nothing.',
      'Did you mean "${aws:username}"?',
      { found: "${aws:usrname}", meant: "aws:username" },
    ),
    warning(
      linted(policy({ ...get, Resource: `${bucket}/\${aws:ColourOfTheMoonTonight}/*` })),
      'AWS does not list the policy variable "${aws:ColourOfTheMoonTonight}". IAM treats an unknown one as plain text, which matches nothing.',
      "Write a condition key of the request, or remove the variable.",
      { found: "${aws:ColourOfTheMoonTonight}" },
    ),
  ],
  INVALID_VARIABLE_FOR_OPERATOR: [
    error(
      linted(on({ Bool: { "aws:SecureTransport": "${aws:username}" } })),
      'Bool does not replace the policy variable in "${aws:username}".',
      "Write the value itself. Only string and ARN operators accept variables.",
      { found: "${aws:username}", operator: "Bool" },
    ),
  ],
  VARIABLE_UNSUPPORTED_IN_ELEMENT: [
    error(
      linted(trusting({ AWS: "arn:aws:iam::${aws:PrincipalAccount}:root" })),
      'IAM replaces policy variables in resources and conditions only, so "${aws:PrincipalAccount}" is plain text here.',
      "Write the value itself.",
      { found: "${aws:PrincipalAccount}" },
    ),
  ],
  INVALID_ARN_REGION: [
    error(
      linted(policy({ ...send, Resource: "arn:aws:sqs:cn-north-1:123456789012:orders" })),
      'The region "cn-north-1" is in the partition "aws-cn", so "arn:aws:sqs:cn-north-1:123456789012:orders" never matches.',
      'Write "arn:aws-cn:…", or a region of that partition.',
      { arn: "arn:aws:sqs:cn-north-1:123456789012:orders", region: "cn-north-1", partition: "aws-cn" },
    ),
    warning(
      linted(policy({ ...send, Resource: "arn:aws:sqs:eu-west-9:123456789012:orders" })),
      'AWS has no region "eu-west-9" that this version knows, so "arn:aws:sqs:eu-west-9:123456789012:orders" matches nothing.',
      'Did you mean "eu-west-1"?',
      { arn: "arn:aws:sqs:eu-west-9:123456789012:orders", region: "eu-west-9", meant: "eu-west-1" },
    ),
    warning(
      linted(policy({ ...send, Resource: "arn:aws:sqs:antarctica-southwest-1:123456789012:orders" })),
      'AWS has no region "antarctica-southwest-1" that this version knows, so "arn:aws:sqs:antarctica-southwest-1:123456789012:orders" matches nothing.',
      'Write a region: "eu-west-1".',
      { arn: "arn:aws:sqs:antarctica-southwest-1:123456789012:orders", region: "antarctica-southwest-1" },
    ),
  ],
  INVALID_REGION: [
    warning(
      linted(on({ StringEquals: { "aws:RequestedRegion": "eu-west-9" } })),
      'AWS has no region "eu-west-9" that this version knows.',
      'Did you mean "eu-west-1"?',
      { found: "eu-west-9", meant: "eu-west-1" },
    ),
    error(
      linted(on({ StringEquals: { "aws:RequestedRegion": "europe" } })),
      'AWS has no region "europe".',
      'Write a region: "eu-west-1".',
      { found: "europe" },
    ),
  ],
  SECRET_SUFFIX_MISSING: [
    warning(
      linted(
        policy({ Action: "secretsmanager:GetSecretValue", Resource: arnOf("secretsmanager", "secret:*/database") }),
      ),
      '"arn:aws:secretsmanager:eu-west-1:123456789012:secret:*/database" ends in "/database", but the ARN of a secret ends in a hyphen and six random characters that Secrets Manager adds.',
      'Write "-??????" after the name.',
      { arn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:*/database", end: "/database" },
    ),
    warning(
      linted(
        policy({ Action: "secretsmanager:GetSecretValue", Resource: arnOf("secretsmanager", "secret:web-stripe") }),
      ),
      '"arn:aws:secretsmanager:eu-west-1:123456789012:secret:web-stripe" ends in "-stripe", which looks like a part of the name and not like the six random characters that Secrets Manager adds.',
      'Write the whole ARN, or "-??????" after the name.',
      { arn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:web-stripe", end: "stripe" },
    ),
  ],
  PARAMETER_PATH_WITHOUT_ITSELF: [
    warning(
      linted(
        policy({ Action: "ssm:GetParametersByPath", Resource: "arn:aws:ssm:${region}:${account}:parameter/app/*" }),
      ),
      'AWS authorizes ssm:GetParametersByPath on the path of the request, and "arn:aws:ssm:<known only after deploy>:<known only after deploy>:parameter/app/*" matches only what is below it.',
      'Add "arn:aws:ssm:<known only after deploy>:<known only after deploy>:parameter/app".',
      {
        arn: "arn:aws:ssm:<known only after deploy>:<known only after deploy>:parameter/app/*",
        path: "arn:aws:ssm:<known only after deploy>:<known only after deploy>:parameter/app",
      },
    ),
    warning(
      linted(policy({ Action: "ssm:GetParametersByPath", Resource: arnOf("ssm", "parameter/app/*") })),
      'AWS authorizes ssm:GetParametersByPath on the path of the request, and "arn:aws:ssm:eu-west-1:123456789012:parameter/app/*" matches only what is below it.',
      'Add "arn:aws:ssm:eu-west-1:123456789012:parameter/app".',
      {
        arn: "arn:aws:ssm:eu-west-1:123456789012:parameter/app/*",
        path: "arn:aws:ssm:eu-west-1:123456789012:parameter/app",
      },
    ),
  ],
  INFERENCE_PROFILE_WITHOUT_MODELS: [
    warning(
      linted(
        policy({
          Action: "bedrock:InvokeModel",
          Resource: arnOf("bedrock", "inference-profile/eu.amazon.nova-lite-v1:0"),
        }),
      ),
      'A request to "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.amazon.nova-lite-v1:0" also needs the models to which the profile routes it.',
      'Add the model in every region of the profile: "arn:aws:bedrock:*::foundation-model/<model id>".',
      { profile: "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.amazon.nova-lite-v1:0" },
    ),
  ],
  REDUNDANT_ACTION: [
    suggestion(
      linted(policy({ ...get, Action: ["s3:GetObject", "s3:GetObject*"] })),
      'The action "s3:GetObject" is redundant: "s3:GetObject*" contains it.',
      "Remove one of the two.",
      { action: "s3:GetObject", by: "s3:GetObject*" },
    ),
  ],
  REDUNDANT_RESOURCE: [
    suggestion(
      linted(policy({ ...get, Resource: [`${bucket}/*`, `${bucket}/images/*`] })),
      'The resource "arn:aws:s3:::web-images/images/*" is redundant: "arn:aws:s3:::web-images/*" contains it.',
      "Remove one of the two.",
      { resource: "arn:aws:s3:::web-images/images/*", by: "arn:aws:s3:::web-images/*" },
    ),
  ],
  MISSING_TAG_KEY_IN_CONDITION: [
    error(
      linted(on({ StringEquals: { "aws:ResourceTag": "web" } })),
      '"aws:ResourceTag" does not name a tag.',
      'Write the key of the tag: "aws:ResourceTag/<tag key>".',
      { key: "aws:ResourceTag" },
    ),
  ],
  UNSUPPORTED_GLOBAL_CONDITION_KEY: [
    error(
      linted(on({ ArnLike: { "aws:ARN": "arn:aws:iam::123456789012:role/web" } })),
      'AWS no longer supports the condition key "aws:ARN".',
      'Write "aws:PrincipalArn" for who makes the request, or "aws:SourceArn" for the resource that a service acts for.',
      { key: "aws:ARN" },
    ),
  ],
  ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE: [
    warning(
      linted(
        on(
          { StringEquals: { "aws:RequestTag/team": "web" } },
          { Action: "iam:SetDefaultPolicyVersion", Resource: "arn:aws:iam::123456789012:policy/web" },
        ),
      ),
      'AWS does not list "aws:RequestTag/team" for iam:SetDefaultPolicyVersion, so it is never allowed here.',
      "Move it to a separate statement without this condition, or remove it.",
      { key: "aws:RequestTag/team", action: "iam:SetDefaultPolicyVersion" },
    ),
    warning(
      linted(
        on(
          { StringNotEquals: { "aws:RequestTag/team": "web" } },
          { Action: ["s3:GetObject", "s3:DeleteObject"], Resource: `${bucket}/*` },
        ),
      ),
      'AWS does not list "aws:RequestTag/team" for s3:GetObject and 1 more, so the condition is always true.',
      "Move it to a separate statement without this condition, or remove it.",
      { key: "aws:RequestTag/team", action: "s3:GetObject and 1 more" },
    ),
  ],
  DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE: [
    securityWarning(
      linted(on({ StringEquals: { "aws:RequestTag/team": "web" } }, { ...get, Effect: "Deny" })),
      'AWS does not list "aws:RequestTag/team" for s3:GetObject, so it is not denied.',
      "Move it to a separate statement without this condition, or remove it.",
      { key: "aws:RequestTag/team", action: "s3:GetObject" },
    ),
  ],
  ALLOW_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE: [
    suggestion(
      linted(on({ StringEquals: { "aws:ResourceTag/team": "web" } }, { NotAction: "s3:*", Resource: queue })),
      'Some actions do not support "aws:ResourceTag/team", so "NotAction" with this condition does not allow them.',
      'Write "Action", and list actions that support the key.',
      { key: "aws:ResourceTag/team" },
    ),
  ],
  DENY_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE: [
    securityWarning(
      linted(
        on({ StringEquals: { "aws:ResourceTag/team": "web" } }, { Effect: "Deny", NotAction: "s3:*", Resource: "*" }),
      ),
      'Some actions do not support "aws:ResourceTag/team", so "NotAction" with this condition does not deny them.',
      'Write "Action", and list actions that support the key.',
      { key: "aws:ResourceTag/team" },
    ),
  ],
  DUPLICATE_KEYS_WITH_DIFFERENT_CASE: [
    error(
      linted(on({ StringEquals: { "aws:PrincipalTag/team": "web", "AWS:PrincipalTag/team": "app" } })),
      '"AWS:PrincipalTag/team" and "aws:PrincipalTag/team" are the same condition key: case does not matter.',
      "Merge the two.",
      { key: "AWS:PrincipalTag/team", other: "aws:PrincipalTag/team" },
    ),
  ],
  MISSING_PAIRED_CONDITION_KEYS: [
    securityWarning(
      linted(on({ IpAddress: { "aws:VpcSourceIp": "10.0.0.0/16" } })),
      '"aws:VpcSourceIp" is a private address, which is unique only within its VPC.',
      "Add a condition on aws:SourceVpc.",
      { key: "aws:VpcSourceIp", counterparts: ["aws:SourceVpc", "aws:SourceVpce", "aws:SourceVpcArn"] },
    ),
  ],
  IRRELEVANT_CONDITION_KEY_IN_POLICY: [
    suggestion(
      linted(ofBucket({ Condition: { StringEquals: { "s3:ResourceAccount": "123456789012" } } })),
      '"s3:ResourceAccount" is the same in every request to the resource of this policy.',
      "Remove the condition, or write it in the policy of a role.",
      { key: "s3:ResourceAccount" },
    ),
  ],
  NULL_WITH_IF_EXISTS: [
    error(
      linted(on({ NullIfExists: { "aws:SourceVpc": "true" } })),
      '"Null" tests whether the key exists, so IAM does not accept "NullIfExists".',
      'Write "Null".',
      {},
    ),
  ],
  NULL_WITH_QUALIFIER: [
    suggestion(
      linted(on({ "ForAllValues:Null": { "aws:TagKeys": "true" } })),
      '"ForAllValues:Null" does not depend on the request: with ForAllValues, Null is always true, with ForAnyValue always false.',
      'Write "Null", or another operator.',
      { operator: "ForAllValues:Null" },
    ),
  ],
  STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS: [
    securityWarning(
      linted(on({ StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/web" } })),
      '"aws:PrincipalArn" is an ARN. In StringLike, a wildcard also matches the colons between its parts.',
      'Write "ArnLike".',
      { operator: "StringLike", key: "aws:PrincipalArn", instead: "ArnLike" },
    ),
  ],
  INVALID_CONDITION_DATA_TYPE: [
    warning(
      linted(on({ NumericLessThan: { "aws:MultiFactorAuthAge": [3600, "7200"] } })),
      'The values for "aws:MultiFactorAuthAge" have several types: number and string.',
      "Write all of them as strings.",
      { key: "aws:MultiFactorAuthAge", types: ["number", "string"] },
    ),
  ],
  TYPE_MISMATCH_STRING: [
    warning(
      linted(on({ StringEquals: { "aws:PrincipalAccount": 123456789012 } })),
      'StringEquals compares strings, but the value for "aws:PrincipalAccount" is a number. A number has no leading zeros.',
      "Write the value in quotes.",
      { operator: "StringEquals", key: "aws:PrincipalAccount" },
    ),
  ],
  INVALID_CONDITION_MULTIPLE_BOOLEAN: [
    error(
      linted(on({ Bool: { "aws:SecureTransport": ["true", "false"] } })),
      '"aws:SecureTransport" is compared with several Booleans.',
      'Write one: "true" or "false".',
      { key: "aws:SecureTransport" },
    ),
  ],
  REDUNDANT_CONDITION_VALUE_NUM: [
    suggestion(
      linted(on({ NumericLessThan: { "aws:MultiFactorAuthAge": ["2700", "3600"] } })),
      'NumericLessThan compares "aws:MultiFactorAuthAge" with several numbers, of which only 3600 has an effect.',
      'Write "3600" only.',
      { operator: "NumericLessThan", key: "aws:MultiFactorAuthAge", needed: 3600 },
    ),
  ],
  PRIVATE_IP_ADDRESS: [
    error(
      linted(on({ IpAddress: { "aws:SourceIp": "10.0.0.0/8" } })),
      "aws:SourceIp is a public address, but all values are private ones: the condition is never true.",
      'Write public addresses. For private ones, write "aws:VpcSourceIp" with "aws:SourceVpc".',
      { negated: false },
    ),
  ],
  PRIVATE_NOTIPADDRESS: [
    error(
      linted(on({ NotIpAddress: { "aws:SourceIp": ["10.0.0.0/8", "192.168.0.0/16"] } }, { ...get, Effect: "Deny" })),
      "aws:SourceIp is a public address, but all values are private ones: the condition is always true.",
      'Write public addresses. For private ones, write "aws:VpcSourceIp" with "aws:SourceVpc".',
      { negated: true },
    ),
  ],
  PRIVATE_IP_ADDRESS_SUBSET: [
    suggestion(
      linted(on({ IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "10.0.0.0/8"] } })),
      'aws:SourceIp is a public address, so the private address "10.0.0.0/8" has no effect.',
      'Write public addresses. For private ones, write "aws:VpcSourceIp" with "aws:SourceVpc".',
      { found: "10.0.0.0/8" },
    ),
  ],
  PRIVATE_NOTIPADDRESS_SUBSET: [
    suggestion(
      linted(on({ NotIpAddress: { "aws:SourceIp": ["203.0.113.0/24", "10.0.0.0/8"] } }, { ...get, Effect: "Deny" })),
      'aws:SourceIp is a public address, so the private address "10.0.0.0/8" has no effect.',
      'Write public addresses. For private ones, write "aws:VpcSourceIp" with "aws:SourceVpc".',
      { found: "10.0.0.0/8" },
    ),
  ],
  IMPROVE_IP_RANGE: [
    suggestion(
      linted(on({ IpAddress: { "aws:SourceIp": "2001:db8:0:0:5::1/64" } })),
      'IAM ignores the bits of "2001:db8:0:0:5::1/64" after its mask.',
      'Write "2001:db8::/64".',
      { found: "2001:db8:0:0:5::1/64", range: "2001:db8::/64" },
    ),
    suggestion(
      linted(on({ IpAddress: { "aws:SourceIp": "203.0.113.5/24" } })),
      'IAM ignores the bits of "203.0.113.5/24" after its mask.',
      'Write "203.0.113.0/24".',
      { found: "203.0.113.5/24", range: "203.0.113.0/24" },
    ),
  ],
  INVALID_VPC_FORMAT: [
    error(
      linted(on({ StringEquals: { "aws:SourceVpc": "my-vpc" } })),
      '"my-vpc" is not the id of a VPC.',
      'Write "vpc-" and 8 or 17 letters and digits.',
      { found: "my-vpc", prefix: "vpc" },
    ),
  ],
  INVALID_VPCE_FORMAT: [
    error(
      linted(on({ StringEquals: { "aws:SourceVpce": "vpc-12345678" } })),
      '"vpc-12345678" is not the id of a VPC endpoint.',
      'Write "vpce-" and 8 or 17 letters and digits.',
      { found: "vpc-12345678", prefix: "vpce" },
    ),
  ],
  INVALID_KMS_KEY_VALUE: [
    error(
      linted(
        on(
          { StringEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": "alias/web" } },
          { Action: "s3:PutObject", Resource: `${bucket}/*` },
        ),
      ),
      '"s3:x-amz-server-side-encryption-aws-kms-key-id" is the ARN of a KMS key, so "alias/web" never matches.',
      'Write the key\'s ARN: "arn:aws:kms:eu-west-1:123456789012:key/<id>".',
      { found: "alias/web", key: "s3:x-amz-server-side-encryption-aws-kms-key-id" },
    ),
  ],
  PASS_ROLE_WITH_NOTRESOURCE: [
    securityWarning(
      linted(policy({ Action: "iam:PassRole", NotResource: role })),
      "iam:PassRole on all roles except those of NotResource hands any role, an administrator's too, to a service that then works for it.",
      'Write the ARN of the role, and the condition "StringEquals": { "iam:PassedToService": "<service>" }.',
      { action: "iam:PassRole", resource: "NotResource" },
    ),
  ],
  PASS_ROLE_WITH_STAR_IN_ACTION_AND_NOTRESOURCE: [
    securityWarning(
      linted(policy({ Action: "iam:Pass*", NotResource: role })),
      "iam:PassRole on all roles except those of NotResource hands any role, an administrator's too, to a service that then works for it.",
      'Write the ARN of the role, and the condition "StringEquals": { "iam:PassedToService": "<service>" }.',
      { action: "iam:PassRole", resource: "NotResource" },
    ),
  ],
  PASS_ROLE_WITH_NOTACTION_AND_NOTRESOURCE: [
    securityWarning(
      linted(policy({ NotAction: "s3:*", NotResource: role })),
      "iam:PassRole on all roles except those of NotResource hands any role, an administrator's too, to a service that then works for it.",
      'Write the ARN of the role, and the condition "StringEquals": { "iam:PassedToService": "<service>" }.',
      { action: "iam:PassRole", resource: "NotResource" },
    ),
  ],
  PASS_ROLE_WITH_STAR_IN_RESOURCE: [
    securityWarning(
      linted(policy({ Action: "iam:PassRole", Resource: "*" })),
      'iam:PassRole on "*" hands any role, an administrator\'s too, to a service that then works for it.',
      'Write the ARN of the role, and the condition "StringEquals": { "iam:PassedToService": "<service>" }.',
      { action: "iam:PassRole", resource: "*" },
    ),
    warning(
      linted(
        on(
          { StringEquals: { "iam:PassedToService": "amplify.amazonaws.com" } },
          { Action: "iam:PassRole", Resource: "*" },
        ),
      ),
      'iam:PassRole on "*" hands any role, an administrator\'s too, to a service that then works for it, limited only by the condition.',
      'Write the ARN of the role, and the condition "StringEquals": { "iam:PassedToService": "<service>" }.',
      { action: "iam:PassRole", resource: "*" },
    ),
  ],
  PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE: [
    securityWarning(
      linted(policy({ Action: "iam:Pass*", Resource: "*" })),
      'iam:PassRole on "*" hands any role, an administrator\'s too, to a service that then works for it.',
      'Write the ARN of the role, and the condition "StringEquals": { "iam:PassedToService": "<service>" }.',
      { action: "iam:PassRole", resource: "*" },
    ),
  ],
  PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOTACTION: [
    securityWarning(
      linted(policy({ NotAction: "s3:*", Resource: "*" })),
      'iam:PassRole on "*" hands any role, an administrator\'s too, to a service that then works for it.',
      'Write the ARN of the role, and the condition "StringEquals": { "iam:PassedToService": "<service>" }.',
      { action: "iam:PassRole", resource: "*" },
    ),
  ],
  CREATE_SLR_WITH_NOTRESOURCE: [
    warning(
      linted(policy({ Action: "iam:CreateServiceLinkedRole", NotResource: role })),
      "iam:CreateServiceLinkedRole on all roles except those of NotResource creates the role of any service.",
      'Write the ARN of the role, or the condition "StringEquals": { "iam:AWSServiceName": "<service>" }.',
      { action: "iam:CreateServiceLinkedRole", resource: "NotResource" },
    ),
  ],
  CREATE_SLR_WITH_STAR_IN_ACTION_AND_NOTRESOURCE: [
    warning(
      linted(policy({ Action: "iam:Create*", NotResource: role })),
      "iam:CreateServiceLinkedRole on all roles except those of NotResource creates the role of any service.",
      'Write the ARN of the role, or the condition "StringEquals": { "iam:AWSServiceName": "<service>" }.',
      { action: "iam:CreateServiceLinkedRole", resource: "NotResource" },
    ),
  ],
  CREATE_SLR_WITH_NOTACTION_AND_NOTRESOURCE: [
    warning(
      linted(policy({ NotAction: "s3:*", NotResource: role })),
      "iam:CreateServiceLinkedRole on all roles except those of NotResource creates the role of any service.",
      'Write the ARN of the role, or the condition "StringEquals": { "iam:AWSServiceName": "<service>" }.',
      { action: "iam:CreateServiceLinkedRole", resource: "NotResource" },
    ),
  ],
  CREATE_SLR_WITH_STAR_IN_RESOURCE: [
    warning(
      linted(policy({ Action: "iam:CreateServiceLinkedRole", Resource: "*" })),
      'iam:CreateServiceLinkedRole on "*" creates the role of any service.',
      'Write the ARN of the role, or the condition "StringEquals": { "iam:AWSServiceName": "<service>" }.',
      { action: "iam:CreateServiceLinkedRole", resource: "*" },
    ),
  ],
  CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE: [
    warning(
      linted(policy({ Action: "iam:Create*", Resource: "*" })),
      'iam:CreateServiceLinkedRole on "*" creates the role of any service.',
      'Write the ARN of the role, or the condition "StringEquals": { "iam:AWSServiceName": "<service>" }.',
      { action: "iam:CreateServiceLinkedRole", resource: "*" },
    ),
  ],
  CREATE_SLR_WITH_STAR_IN_RESOURCE_AND_NOTACTION: [
    warning(
      linted(policy({ NotAction: "s3:*", Resource: "*" })),
      'iam:CreateServiceLinkedRole on "*" creates the role of any service.',
      'Write the ARN of the role, or the condition "StringEquals": { "iam:AWSServiceName": "<service>" }.',
      { action: "iam:CreateServiceLinkedRole", resource: "*" },
    ),
  ],
};
