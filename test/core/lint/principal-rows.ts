import {
  amplify,
  compute,
  condition,
  extra,
  federated,
  GITHUB,
  get,
  ofBucket,
  oidc,
  other,
  type Parts,
  resource,
  trusting,
} from "./policies.js";
import { type LintRow, policy, row } from "./policy-rows.js";

/** A provider that a template fills in: `aws_iam_openid_connect_provider.github.arn`. */
const OPEN_PROVIDER = "${aws_iam_openid_connect_provider.github.arn}";
const subject = `${GITHUB}:sub`;
const main = "repo:acme/web:ref:refs/heads/main";
const principal = "Statement[0].Principal";

/** Who may assume a role. */
export const trustedPrincipals: readonly LintRow[] = [
  row("another account, in a statement of its own", policy(amplify, other), [`${extra}.AWS`]),
  row("another account, in a statement of its own, for compute", policy(amplify, other), [`${extra}.AWS`], compute),
  row(
    "another service, in a statement of its own",
    policy(amplify, { ...amplify, Principal: { Service: "lambda.amazonaws.com" } }),
    [`${extra}.Service`],
  ),
  row("another account that only tags sessions", policy(amplify, { ...other, Action: "sts:TagSession" })),
  row("another account that is denied", policy(amplify, { ...other, Effect: "Deny" })),
  row(
    "an unresolved provider, by its audience",
    federated({ StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" } }, OPEN_PROVIDER),
    [`security-warning MISSING_GITHUB_REPO_CONDITION_KEY ${principal}.Federated`],
  ),
  row(
    "an unresolved provider, and every repository",
    federated({ StringLike: { [subject]: "repo:*" } }, OPEN_PROVIDER),
    [`security-warning WILDCARD_USAGE_TOO_PERMISSIVE ${condition("StringLike", subject)}`],
  ),
  row("an unresolved provider, and a branch", federated({ StringEquals: { [subject]: main } }, OPEN_PROVIDER)),
  row(
    "an unresolved provider of GitLab, by its audience",
    federated({ StringEquals: { "gitlab.com:aud": "https://gitlab.com" } }, OPEN_PROVIDER),
    [`security-warning MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL ${principal}.Federated`],
  ),
  row(
    "an unresolved provider, without a condition",
    policy({ Principal: { Federated: OPEN_PROVIDER }, Action: "sts:AssumeRoleWithWebIdentity" }),
  ),
  row(
    "an unresolved provider of SAML",
    policy({ Principal: { Federated: OPEN_PROVIDER }, Action: "sts:AssumeRoleWithSAML" }),
  ),
  row("an unresolved provider, by the action of services", trusting({ Federated: OPEN_PROVIDER }), [
    "error MISMATCHED_ACTION_FOR_PRINCIPAL Statement[0].Action",
  ]),
  row(
    "a service and a provider, by the action of the service",
    policy({
      Principal: { Service: "lambda.amazonaws.com", Federated: oidc("gitlab.com") },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "gitlab.com:sub": "project_path:acme/web:ref_type:branch:ref:main" } },
    }),
    [`warning MISMATCHED_ACTION_FOR_PRINCIPAL ${principal}.Federated`],
  ),
  ...(
    [
      ["oidc.vercel.com", "owner:*"],
      ["gitlab.com", "project_path:*"],
      ["gitlab.com", "*:ref:main"],
      ["app.terraform.io", "organization:*"],
      ["agent.buildkite.com", "organization:*:pipeline:web:*"],
      [GITHUB, "*:ref:refs/heads/main"],
      [GITHUB, "????:*"],
      [GITHUB, "repo:?*/web:*"],
    ] as const
  ).map(([provider, sub]) =>
    row(`everyone of ${provider}: ${sub}`, federated({ StringLike: { [`${provider}:sub`]: sub } }, oidc(provider)), [
      `security-warning WILDCARD_USAGE_TOO_PERMISSIVE ${condition("StringLike", `${provider}:sub`)}`,
    ]),
  ),
  ...(
    [
      ["oidc.vercel.com", "owner:acme:*"],
      ["gitlab.com", "project_path:acme/*"],
      ["app.terraform.io", "organization:acme:*"],
      ["oidc.eks.eu-west-1.amazonaws.com/id/AB12", "system:serviceaccount:web:*-reader"],
    ] as const
  ).map(([provider, sub]) =>
    row(`a customer of ${provider}: ${sub}`, federated({ StringLike: { [`${provider}:sub`]: sub } }, oidc(provider))),
  ),
  row(
    "a repository of GitHub without a subject",
    federated({ StringEquals: { [`${GITHUB}:repository`]: "acme/web" } }),
    [`security-warning MISSING_GITHUB_REPO_CONDITION_KEY ${principal}.Federated`],
  ),
  row(
    "a workflow of GitHub without a subject",
    federated({ StringEquals: { [`${GITHUB}:job_workflow_ref`]: "acme/web/.github/workflows/x.yml@refs/heads/main" } }),
  ),
  ...[
    "arn:aws:iam::123456789012:group/admins",
    "arn:aws:iam::${account}:policy/x",
    "arn:aws:iam::123456789012:instance-profile/x",
    "arn:aws:iam::123456789012:saml-provider/corp",
    "AGPAJQABLZS4A3QDU576Q",
  ].map((AWS) => row(`what is no principal: ${AWS}`, trusting({ AWS }), [`error INVALID_PRINCIPAL ${principal}.AWS`])),
  row(
    "a user group of a bucket",
    ofBucket({ Principal: { AWS: "arn:aws:iam::123456789012:group/x" } }),
    [`error INVALID_PRINCIPAL ${principal}.AWS`],
    resource,
  ),
  ...["arn:aws:iam::${account}:role/group/x", "arn:aws:iam::123456789012:user/policy/x"].map((AWS) =>
    row(`a principal: ${AWS}`, trusting({ AWS })),
  ),
  row(
    "a session next to its role, of an unresolved account",
    trusting({ AWS: ["arn:aws:iam::${account}:role/deploy", "arn:aws:sts::${account}:assumed-role/deploy/main"] }),
    [`suggestion REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY ${principal}.AWS[1]`],
  ),
  row(
    "a session next to a role of another unresolved account",
    trusting({ AWS: ["arn:aws:iam::${account}:role/deploy", "arn:aws:sts::${other}:assumed-role/deploy/main"] }),
  ),
  row(
    "Amplify on an app's own ARN, in an unresolved region",
    policy({
      ...amplify,
      Condition: { ArnLike: { "aws:SourceArn": "arn:aws:amplify:${region}:${account}:apps/d123" } },
    }),
    [`error TRUST_CONDITION ${condition("ArnLike", "aws:SourceArn")}`],
  ),
  row(
    "Amplify on an app's branches, in an unresolved region",
    policy({
      ...amplify,
      Condition: { ArnLike: { "aws:SourceArn": "arn:aws:amplify:${region}:${account}:apps/d123/*" } },
    }),
  ),
  row("a misspelled service", trusting({ Service: "lamda.amazonaws.com" }), [
    `warning INVALID_PRINCIPAL ${principal}.Service`,
  ]),
  ...["edgelambda", "application-insights", "macie", "lexv2", "ecs-tasks", "scheduler"].map((service) =>
    row(`a service: ${service}`, trusting({ Service: `${service}.amazonaws.com` })),
  ),
];

const everyone = (Condition: Parts) => ofBucket({ Principal: "*", Condition });
const open = `security-warning PUBLIC_PRINCIPAL ${principal}`;
const limited = `warning PUBLIC_PRINCIPAL ${principal}`;
const of = (what: string, conditions: Parts, expected: readonly string[]) =>
  row(what, everyone(conditions), expected, resource);

/** Who may use a resource: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
export const publicAccess: readonly LintRow[] = [
  of("everyone, encrypted", { Bool: { "aws:SecureTransport": "true" } }, [open]),
  ...["0.0.0.0/0", "0.0.0.0/1", "6.0.0.0/7", "::/0", "2000::/3"].map((range) =>
    of(`everyone from ${range}`, { IpAddress: { "aws:SourceIp": ["203.0.113.7", range] } }, [open]),
  ),
  ...["203.0.113.0/24", "11.0.0.0/8", "2001:db8::/32", "${office}"].map((range) =>
    of(`a network: ${range}`, { IpAddress: { "aws:SourceIp": range } }, [limited]),
  ),
  of("everyone by any referer", { StringLike: { "aws:Referer": "https://example.com/*" } }, [open]),
  of("everyone but an organization", { StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }, [open]),
  of("an organization, if there is one", { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }, [open]),
  of("an organization", { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }, [limited]),
  of("a part of an organization", { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-a1b2c3d4e5/*" } }, [
    limited,
  ]),
  of("an unresolved organization", { StringEquals: { "aws:PrincipalOrgID": "${organization}" } }, [limited]),
  of("whoever asks", { StringEquals: { "aws:PrincipalAccount": "${aws:PrincipalAccount}" } }, [open]),
  of("a VPC", { StringEquals: { "aws:SourceVpc": "vpc-1a2b3c4d" } }, [limited]),
  of("any VPC", { StringLike: { "aws:SourceVpc": "vpc-*" } }, [open]),
  of("roles of an account", { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/*" } }, [limited]),
  of("roles of any account", { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/web" } }, [open]),
  of("an unresolved distribution", { ArnLike: { "aws:SourceArn": "${distribution.arn}*" } }, [limited]),
  row(
    "a role, to everyone with an external ID",
    policy({
      Principal: { AWS: "*" },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "sts:ExternalId": "x" } },
    }),
    [`${open}.AWS`],
  ),
];

const source = (Condition: Parts) => ofBucket({ Principal: { Service: "logging.s3.amazonaws.com" }, Condition });
const restrict = `security-warning RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL ${principal}.Service`;

/** For whom a service may act on a resource. */
export const sources: readonly LintRow[] = [
  ...(
    [
      ["any ARN", { ArnLike: { "aws:SourceArn": "*" } }],
      ["any bucket", { ArnLike: { "aws:SourceArn": "arn:aws:s3:::*" } }],
      ["any API", { ArnLike: { "aws:SourceArn": "arn:aws:execute-api:*:*:*" } }],
      ["any account", { StringLike: { "aws:SourceAccount": "*" } }],
      ["an account, if it is known", { StringEqualsIfExists: { "aws:SourceAccount": "123456789012" } }],
      ["the account of the request", { StringEquals: { "aws:SourceAccount": "${aws:SourceAccount}" } }],
    ] as const
  ).map(([what, on]) => row(`a service for ${what}`, source(on), [restrict], resource)),
  ...(
    [
      ["a bucket", { ArnLike: { "aws:SourceArn": "arn:aws:s3:::images" } }],
      ["a bucket, as AWS writes it", { ArnLike: { "aws:SourceArn": "arn:aws:s3:*:*:images" } }],
      ["an API", { ArnLike: { "aws:SourceArn": "arn:aws:execute-api:*:*:ab12/*" } }],
      ["all of an account", { ArnLike: { "aws:SourceArn": "arn:aws:sns:*:123456789012:*" } }],
      ["all of an unresolved account", { ArnLike: { "aws:SourceArn": "arn:aws:sns:*:${account}:*" } }],
      [
        "any ARN of an account",
        { ArnLike: { "aws:SourceArn": "*" }, StringEquals: { "aws:SourceAccount": "123456789012" } },
      ],
      ["an unresolved key", { StringEquals: { "${key}": "123456789012" } }],
    ] as const
  ).map(([what, on]) => row(`a service for ${what}`, source(on), [], resource)),
];

const statement = { Principal: { AWS: ["111122223333", "444455556666"] }, ...get };
const one = { ...statement, Principal: { AWS: "111122223333" } };
const redundant = (index: number) => `suggestion REDUNDANT_STATEMENT Statement[${index}]`;

/** Statements with principals, and with Deny, that say the same. */
export const redundantStatements: readonly LintRow[] = [
  row("twice in a bucket policy", policy(one, one), [redundant(0)], resource),
  row("for some of the principals", policy(statement, one), [redundant(1)], resource),
  row("for other principals", policy(one, { ...one, Principal: { AWS: "444455556666" } }), [], resource),
  row("twice in a trust policy", policy(other, other), [redundant(0)]),
  row("in a trust policy, for two accounts", policy(other, { ...other, Principal: { AWS: "111122223333" } })),
  row("denied twice", policy({ Effect: "Deny", ...get }, { Effect: "Deny", Action: "s3:*", Resource: get.Resource }), [
    redundant(0),
  ]),
  row(
    "denied twice, once on a condition",
    policy(
      { Effect: "Deny", ...get },
      { Effect: "Deny", ...get, Condition: { Bool: { "aws:SecureTransport": "false" } } },
    ),
    [redundant(1)],
  ),
  row(
    "denied on two conditions",
    policy(
      { Effect: "Deny", ...get, Condition: { StringNotEquals: { "aws:SourceVpc": "vpc-1a2b3c4d" } } },
      { Effect: "Deny", ...get, Condition: { Bool: { "aws:SecureTransport": "false" } } },
    ),
  ),
];
