import { bucket } from "../fixtures/arns.js";
import { get, on } from "./policies.js";
import { type LintRow, policy, row } from "./policy-rows.js";

type Parts = Readonly<Record<string, unknown>>;
const allow = (Action: string | readonly string[], Resource: string | readonly string[], Condition?: Parts) =>
  policy({ Action, Resource, ...(Condition === undefined ? {} : { Condition }) });
const strict = { strict: true } as const;
const at = "Statement[0].Resource";
const escalation = "security-warning PRIVILEGE_ESCALATION Statement[0].Action";
const passing = `security-warning PASS_ROLE_WITH_STAR_IN_RESOURCE ${at}`;
const both = [
  `security-warning PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE ${at}`,
  `warning CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE ${at}`,
];

/** Ways to more permissions on all resources: one finding, as severe as for one resource. */
export const escalations: readonly LintRow[] = [
  ...[
    "iam:AttachRolePolicy",
    "iam:CreateAccessKey",
    "kms:PutKeyPolicy",
    "lambda:UpdateFunctionCode",
    "ssm:SendCommand",
    "sts:AssumeRole",
    "kms:CreateGrant",
    "iam:PutUser*",
  ].map((action) => row(`${action} on all resources`, allow(action, "*"), [escalation])),
  row("iam:AttachRolePolicy on all roles", allow("iam:AttachRolePolicy", "arn:aws:iam::${account}:role/*"), [
    escalation,
  ]),
  row(
    "iam:PutRolePolicy on all roles but one",
    policy({ Action: "iam:PutRolePolicy", NotResource: "arn:aws:iam::123456789012:role/x" }),
    [
      "security-warning PRIVILEGE_ESCALATION Statement[0].Action",
      "warning ALLOW_WITH_NOT_ELEMENT Statement[0].NotResource",
    ],
  ),
  row("with an action that is only broad", allow(["kms:CreateGrant", "kms:Decrypt"], "*"), [
    "security-warning PRIVILEGE_ESCALATION Statement[0].Action[0]",
    `warning WILDCARD_GRANTS_EVERYTHING ${at}`,
  ]),
  row(
    "grants for AWS services only",
    allow("kms:CreateGrant", "*", { Bool: { "kms:GrantIsForAWSResource": "true" } }),
    [`warning WILDCARD_GRANTS_EVERYTHING ${at}`],
  ),
  row(
    "on all resources with a tag",
    allow("lambda:UpdateFunctionCode", "*", { StringEquals: { "aws:ResourceTag/team": "web" } }),
    ["security-warning PRIVILEGE_ESCALATION Statement[0].Action"],
  ),
  row("strictly", allow("iam:AttachRolePolicy", "*"), ["error PRIVILEGE_ESCALATION Statement[0].Action"], strict),
  row("an action without a resource, strictly", allow("logs:PutResourcePolicy", "*"), [escalation], strict),
  ...["iam:CreateAccessKey", "iam:*LoginProfile", "iam:UploadSSHPublicKey"].map((action) =>
    row(`one's own credentials: ${action}`, allow(action, "arn:aws:iam::*:user/${aws:username}")),
  ),
  row("one's own policies", allow("iam:AttachUserPolicy", "arn:aws:iam::*:user/${aws:username}"), [escalation]),
  row("the credentials of a user", allow("iam:CreateAccessKey", "arn:aws:iam::*:user/ops/${aws:username}x"), [
    escalation,
  ]),
  row(
    "every policy next to one role",
    policy({
      Action: "iam:CreateServiceLinkedRole",
      Resource: [
        "arn:aws:iam::*:policy/*",
        "arn:aws:iam::123456789012:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS",
      ],
    }),
    ["warning UNSUPPORTED_RESOURCE_ARN_IN_POLICY Statement[0].Resource[0]"],
  ),
  row("one role to take on", allow("sts:AssumeRole", "arn:aws:iam::123456789012:role/web")),
];

const everyAction = "WILDCARD_GRANTS_EVERYTHING Statement[0].Action";
const ofEverything = `warning WILDCARD_GRANTS_EVERYTHING ${at}`;
const passed = { Action: "iam:PassRole", Resource: "arn:aws:iam::123456789012:role/web" };
const toLambda = { ...passed, Condition: { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } } };

/** All actions of a service together are as severe as the worst of them: one finding for each pattern. */
export const everyActionOfAService: readonly LintRow[] = [
  ...["lambda:*", "lambda:?*", "lambda:**", "glue:*", "ssm:*", "kms:*", "s3:*", "cloudformation:*", "logs:*"].map(
    (action) =>
      row(`${action} on all resources`, allow(action, "*"), [`security-warning ${everyAction}`, ofEverything]),
  ),
  ...["ec2:*", "athena:*"].map((action) =>
    row(`${action} on all resources, without a way to more permissions`, allow(action, "*"), [
      `warning ${everyAction}`,
      ofEverything,
    ]),
  ),
  row("all of ec2 and a role to pass", policy({ Action: "ec2:*", Resource: "*" }, passed), [
    `security-warning ${everyAction}`,
    ofEverything,
  ]),
  row("all of ec2 and a role to pass to another service", policy({ Action: "ec2:*", Resource: "*" }, toLambda), [
    `warning ${everyAction}`,
    ofEverything,
  ]),
  row("one action of ec2 and a role to pass", policy({ Action: "ec2:Run*", Resource: "*" }, passed), [
    escalation,
    ofEverything,
  ]),
  row("all of kms on every key", allow("kms:*", "arn:aws:kms:*:*:key/*"), [
    `security-warning ${everyAction}`,
    ofEverything,
  ]),
  row("all of kms on keys with a tag", allow("kms:*", "*", { StringEquals: { "aws:ResourceTag/team": "web" } }), [
    `warning ${everyAction}`,
  ]),
  row("all of lambda on a function", allow("lambda:*", "arn:aws:lambda:eu-west-1:123456789012:function:web"), [
    `security-warning ${everyAction}`,
  ]),
  row("all of logs on a log group", allow("logs:*", "arn:aws:logs:eu-west-1:123456789012:log-group:web:*"), [
    `warning ${everyAction}`,
  ]),
  row("all of s3 on a bucket", allow("s3:*", bucket), [`warning ${everyAction}`]),
  row("all of ssm on a parameter", allow("ssm:*", "arn:aws:ssm:eu-west-1:123456789012:parameter/web"), [
    `warning ${everyAction}`,
  ]),
  row("strictly", allow("lambda:*", "*"), [`error ${everyAction}`, `error WILDCARD_GRANTS_EVERYTHING ${at}`], strict),
  row(
    "on a function, strictly",
    allow("lambda:*", "arn:aws:lambda:eu-west-1:123456789012:function:web"),
    [`security-warning ${everyAction}`],
    strict,
  ),
  row("denied", policy({ Effect: "Deny", Action: "lambda:*", Resource: "*" })),
  row("a part of the actions, none of them on the resource", allow("s3:Put*", `${bucket}/*`)),
  row("a part of the actions, on the resource", allow("s3:Put*", [bucket, `${bucket}/*`]), [escalation]),
  row("a part of the actions, of which one is on all resources", allow("sts:Assume*", "*"), [escalation, ofEverything]),
  row("a part of the actions, on a role", allow("sts:AssumeR*", "arn:aws:iam::123456789012:role/web")),
  row("updates of all stacks", allow("cloudformation:UpdateStack", "*"), [escalation]),
  row(
    "updates of some stacks",
    allow("cloudformation:UpdateStack", "arn:aws:cloudformation:eu-west-1:123456789012:stack/web-*/*"),
  ),
];

/** Roles to pass, and roles of services, under Access Analyzer's names. */
export const roleActions: readonly LintRow[] = [
  row("every action on all resources", allow("*", "*"), [
    "security-warning WILDCARD_GRANTS_EVERYTHING Statement[0].Action",
    ...both,
  ]),
  row("every action of IAM on all resources", allow("iam:*", "*"), [
    "security-warning WILDCARD_GRANTS_EVERYTHING Statement[0].Action",
    ...both,
  ]),
  row("every action on a bucket", allow("*", `${bucket}/*`), [
    "security-warning WILDCARD_GRANTS_EVERYTHING Statement[0].Action",
  ]),
  ...(
    [
      ["any service", { StringLike: { "iam:PassedToService": "*" } }],
      ["any service of AWS", { StringLike: { "iam:PassedToService": "*.amazonaws.com" } }],
      ["a service that is there", { Null: { "iam:PassedToService": "false" } }],
      ["any service but one", { StringNotEquals: { "iam:PassedToService": "ec2.amazonaws.com" } }],
    ] as const
  ).map(([what, condition]) => row(`every role to pass to ${what}`, allow("iam:PassRole", "*", condition), [passing])),
  ...(
    [
      ["a service", { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } }],
      ["a service, if there is one", { StringEqualsIfExists: { "iam:PassedToService": "ec2.amazonaws.com" } }],
      ["services with a prefix", { StringLike: { "iam:PassedToService": "ecs*.amazonaws.com" } }],
    ] as const
  ).map(([what, condition]) =>
    row(`every role to pass to ${what}`, allow("iam:PassRole", "*", condition), [
      `warning PASS_ROLE_WITH_STAR_IN_RESOURCE ${at}`,
    ]),
  ),
  ...["role/aws-service-role/*", "role/aws-service-role/*.amazonaws.com/*"].map((resource) =>
    row(`the roles of all services: ${resource}`, allow("iam:CreateServiceLinkedRole", `arn:aws:iam::*:${resource}`), [
      `warning CREATE_SLR_WITH_STAR_IN_RESOURCE ${at}`,
    ]),
  ),
  row(
    "the role of one service",
    allow(
      "iam:CreateServiceLinkedRole",
      "arn:aws:iam::*:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS*",
    ),
  ),
  row(
    "the roles of all services, on one condition",
    allow("iam:CreateServiceLinkedRole", "arn:aws:iam::*:role/aws-service-role/*", {
      StringEquals: { "iam:AWSServiceName": "ecs.amazonaws.com" },
    }),
  ),
];

const date = (value: string, key = "aws:CurrentTime") => on({ DateLessThan: { [key]: value } });
const dateAt = (key = "aws:CurrentTime") => `Statement[0].Condition.DateLessThan["${key}"]`;
const address = (value: string) => on({ IpAddress: { "aws:SourceIp": value } });
const variable = (name: string) => policy({ ...get, Resource: `${bucket}/\${${name}}/*` });

/** Values of conditions. */
export const values: readonly LintRow[] = [
  row("seconds since 1970", date("1609459200"), [`warning INVALID_DATE_VALUE ${dateAt()}`]),
  row("seconds since 1970 of a key that has them", date("1609459200", "aws:EpochTime")),
  row("a year", date("2026")),
  ...[
    "2026-13-01T00:00:00Z",
    "2026-00-10",
    "2026-02-31",
    "2025-02-29",
    "2026-01-31T25:00:00Z",
    "2026-01-31T12:60Z",
  ].map((value) =>
    row(`a date that does not exist: ${value}`, date(value), [`error INVALID_CONDITION_VALUE ${dateAt()}`]),
  ),
  ...["2024-02-29", "2026-12-31T23:59:60Z", "2026-01-31T12:00:00.123+01:00", "2026-11"].map((value) =>
    row(`a date: ${value}`, date(value)),
  ),
  ...["2001:db8::1/32", "2001:db8:0:0:0:0:0:1/64", "203.0.113.7/24"].map((value) =>
    row(`more bits than the mask: ${value}`, address(value), [
      'suggestion IMPROVE_IP_RANGE Statement[0].Condition.IpAddress["aws:SourceIp"]',
    ]),
  ),
  ...["2001:db8::/32", "2001:DB8:0:0::/64", "2001:db8::1/128", "::ffff:203.0.113.7"].map((value) =>
    row(`as many bits as the mask: ${value}`, address(value)),
  ),
  ...["cognito-identity.amazonaws.com:subb", "cognito-idntity.amazonaws.com:sub"].map((name) =>
    row(`a misspelled variable of Cognito: ${name}`, variable(name), [`error UNKNOWN_VARIABLE ${at}`]),
  ),
  row("a variable of Cognito that does not exist", variable("cognito-identity.amazonaws.com:email"), [
    `warning UNKNOWN_VARIABLE ${at}`,
  ]),
  ...[
    "cognito-identity.amazonaws.com:sub",
    "accounts.google.com:sub",
    "www.amazon.com:user_id",
    "graph.facebook.com:id",
  ].map((name) => row(`a variable of a provider: ${name}`, variable(name))),
];
