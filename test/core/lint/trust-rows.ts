import {
  amplify,
  compute,
  condition,
  extra,
  federated,
  get,
  ofBucket,
  oidc,
  other,
  type Parts,
  resource,
  trusting,
} from "./policies.js";
import { type LintRow, policy, row } from "./policy-rows.js";

const OPEN_PROVIDER = "${aws_iam_openid_connect_provider.cluster.arn}";
const principal = "Statement[0].Principal";

const CLUSTER = "oidc.eks.eu-west-1.amazonaws.com/id/AB12";
const pods = (sub: string, operator = "StringLike", provider = CLUSTER, Federated = oidc(CLUSTER)) =>
  federated({ [operator]: { [`${provider}:sub`]: sub } }, Federated);
const ofPods = `WILDCARD_USAGE_TOO_PERMISSIVE ${condition("StringLike", `${CLUSTER}:sub`)}`;

/** Which pods of a cluster may assume a role: https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html */
export const serviceAccounts: readonly LintRow[] = [
  ...["system:*", "system:serviceaccount*", "system:serviceaccount:*", "system:serviceaccount:*:*"].map((sub) =>
    row(`every service account: ${sub}`, pods(sub), [`security-warning ${ofPods}`]),
  ),
  ...[
    "system:serviceaccount:web:*",
    "system:serviceaccount:${namespace}:*",
    "system:serviceaccount:web-*",
    "system:serviceaccount:*:reader",
  ].map((sub) => row(`several service accounts: ${sub}`, pods(sub), [`warning ${ofPods}`])),
  ...["system:serviceaccount:web:reader-*", "system:serviceaccount:${namespace}:${name}", "${subject}*"].map((sub) =>
    row(`a service account: ${sub}`, pods(sub)),
  ),
  row(
    "every service account, of an unresolved cluster",
    pods("system:serviceaccount:*", "StringLike", "${cluster}", OPEN_PROVIDER),
    [`security-warning WILDCARD_USAGE_TOO_PERMISSIVE ${condition("StringLike", "${cluster}:sub")}`],
  ),
  row("every service account but those of a namespace", pods("system:serviceaccount:web:*", "StringNotLike"), [
    `security-warning MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL ${principal}.Federated`,
  ]),
];

const OTHER = "arn:aws:iam::${var.other}:root";
const withAmplify = (more: Parts) => trusting({ Service: "amplify.amazonaws.com", ...more });
const alsoTrusted = `security-warning TRUST_EXTRA_PRINCIPAL ${principal}`;

/** Principals of which a part is not known, next to Amplify. */
export const partlyKnownPrincipals: readonly LintRow[] = [
  row("an unresolved account", withAmplify({ AWS: OTHER }), [`${alsoTrusted}.AWS`]),
  row("an unresolved account, in a statement of its own", policy(amplify, { ...other, Principal: { AWS: OTHER } }), [
    `${extra}.AWS`,
  ]),
  row("an unresolved account, for compute", withAmplify({ AWS: OTHER }), [`${alsoTrusted}.AWS`], compute),
  row(
    "the account of the role itself",
    withAmplify({ AWS: "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root" }),
    [`${alsoTrusted}.AWS`],
  ),
  row(
    "a role of an unresolved partition",
    withAmplify({ AWS: ["arn:${data.aws_partition.current.partition}:iam::123456789012:role/x"] }),
    [`${alsoTrusted}.AWS[0]`],
  ),
  row(
    "a provider of an unresolved account",
    withAmplify({ Federated: "arn:aws:iam::${account}:oidc-provider/${host}" }),
    [`${alsoTrusted}.Federated`],
  ),
  row("a service in an unresolved domain", trusting({ Service: ["amplify.amazonaws.com", "lambda.${suffix}"] }), [
    `${alsoTrusted}.Service[1]`,
  ]),
  row(
    "an account next to Amplify in an unresolved domain",
    trusting({ Service: "amplify.${data.aws_partition.current.dns_suffix}", AWS: OTHER }),
    [`${alsoTrusted}.AWS`],
  ),
  row("an unresolved account that is denied", policy(amplify, { ...other, Effect: "Deny", Principal: { AWS: OTHER } })),
  row("an unresolved account without Amplify", trusting({ AWS: OTHER })),
  ...["${service}", "${service}.amazonaws.com", "amplify.${suffix}", "amplify.${region}.amazonaws.com", "a${x}"].map(
    (service) =>
      row(`what may be Amplify: ${service}`, trusting({ Service: ["amplify.amazonaws.com", service] }), [], compute),
  ),
  row("what may be nobody", withAmplify({ AWS: "${var.principals}" })),
  row(
    "another service in an unresolved domain, only",
    trusting({ Service: "lambda.${suffix}" }),
    ["error TRUST_PRINCIPAL Statement"],
    compute,
  ),
];

const twice = (type: string, list = "Principal") =>
  `suggestion REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY Statement[0].${list}.${type}[1]`;

/** The same principal twice in one array. */
export const repeatedPrincipals: readonly LintRow[] = [
  row("a role twice", trusting({ AWS: ["arn:aws:iam::123456789012:role/x", "arn:aws:iam::123456789012:role/x"] }), [
    twice("AWS"),
  ]),
  row("an unresolved role twice", trusting({ AWS: ["${role}", "${role}"] }), [twice("AWS")]),
  row("an account by its ID and its ARN", trusting({ AWS: ["123456789012", "arn:aws:iam::123456789012:root"] }), [
    twice("AWS"),
  ]),
  row("a service twice", trusting({ Service: ["lambda.amazonaws.com", "lambda.amazonaws.com"] }), [twice("Service")]),
  row(
    "an account of a bucket twice",
    ofBucket({ Principal: { AWS: ["123456789012", "123456789012"] } }),
    [twice("AWS")],
    resource,
  ),
  row("two accounts", trusting({ AWS: ["123456789012", "210987654321"] })),
  row("two unresolved roles", trusting({ AWS: ["${one}", "${other}"] })),
  row("an account and its role", trusting({ AWS: ["123456789012", "arn:aws:iam::123456789012:role/x"] })),
];

const denied = (NotPrincipal: unknown) =>
  policy({ Effect: "Deny", NotPrincipal, Action: "s3:GetObject", Resource: get.Resource });
const notPrincipal = (severity: string, path = "") =>
  `${severity} DENY_WITH_NOTPRINCIPAL Statement[0].NotPrincipal${path}`;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html */
export const notPrincipals: readonly LintRow[] = [
  row("nobody is denied", denied("*"), [notPrincipal("security-warning")], resource),
  row("nobody is denied, by the type", denied({ AWS: ["*"] }), [notPrincipal("security-warning", ".AWS[0]")], resource),
  row(
    "a role without its account",
    denied({ AWS: "arn:aws:iam::123456789012:role/x" }),
    [notPrincipal("warning", ".AWS")],
    resource,
  ),
  row(
    "a session and its role without their account",
    denied({
      AWS: ["arn:aws:sts::123456789012:assumed-role/x/y", "arn:aws:iam::123456789012:role/x", "210987654321"],
    }),
    [notPrincipal("warning", ".AWS[0]")],
    resource,
  ),
  row(
    "a role and its account",
    denied({ AWS: ["arn:aws:iam::123456789012:role/x", "123456789012"] }),
    [notPrincipal("suggestion")],
    resource,
  ),
  row(
    "a role and its unresolved account",
    denied({
      AWS: ["arn:aws:iam::${account}:role/x", "arn:aws:iam::${account}:root"],
    }),
    [notPrincipal("suggestion")],
    resource,
  ),
  row(
    "a role and what is not known",
    denied({ AWS: ["arn:aws:iam::123456789012:role/x", "${account}"] }),
    [notPrincipal("suggestion")],
    resource,
  ),
  row(
    "an origin access identity",
    denied({ AWS: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1" }),
    [notPrincipal("suggestion")],
    resource,
  ),
  row("a service", denied({ Service: "cloudfront.amazonaws.com" }), [notPrincipal("suggestion")], resource),
];

/** Wildcards for the actions of a trust policy. */
export const trustActions: readonly LintRow[] = [
  ...["*", "sts:*", "sts:**"].map((Action) =>
    row(`every action: ${Action}`, policy({ ...other, Action }), [
      "warning WILDCARD_GRANTS_EVERYTHING Statement[0].Action",
    ]),
  ),
  row(
    "every action for Amplify",
    policy({ ...amplify, Action: ["sts:*"] }),
    ["warning WILDCARD_GRANTS_EVERYTHING Statement[0].Action[0]"],
    compute,
  ),
  row(
    "every action, strictly",
    policy({ ...other, Action: "sts:*" }),
    ["error WILDCARD_GRANTS_EVERYTHING Statement[0].Action"],
    { strict: true },
  ),
  row(
    "every action, denied",
    policy(other, { ...other, Effect: "Deny", Action: "sts:*", Principal: { AWS: "123456789012" } }),
  ),
  row("some of the actions", policy({ ...other, Action: "sts:AssumeRole*" })),
  row("a role and the tags of its session", policy({ ...other, Action: ["sts:AssumeRole", "sts:TagSession"] })),
];
