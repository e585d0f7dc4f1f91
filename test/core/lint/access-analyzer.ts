import { arnOf } from "../bad-input/rows.js";
import { bucket, queue, role } from "../fixtures/arns.js";
import { federated, GITHUB, get, github, ofBucket, oidc, on, send, trusting } from "./policies.js";
import { type LintRow, policy, row } from "./policy-rows.js";

/** A policy for each code that is named after a check of IAM Access Analyzer, and for related ones. */
export const accessAnalyzer: readonly LintRow[] = [
  row("empty sid value", policy({ ...get, Sid: "" }), ["suggestion EMPTY_SID_VALUE Statement[0].Sid"]),
  row("unique sids recommended", ofBucket({ Sid: "Read" }, { Sid: "Read" }), [
    "suggestion RESOURCE_POLICY ",
    "suggestion REDUNDANT_STATEMENT Statement[0]",
    "warning UNIQUE_SIDS_RECOMMENDED Statement[1].Sid",
  ]),
  row("invalid role reference", trusting({ AWS: "AROADBQP57FF2AEXAMPLE" }), [
    "warning INVALID_ROLE_REFERENCE Statement[0].Principal.AWS",
  ]),
  row("invalid user reference", trusting({ AWS: "AIDADBQP57FF2AEXAMPLE" }), [
    "warning INVALID_USER_REFERENCE Statement[0].Principal.AWS",
  ]),
  row("unsupported wildcard in principal", ofBucket({ Principal: { AWS: "arn:aws:iam::123456789012:user/*" } }), [
    "suggestion RESOURCE_POLICY ",
    "error UNSUPPORTED_WILDCARD_IN_PRINCIPAL Statement[0].Principal.AWS",
  ]),
  row(
    "role trust policy unsupported wildcard in principal",
    trusting({ AWS: "arn:aws:iam::123456789012:role/app-*" }),
    ["error ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL Statement[0].Principal.AWS"],
  ),
  row(
    "role trust policy syntax error notprincipal",
    policy({ NotPrincipal: { AWS: "123456789012" }, Action: "sts:AssumeRole" }),
    ["error ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL Statement[0].NotPrincipal"],
  ),
  row("federated principal not supported", ofBucket({ Principal: { Federated: "cognito-identity.amazonaws.com" } }), [
    "suggestion RESOURCE_POLICY ",
    "error FEDERATED_PRINCIPAL_NOT_SUPPORTED Statement[0].Principal.Federated",
  ]),
  row("restrict access to service principal", ofBucket({ Principal: { Service: "cloudfront.amazonaws.com" } }), [
    "suggestion RESOURCE_POLICY ",
    "security-warning RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL Statement[0].Principal.Service",
  ]),
  row(
    "recommended condition key for service principal",
    ofBucket({
      Principal: { Service: "cloudfront.amazonaws.com" },
      Condition: { Bool: { "aws:SecureTransport": "true" } },
    }),
    [
      "suggestion RESOURCE_POLICY ",
      'suggestion RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL Statement[0].Condition.Bool["aws:SecureTransport"]',
    ],
  ),
  row(
    "unsupported condition key for service principal",
    ofBucket({
      Principal: { Service: "cloudfront.amazonaws.com" },
      Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
    }),
    [
      "suggestion RESOURCE_POLICY ",
      'suggestion RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL Statement[0].Condition.StringEquals["aws:PrincipalOrgID"]',
      'error UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL Statement[0].Condition.StringEquals["aws:PrincipalOrgID"]',
    ],
  ),
  row(
    "redundant principal in role trust policy",
    trusting({
      AWS: ["arn:aws:iam::123456789012:role/ci/deploy", "arn:aws:sts::123456789012:assumed-role/deploy/main"],
    }),
    ["suggestion REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY Statement[0].Principal.AWS[1]"],
  ),
  row("mismatched action for principal", trusting({ Federated: github }), [
    "security-warning MISSING_GITHUB_REPO_CONDITION_KEY Statement[0].Principal.Federated",
    "error MISMATCHED_ACTION_FOR_PRINCIPAL Statement[0].Action",
  ]),
  row("missing action for roles anywhere trust policy", trusting({ Service: "rolesanywhere.amazonaws.com" }), [
    "error MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY Statement[0].Action",
  ]),
  row("missing condition key for oidc principal", federated({}, oidc("gitlab.com")), [
    "security-warning MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL Statement[0].Principal.Federated",
    "suggestion EMPTY Statement[0].Condition",
  ]),
  row(
    "missing condition key for oidc principal (2)",
    federated({ StringEquals: { "gitlab.com:aud": "https://gitlab.com" } }, oidc("gitlab.com")),
    ["security-warning MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL Statement[0].Principal.Federated"],
  ),
  row("missing github repo condition key", federated({ StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" } }), [
    "security-warning MISSING_GITHUB_REPO_CONDITION_KEY Statement[0].Principal.Federated",
  ]),
  row("specific github repo and branch recommended", federated({ StringLike: { [`${GITHUB}:sub`]: "repo:acme/*" } }), [
    'warning SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED Statement[0].Condition.StringLike["token.actions.githubusercontent.com:sub"]',
  ]),
  row("wildcard usage too permissive", federated({ StringLike: { [`${GITHUB}:sub`]: "repo:*" } }), [
    'security-warning WILDCARD_USAGE_TOO_PERMISSIVE Statement[0].Condition.StringLike["token.actions.githubusercontent.com:sub"]',
  ]),
  row("variable usage too permissive", federated({ StringLike: { [`${GITHUB}:sub`]: `\${${GITHUB}:sub}` } }), [
    'security-warning VARIABLE_USAGE_TOO_PERMISSIVE Statement[0].Condition.StringLike["token.actions.githubusercontent.com:sub"]',
    'suggestion LIKE_WITHOUT_WILDCARD Statement[0].Condition.StringLike["token.actions.githubusercontent.com:sub"]',
  ]),
  row(
    "confirm audience claim type",
    federated(
      {
        "ForAnyValue:StringEquals": { "gitlab.com:aud": "https://gitlab.com" },
        StringEquals: { "gitlab.com:sub": "project_path:acme/web" },
      },
      oidc("gitlab.com"),
    ),
    ['suggestion CONFIRM_AUDIENCE_CLAIM_TYPE Statement[0].Condition["ForAnyValue:StringEquals"]["gitlab.com:aud"]'],
  ),
  row("trust extra principal", trusting({ Service: "amplify.amazonaws.com", AWS: "123456789012" }), [
    "security-warning TRUST_EXTRA_PRINCIPAL Statement[0].Principal.AWS",
  ]),
  row("missing brace in variable", policy({ ...get, Resource: `${bucket}/\${aws:username/*` }), [
    "error MISSING_BRACE_IN_VARIABLE Statement[0].Resource",
  ]),
  row("missing quote in variable", policy({ ...get, Resource: `${bucket}/\${aws:PrincipalTag/team, company}/*` }), [
    "error MISSING_QUOTE_IN_VARIABLE Statement[0].Resource",
  ]),
  row("unsupported space in variable", policy({ ...get, Resource: `${bucket}/\${aws: username}/*` }), [
    "error UNSUPPORTED_SPACE_IN_VARIABLE Statement[0].Resource",
  ]),
  row("empty variable", policy({ ...get, Resource: `${bucket}/\${}/*` }), [
    "error EMPTY_VARIABLE Statement[0].Resource",
  ]),
  row("unknown variable", policy({ ...get, Resource: `${bucket}/\${aws:usrname}/*` }), [
    "error UNKNOWN_VARIABLE Statement[0].Resource",
  ]),
  row("unknown variable (2)", policy({ ...get, Resource: `${bucket}/\${aws:ColourOfTheMoonTonight}/*` }), [
    "warning UNKNOWN_VARIABLE Statement[0].Resource",
  ]),
  row("invalid variable for operator", on({ Bool: { "aws:SecureTransport": "${aws:username}" } }), [
    'error INVALID_VARIABLE_FOR_OPERATOR Statement[0].Condition.Bool["aws:SecureTransport"]',
  ]),
  row("variable unsupported in element", trusting({ AWS: "arn:aws:iam::${aws:PrincipalAccount}:root" }), [
    "error VARIABLE_UNSUPPORTED_IN_ELEMENT Statement[0].Principal.AWS",
  ]),
  row("invalid arn region", policy({ ...send, Resource: "arn:aws:sqs:cn-north-1:123456789012:orders" }), [
    "error INVALID_ARN_REGION Statement[0].Resource",
  ]),
  row("invalid arn region (2)", policy({ ...send, Resource: "arn:aws:sqs:eu-west-9:123456789012:orders" }), [
    "warning INVALID_ARN_REGION Statement[0].Resource",
  ]),
  row("invalid region", on({ StringEquals: { "aws:RequestedRegion": "eu-west-9" } }), [
    'warning INVALID_REGION Statement[0].Condition.StringEquals["aws:RequestedRegion"]',
  ]),
  row("invalid region (2)", on({ StringEquals: { "aws:RequestedRegion": "europe" } }), [
    'error INVALID_REGION Statement[0].Condition.StringEquals["aws:RequestedRegion"]',
  ]),
  row(
    "secret suffix missing",
    policy({ Action: "secretsmanager:GetSecretValue", Resource: arnOf("secretsmanager", "secret:web-stripe") }),
    ["warning SECRET_SUFFIX_MISSING Statement[0].Resource"],
  ),
  row(
    "parameter path without itself",
    policy({ Action: "ssm:GetParametersByPath", Resource: arnOf("ssm", "parameter/app/*") }),
    ["warning PARAMETER_PATH_WITHOUT_ITSELF Statement[0].Resource"],
  ),
  row(
    "path of shared build secrets without itself; Amplify asks for paths below the other",
    policy({
      Action: "ssm:GetParametersByPath",
      Resource: ["parameter/amplify/d123456789/*", "parameter/amplify/shared/d123456789/*"].map((one) =>
        arnOf("ssm", one),
      ),
    }),
    ["warning PARAMETER_PATH_WITHOUT_ITSELF Statement[0].Resource[1]"],
  ),
  row(
    "inference profile without models",
    policy({ Action: "bedrock:InvokeModel", Resource: arnOf("bedrock", "inference-profile/eu.amazon.nova-lite-v1:0") }),
    ["warning INFERENCE_PROFILE_WITHOUT_MODELS Statement[0].Resource"],
  ),
  row("redundant action", policy({ ...get, Action: ["s3:GetObject", "s3:GetObject*"] }), [
    "suggestion REDUNDANT_ACTION Statement[0].Action[0]",
  ]),
  row("redundant resource", policy({ ...get, Resource: [`${bucket}/*`, `${bucket}/images/*`] }), [
    "suggestion REDUNDANT_RESOURCE Statement[0].Resource[1]",
  ]),
  row("missing tag key in condition", on({ StringEquals: { "aws:ResourceTag": "web" } }), [
    'error MISSING_TAG_KEY_IN_CONDITION Statement[0].Condition.StringEquals["aws:ResourceTag"]',
  ]),
  row("unsupported global condition key", on({ ArnLike: { "aws:ARN": "arn:aws:iam::123456789012:role/web" } }), [
    'error UNSUPPORTED_GLOBAL_CONDITION_KEY Statement[0].Condition.ArnLike["aws:ARN"]',
  ]),
  row(
    "allow with unsupported tag condition key for service",
    on(
      { StringEquals: { "aws:RequestTag/team": "web" } },
      { Action: "iam:SetDefaultPolicyVersion", Resource: "arn:aws:iam::123456789012:policy/web" },
    ),
    [
      "security-warning PRIVILEGE_ESCALATION Statement[0].Action",
      'warning ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE Statement[0].Condition.StringEquals["aws:RequestTag/team"]',
    ],
  ),
  row(
    "allow with unsupported tag condition key for service (2)",
    on(
      { StringNotEquals: { "aws:RequestTag/team": "web" } },
      { Action: ["s3:GetObject", "s3:DeleteObject"], Resource: `${bucket}/*` },
    ),
    [
      'warning ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE Statement[0].Condition.StringNotEquals["aws:RequestTag/team"]',
    ],
  ),
  row(
    "deny with unsupported tag condition key for service",
    on({ StringEquals: { "aws:RequestTag/team": "web" } }, { ...get, Effect: "Deny" }),
    [
      'security-warning DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE Statement[0].Condition.StringEquals["aws:RequestTag/team"]',
    ],
  ),
  row(
    "allow notaction with unsupported tag condition key for service",
    on({ StringEquals: { "aws:ResourceTag/team": "web" } }, { NotAction: "s3:*", Resource: queue }),
    [
      "warning ALLOW_WITH_NOT_ELEMENT Statement[0].NotAction",
      'suggestion ALLOW_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE Statement[0].Condition.StringEquals["aws:ResourceTag/team"]',
    ],
  ),
  row(
    "deny notaction with unsupported tag condition key for service",
    on({ StringEquals: { "aws:ResourceTag/team": "web" } }, { Effect: "Deny", NotAction: "s3:*", Resource: "*" }),
    [
      'security-warning DENY_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE Statement[0].Condition.StringEquals["aws:ResourceTag/team"]',
    ],
  ),
  row(
    "duplicate keys with different case",
    on({ StringEquals: { "aws:PrincipalTag/team": "web", "AWS:PrincipalTag/team": "app" } }),
    ['error DUPLICATE_KEYS_WITH_DIFFERENT_CASE Statement[0].Condition.StringEquals["AWS:PrincipalTag/team"]'],
  ),
  row("missing paired condition keys", on({ IpAddress: { "aws:VpcSourceIp": "10.0.0.0/16" } }), [
    'security-warning MISSING_PAIRED_CONDITION_KEYS Statement[0].Condition.IpAddress["aws:VpcSourceIp"]',
  ]),
  row(
    "irrelevant condition key in policy",
    ofBucket({ Condition: { StringEquals: { "s3:ResourceAccount": "123456789012" } } }),
    [
      "suggestion RESOURCE_POLICY ",
      'suggestion IRRELEVANT_CONDITION_KEY_IN_POLICY Statement[0].Condition.StringEquals["s3:ResourceAccount"]',
    ],
  ),
  row("null with if exists", on({ NullIfExists: { "aws:SourceVpc": "true" } }), [
    "error NULL_WITH_IF_EXISTS Statement[0].Condition.NullIfExists",
  ]),
  row("null with qualifier", on({ "ForAllValues:Null": { "aws:TagKeys": "true" } }), [
    'suggestion NULL_WITH_QUALIFIER Statement[0].Condition["ForAllValues:Null"]',
  ]),
  row(
    "string like operator with arn condition keys",
    on({ StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/web" } }),
    [
      'security-warning STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS Statement[0].Condition.StringLike["aws:PrincipalArn"]',
    ],
  ),
  row("invalid condition data type", on({ NumericLessThan: { "aws:MultiFactorAuthAge": [3600, "7200"] } }), [
    'warning INVALID_CONDITION_DATA_TYPE Statement[0].Condition.NumericLessThan["aws:MultiFactorAuthAge"]',
    'suggestion REDUNDANT_CONDITION_VALUE_NUM Statement[0].Condition.NumericLessThan["aws:MultiFactorAuthAge"]',
  ]),
  row("type mismatch string", on({ StringEquals: { "aws:PrincipalAccount": 123456789012 } }), [
    'warning TYPE_MISMATCH_STRING Statement[0].Condition.StringEquals["aws:PrincipalAccount"]',
  ]),
  row("invalid condition multiple boolean", on({ Bool: { "aws:SecureTransport": ["true", "false"] } }), [
    'error INVALID_CONDITION_MULTIPLE_BOOLEAN Statement[0].Condition.Bool["aws:SecureTransport"]',
  ]),
  row("redundant condition value num", on({ NumericLessThan: { "aws:MultiFactorAuthAge": ["2700", "3600"] } }), [
    'suggestion REDUNDANT_CONDITION_VALUE_NUM Statement[0].Condition.NumericLessThan["aws:MultiFactorAuthAge"]',
  ]),
  row("private ip address", on({ IpAddress: { "aws:SourceIp": "10.0.0.0/8" } }), [
    'error PRIVATE_IP_ADDRESS Statement[0].Condition.IpAddress["aws:SourceIp"]',
  ]),
  row(
    "private notipaddress",
    on({ NotIpAddress: { "aws:SourceIp": ["10.0.0.0/8", "192.168.0.0/16"] } }, { ...get, Effect: "Deny" }),
    ['error PRIVATE_NOTIPADDRESS Statement[0].Condition.NotIpAddress["aws:SourceIp"]'],
  ),
  row("private ip address subset", on({ IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "10.0.0.0/8"] } }), [
    'suggestion PRIVATE_IP_ADDRESS_SUBSET Statement[0].Condition.IpAddress["aws:SourceIp"][1]',
  ]),
  row(
    "private notipaddress subset",
    on({ NotIpAddress: { "aws:SourceIp": ["203.0.113.0/24", "10.0.0.0/8"] } }, { ...get, Effect: "Deny" }),
    ['suggestion PRIVATE_NOTIPADDRESS_SUBSET Statement[0].Condition.NotIpAddress["aws:SourceIp"][1]'],
  ),
  row("improve ip range", on({ IpAddress: { "aws:SourceIp": "203.0.113.5/24" } }), [
    'suggestion IMPROVE_IP_RANGE Statement[0].Condition.IpAddress["aws:SourceIp"]',
  ]),
  row("invalid vpc format", on({ StringEquals: { "aws:SourceVpc": "my-vpc" } }), [
    'error INVALID_VPC_FORMAT Statement[0].Condition.StringEquals["aws:SourceVpc"]',
  ]),
  row("invalid vpce format", on({ StringEquals: { "aws:SourceVpce": "vpc-12345678" } }), [
    'error INVALID_VPCE_FORMAT Statement[0].Condition.StringEquals["aws:SourceVpce"]',
  ]),
  row(
    "invalid kms key value",
    on(
      { StringEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": "alias/web" } },
      { Action: "s3:PutObject", Resource: `${bucket}/*` },
    ),
    [
      'suggestion TYPE_MISMATCH Statement[0].Condition.StringEquals["s3:x-amz-server-side-encryption-aws-kms-key-id"]',
      'error INVALID_KMS_KEY_VALUE Statement[0].Condition.StringEquals["s3:x-amz-server-side-encryption-aws-kms-key-id"]',
    ],
  ),
  row("pass role with notresource", policy({ Action: "iam:PassRole", NotResource: role }), [
    "warning ALLOW_WITH_NOT_ELEMENT Statement[0].NotResource",
    "security-warning PASS_ROLE_WITH_NOTRESOURCE Statement[0].NotResource",
  ]),
  row("pass role with star in action and notresource", policy({ Action: "iam:Pass*", NotResource: role }), [
    "warning ALLOW_WITH_NOT_ELEMENT Statement[0].NotResource",
    "security-warning PASS_ROLE_WITH_STAR_IN_ACTION_AND_NOTRESOURCE Statement[0].NotResource",
  ]),
  row("pass role with notaction and notresource", policy({ NotAction: "s3:*", NotResource: role }), [
    "warning ALLOW_WITH_NOT_ELEMENT Statement[0].NotAction",
    "warning ALLOW_WITH_NOT_ELEMENT Statement[0].NotResource",
    "security-warning PASS_ROLE_WITH_NOTACTION_AND_NOTRESOURCE Statement[0].NotResource",
    "warning CREATE_SLR_WITH_NOTACTION_AND_NOTRESOURCE Statement[0].NotResource",
  ]),
  row("pass role with star in resource", policy({ Action: "iam:PassRole", Resource: "*" }), [
    "security-warning PASS_ROLE_WITH_STAR_IN_RESOURCE Statement[0].Resource",
  ]),
  row(
    "pass role with star in resource (2)",
    on({ StringEquals: { "iam:PassedToService": "amplify.amazonaws.com" } }, { Action: "iam:PassRole", Resource: "*" }),
    ["warning PASS_ROLE_WITH_STAR_IN_RESOURCE Statement[0].Resource"],
  ),
  row("pass role with star in action and resource", policy({ Action: "iam:Pass*", Resource: "*" }), [
    "security-warning PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE Statement[0].Resource",
  ]),
  row("pass role with star in resource and notaction", policy({ NotAction: "s3:*", Resource: "*" }), [
    "warning ALLOW_WITH_NOT_ELEMENT Statement[0].NotAction",
    "security-warning PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOTACTION Statement[0].Resource",
    "warning CREATE_SLR_WITH_STAR_IN_RESOURCE_AND_NOTACTION Statement[0].Resource",
  ]),
  row("create slr with notresource", policy({ Action: "iam:CreateServiceLinkedRole", NotResource: role }), [
    "warning ALLOW_WITH_NOT_ELEMENT Statement[0].NotResource",
    "warning CREATE_SLR_WITH_NOTRESOURCE Statement[0].NotResource",
  ]),
  row("create slr with star in action and notresource", policy({ Action: "iam:Create*", NotResource: role }), [
    "security-warning PRIVILEGE_ESCALATION Statement[0].Action",
    "warning ALLOW_WITH_NOT_ELEMENT Statement[0].NotResource",
    "warning CREATE_SLR_WITH_STAR_IN_ACTION_AND_NOTRESOURCE Statement[0].NotResource",
  ]),
  row("create slr with notaction and notresource", policy({ NotAction: "s3:*", NotResource: role }), [
    "warning ALLOW_WITH_NOT_ELEMENT Statement[0].NotAction",
    "warning ALLOW_WITH_NOT_ELEMENT Statement[0].NotResource",
    "security-warning PASS_ROLE_WITH_NOTACTION_AND_NOTRESOURCE Statement[0].NotResource",
    "warning CREATE_SLR_WITH_NOTACTION_AND_NOTRESOURCE Statement[0].NotResource",
  ]),
  row("create slr with star in resource", policy({ Action: "iam:CreateServiceLinkedRole", Resource: "*" }), [
    "warning CREATE_SLR_WITH_STAR_IN_RESOURCE Statement[0].Resource",
  ]),
  row("create slr with star in action and resource", policy({ Action: "iam:Create*", Resource: "*" }), [
    "security-warning PRIVILEGE_ESCALATION Statement[0].Action",
    "warning WILDCARD_GRANTS_EVERYTHING Statement[0].Resource",
    "warning CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE Statement[0].Resource",
  ]),
  row("create slr with star in resource and notaction", policy({ NotAction: "s3:*", Resource: "*" }), [
    "warning ALLOW_WITH_NOT_ELEMENT Statement[0].NotAction",
    "security-warning PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOTACTION Statement[0].Resource",
    "warning CREATE_SLR_WITH_STAR_IN_RESOURCE_AND_NOTACTION Statement[0].Resource",
  ]),
];

/** What is wrong, and was not found at first. */
export const missed: readonly LintRow[] = [
  row(
    "all resources of a service, without the fields of an ARN",
    policy({ Action: "cloudfront:CreateInvalidation", Resource: "arn:aws:cloudfront:*" }),
    ["warning NOT_AN_ARN Statement[0].Resource"],
  ),
  row(
    "any audience",
    federated({
      StringLike: { [`${GITHUB}:aud`]: "*" },
      StringEquals: { [`${GITHUB}:sub`]: "repo:acme/web:ref:refs/heads/main" },
    }),
    [`security-warning WILDCARD_USAGE_TOO_PERMISSIVE Statement[0].Condition.StringLike["${GITHUB}:aud"]`],
  ),
  row(
    "amplify:GetApp on a branch",
    policy({ Action: "amplify:GetApp", Resource: arnOf("amplify", "apps/d123/branches/main") }),
    ["error UNSUPPORTED_RESOURCE_ARN_IN_POLICY Statement[0].Resource"],
  ),
  row("amplify:GetApp below an app", policy({ Action: "amplify:GetApp", Resource: arnOf("amplify", "apps/d123/*") }), [
    "error UNSUPPORTED_RESOURCE_ARN_IN_POLICY Statement[0].Resource",
  ]),
  row(
    "amplify:GetBranch on a job",
    policy({ Action: "amplify:GetBranch", Resource: arnOf("amplify", "apps/d123/branches/main/jobs/7") }),
    ["warning UNSUPPORTED_RESOURCE_ARN_IN_POLICY Statement[0].Resource"],
  ),
  row(
    "a variable of Cognito without its colon",
    policy({ ...get, Resource: `${bucket}/\${cognito-identity.amazonaws.com.sub}/*` }),
    ["error UNKNOWN_VARIABLE Statement[0].Resource"],
  ),
  row(
    "a profile as a model",
    policy({
      Action: "bedrock:InvokeModel",
      Resource: "arn:aws:bedrock:eu-west-1::foundation-model/global.anthropic.claude-haiku-4-5-20251001-v1:0",
    }),
    ["error UNSUPPORTED_RESOURCE_ARN_IN_POLICY Statement[0].Resource"],
  ),
  row(
    "a database by its name",
    policy({ Action: "rds-db:connect", Resource: arnOf("rds-db", "dbuser:my-instance/app") }),
    ["error UNSUPPORTED_RESOURCE_ARN_IN_POLICY Statement[0].Resource"],
  ),
  row("a domain without its paths", policy({ Action: "es:ESHttpGet", Resource: arnOf("es", "domain/search") }), [
    "error UNSUPPORTED_RESOURCE_ARN_IN_POLICY Statement[0].Resource",
  ]),
  row(
    "one table for ListTables",
    policy({ Action: "dynamodb:ListTables", Resource: arnOf("dynamodb", "table/orders") }),
    ["warning ACTION_WITHOUT_RESOURCE Statement[0].Resource"],
  ),
  row(
    "a prefix with a slash",
    on({ StringLike: { "s3:prefix": "/home/*" } }, { Action: "s3:ListBucket", Resource: bucket }),
    ['warning PREFIX_WITH_SLASH Statement[0].Condition.StringLike["s3:prefix"]'],
  ),
  row(
    "every secret",
    policy({ Action: "secretsmanager:GetSecretValue", Resource: "arn:aws:secretsmanager:*:*:secret:*" }),
    ["warning WILDCARD_GRANTS_EVERYTHING Statement[0].Resource"],
  ),
  row("every key of an account", policy({ Action: "kms:Decrypt", Resource: arnOf("kms", "key/*") }), [
    "warning WILDCARD_RESOURCE Statement[0].Resource",
  ]),
  row("every role with a hyphen", policy({ Action: "sts:AssumeRole", Resource: "arn:aws:iam::*:role/*-*" }), [
    "security-warning PRIVILEGE_ESCALATION Statement[0].Action",
  ]),
  row("every role, by its first letter", policy({ Action: "iam:PassRole", Resource: "arn:aws:iam::123456789012:r*" }), [
    "security-warning PASS_ROLE_WITH_STAR_IN_RESOURCE Statement[0].Resource",
  ]),
  row(
    "all keys through any service",
    on({ StringLike: { "kms:ViaService": "*.amazonaws.com" } }, { Action: "kms:Decrypt", Resource: "*" }),
    ["warning WILDCARD_GRANTS_EVERYTHING Statement[0].Resource"],
  ),
  row(
    "all keys through one service",
    on({ StringLike: { "kms:ViaService": "sqs.*.amazonaws.com" } }, { Action: "kms:Decrypt", Resource: "*" }),
  ),
  row("all resources of any account", on({ StringLike: { "aws:ResourceAccount": "?*" } }, { ...send, Resource: "*" }), [
    "warning WILDCARD_GRANTS_EVERYTHING Statement[0].Resource",
  ]),
  row(
    "all resources of an account, if it is known",
    on({ StringEqualsIfExists: { "aws:ResourceAccount": "123456789012" } }, { ...send, Resource: "*" }),
    ["warning WILDCARD_GRANTS_EVERYTHING Statement[0].Resource"],
  ),
  row("all resources without a tag", on({ Null: { "aws:ResourceTag/team": "true" } }, { ...send, Resource: "*" }), [
    "warning WILDCARD_GRANTS_EVERYTHING Statement[0].Resource",
  ]),
  row(
    "a role passed to own code",
    policy(
      { Action: "iam:PassRole", Resource: role },
      { Action: "lambda:CreateFunction", Resource: arnOf("lambda", "function:web") },
    ),
    ["security-warning PRIVILEGE_ESCALATION Statement[1].Action"],
  ),
  row(
    "a bucket next to its objects",
    policy({ Action: ["s3:GetObject", "s3:PutObject"], Resource: [bucket, `${bucket}/*`] }),
    ["warning UNSUPPORTED_RESOURCE_ARN_IN_POLICY Statement[0].Resource[0]"],
  ),
  row("an empty condition", on({ StringEquals: {} }), ["suggestion EMPTY Statement[0].Condition.StringEquals"]),
];

const strict = { strict: true } as const;

/** What is more severe with `strict`. */
export const strictly: readonly LintRow[] = [
  row(
    "every action",
    policy({ Action: "*", Resource: "*" }),
    [
      "error WILDCARD_GRANTS_EVERYTHING Statement[0].Action",
      "error PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE Statement[0].Resource",
      "error CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE Statement[0].Resource",
    ],
    strict,
  ),
  row(
    "every resource",
    policy({ ...send, Resource: "*" }),
    ["error WILDCARD_GRANTS_EVERYTHING Statement[0].Resource"],
    strict,
  ),
  row(
    "every secret",
    policy({ Action: "secretsmanager:GetSecretValue", Resource: "arn:aws:secretsmanager:*:*:secret:*" }),
    ["error WILDCARD_GRANTS_EVERYTHING Statement[0].Resource"],
    strict,
  ),
  row(
    "every role to pass",
    policy({ Action: "iam:PassRole", Resource: "*" }),
    ["error PASS_ROLE_WITH_STAR_IN_RESOURCE Statement[0].Resource"],
    strict,
  ),
  row(
    "a bucket next to its objects",
    policy({ Action: "s3:GetObject", Resource: [bucket, `${bucket}/*`] }),
    ["error UNSUPPORTED_RESOURCE_ARN_IN_POLICY Statement[0].Resource[0]"],
    strict,
  ),
  row(
    "all but an action",
    policy({ NotAction: "s3:*", Resource: queue }),
    ["error ALLOW_WITH_NOT_ELEMENT Statement[0].NotAction"],
    strict,
  ),
  row("everyone", trusting({ AWS: "*" }), ["error PUBLIC_PRINCIPAL Statement[0].Principal.AWS"], strict),
  row(
    "but not a way to more permissions",
    policy({ Action: "iam:PutRolePolicy", Resource: role }),
    ["security-warning PRIVILEGE_ESCALATION Statement[0].Action"],
    strict,
  ),
];

/** Policies that work. */
export const right: readonly LintRow[] = [
  row(
    "a provider's key with a path",
    federated(
      {
        StringEquals: {
          "oidc.vercel.com/acme:aud": "https://vercel.com/acme",
          "oidc.vercel.com/acme:sub": "owner:acme:project:web:environment:production",
        },
      },
      oidc("oidc.vercel.com/acme"),
    ),
  ),
  row(
    "a cluster's service account",
    federated(
      {
        StringEquals: {
          "oidc.eks.eu-west-1.amazonaws.com/id/AB12:aud": "sts.amazonaws.com",
          "oidc.eks.eu-west-1.amazonaws.com/id/AB12:sub": "system:serviceaccount:web:web",
        },
      },
      oidc("oidc.eks.eu-west-1.amazonaws.com/id/AB12"),
    ),
  ),
  row(
    "a repository and a branch of GitHub",
    federated({
      StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com", [`${GITHUB}:sub`]: "repo:acme/web:ref:refs/heads/main" },
    }),
  ),
  row(
    "an enterprise of GitHub",
    federated({ StringEquals: { [`${GITHUB}/acme:sub`]: "repo:acme/web:environment:prod" } }, oidc(`${GITHUB}/acme`)),
  ),
  row(
    "a template's provider",
    federated(
      { StringEquals: { "${oidc_url}:sub": "system:serviceaccount:web:web" } },
      "arn:aws:iam::${account_id}:oidc-provider/${oidc_url}",
    ),
  ),
  row(
    "an app of Google",
    federated(
      { StringEquals: { "accounts.google.com:aud": "1234.apps.googleusercontent.com" } },
      "accounts.google.com",
    ),
  ),
  row(
    "a SAML provider",
    policy({
      Principal: { Federated: "arn:aws:iam::123456789012:saml-provider/corp" },
      Action: "sts:AssumeRoleWithSAML",
      Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
    }),
  ),
  row(
    "a service and a provider in one statement",
    policy({
      Principal: { Federated: github, Service: "lambda.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity"],
      Condition: { StringEquals: { [`${GITHUB}:sub`]: "repo:acme/web:ref:refs/heads/main" } },
    }),
  ),
  row(
    "what Roles Anywhere needs",
    policy({
      Principal: { Service: "rolesanywhere.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
    }),
  ),
  row("a template's resource", policy({ Action: "dynamodb:GetItem", Resource: "${table_arn}" })),
  row(
    "a template's account and region",
    policy({ Action: "ssm:GetParameter", Resource: "arn:aws:ssm:${region}:${account_id}:parameter/x" }),
  ),
  row("a template's principal", trusting({ AWS: "arn:aws:iam::${account_id}:root" })),
  row(
    "a template's actions and effect",
    policy({ Effect: "${effect}", Action: ["${action}", "s3:GetObject"], Resource: `${bucket}/*` }),
  ),
  row(
    "CloudFormation's pseudo parameters",
    policy({
      Action: "sqs:SendMessage",
      Resource: "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:orders",
    }),
  ),
  row("a variable with a default", policy({ ...get, Resource: `${bucket}/\${aws:PrincipalTag/team, 'company'}/*` })),
  row("a variable of Cognito", policy({ ...get, Resource: `${bucket}/\${cognito-identity.amazonaws.com:sub}/*` })),
  row("a literal wildcard character", policy({ ...get, Resource: `${bucket}/a\${*}b\${$}` })),
  row(
    "a variable as an account",
    policy({ Action: "kms:DescribeKey", Resource: "arn:aws:kms:eu-west-1:${aws:PrincipalAccount}:key/ab12" }),
  ),
  row(
    "a secret whose suffix is a variable",
    policy({
      Action: "secretsmanager:GetSecretValue",
      Resource: arnOf("secretsmanager", "secret:${aws:PrincipalTag/SecretId}"),
    }),
  ),
  row(
    "a secret with a random suffix",
    policy({ Action: "secretsmanager:GetSecretValue", Resource: arnOf("secretsmanager", "secret:web-a1B2c3") }),
  ),
  row(
    "a path of parameters, and itself",
    policy({
      Action: "ssm:GetParametersByPath",
      Resource: [arnOf("ssm", "parameter/app"), arnOf("ssm", "parameter/app/*")],
    }),
  ),
  row(
    "an inference profile, and its models",
    policy({
      Action: "bedrock:InvokeModel",
      Resource: [
        arnOf("bedrock", "inference-profile/eu.amazon.nova-lite-v1:0"),
        "arn:aws:bedrock:*::foundation-model/amazon.nova-lite-v1:0",
      ],
    }),
  ),
  row("tables by what denials name", policy({ Action: "dynamodb:ListTables", Resource: arnOf("dynamodb", "table/*") })),
  row(
    "parameters by what denials name",
    policy({ Action: "ssm:DescribeParameters", Resource: "arn:aws:ssm:eu-west-1:123456789012:*" }),
  ),
  row("roles by what denials name", policy({ Action: "iam:ListRoles", Resource: "arn:aws:iam::123456789012:role/" })),
  row(
    "apps by what denials name",
    policy({ Action: ["amplify:ListApps", "amplify:CreateApp"], Resource: arnOf("amplify", "apps/*") }),
  ),
  row(
    "an app and its branch",
    policy(
      { Action: "amplify:GetApp", Resource: arnOf("amplify", "apps/d123") },
      { Action: "amplify:GetBranch", Resource: arnOf("amplify", "apps/d123/branches/feature/login") },
    ),
  ),
  row(
    "an alias of a function",
    policy({ Action: "lambda:InvokeFunction", Resource: arnOf("lambda", "function:web:live") }),
  ),
  row(
    "a check in a transaction",
    on(
      { StringEquals: { "dynamodb:EnclosingOperation": ["TransactWriteItems"] } },
      { Action: "dynamodb:ConditionCheckItem", Resource: arnOf("dynamodb", "table/orders") },
    ),
  ),
  row(
    "a key that only some actions have, if it exists",
    on(
      { StringEqualsIfExists: { "dynamodb:Select": "SPECIFIC_ATTRIBUTES" } },
      { Action: ["dynamodb:Query", "dynamodb:PutItem"], Resource: arnOf("dynamodb", "table/orders") },
    ),
  ),
  row(
    "a tag that the action has",
    on(
      { StringEquals: { "aws:RequestTag/owner": "me" } },
      { Action: "iam:CreateRole", Resource: "arn:aws:iam::123456789012:role/app-*" },
    ),
  ),
  row("public addresses", on({ IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "2001:db8::/32"] } })),
  row(
    "a VPC, and an address in it",
    on({ StringEquals: { "aws:SourceVpc": "vpc-12345678" }, IpAddress: { "aws:VpcSourceIp": "10.0.0.0/16" } }),
  ),
  row("a region", on({ StringEquals: { "aws:RequestedRegion": ["eu-west-1", "us-gov-west-1"] } })),
  row(
    "the key of a bucket",
    on(
      { StringEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": arnOf("kms", "key/ab12") } },
      { Action: "s3:PutObject", Resource: `${bucket}/*` },
    ),
    ['suggestion TYPE_MISMATCH Statement[0].Condition.StringEquals["s3:x-amz-server-side-encryption-aws-kms-key-id"]'],
  ),
  row(
    "a session of another role",
    trusting({ AWS: ["arn:aws:iam::123456789012:role/web", "arn:aws:sts::123456789012:assumed-role/deploy/main"] }),
  ),
  row(
    "the service-linked role of one service",
    on(
      { StringEquals: { "iam:AWSServiceName": "ecs.amazonaws.com" } },
      { Action: "iam:CreateServiceLinkedRole", Resource: "*" },
    ),
  ),
  row("Amplify in a region that has to be enabled", trusting({ Service: "amplify.me-south-1.amazonaws.com" })),
];

/** Policies of resources that work. */
export const ofResourcePolicies: readonly LintRow[] = [
  row(
    "the default policy of a key",
    policy({
      Sid: "Enable IAM User Permissions",
      Principal: { AWS: "arn:aws:iam::123456789012:root" },
      Action: "kms:*",
      Resource: "*",
    }),
    [],
    { type: "resource" },
  ),
  row(
    "the default policy of a queue",
    policy({
      Sid: "__owner_statement",
      Principal: { AWS: "arn:aws:iam::123456789012:root" },
      Action: "SQS:*",
      Resource: queue,
    }),
    [],
    { type: "resource" },
  ),
  row(
    "the policy of a repository, without a resource",
    policy({ Principal: { AWS: "123456789012" }, Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"] }),
    [],
    { type: "resource" },
  ),
  row(
    "an origin access identity",
    ofBucket({ Principal: { AWS: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity EH1HDMB1FH2TC" } }),
    [],
    { type: "resource" },
  ),
  row(
    "the short form of API Gateway",
    policy({ Principal: { AWS: "123456789012" }, Action: "execute-api:Invoke", Resource: "execute-api:/prod/GET/*" }),
    [],
    { type: "resource" },
  ),
  row(
    "a service and its source",
    ofBucket({
      Principal: { Service: "cloudfront.amazonaws.com" },
      Condition: { ArnLike: { "aws:SourceArn": "arn:aws:cloudfront::123456789012:distribution/EDFDVBD6EXAMPLE" } },
    }),
    [],
    { type: "resource" },
  ),
];
