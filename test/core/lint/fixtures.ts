import { api, key, queue, table } from "../fixtures/arns.js";
import { accessAnalyzer, missed, ofResourcePolicies, right, strictly } from "./access-analyzer.js";
import { arnParts, openArns } from "./arn-rows.js";
import { escalations, everyActionOfAService, roleActions, values } from "./broad-access-rows.js";
import { type LintRow, policy, row } from "./policy-rows.js";
import * as principalRows from "./principal-rows.js";
import * as trustRows from "./trust-rows.js";

export { policy };

type Parts = Readonly<Record<string, unknown>>;
const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:123456789012:${resource}`;

const many = <T>(count: number, of: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => of(index));
/** A policy of exactly so many characters. */
const ofSize = (characters: number) => {
  const fill = (length: number) =>
    policy({ Action: "sqs:SendMessage", Resource: [arn("sqs", "a"), `${arn("sqs", "b".padEnd(length, "*b"))}`] });
  return fill(characters - JSON.stringify(fill(1)).length + 1);
};
const bucket = "arn:aws:s3:::web";
const get = { Action: "s3:GetObject", Resource: `${bucket}/*` };
const send = { Action: "sqs:SendMessage", Resource: queue };
/** Shaped like keys, and put together here so that nothing in the repository is. */
const accessKeyId = ["AK", "IA", "ABCDEFGHIJKLMNOP"].join("");
const secretKey = "wJalrXUtnFEMI/K7MDENG".padEnd(40, "x");

const grammar: readonly LintRow[] = [
  row("a policy with nothing wrong", policy(get)),
  row("one statement without an array", { Version: "2012-10-17", Statement: { Effect: "Allow", ...get } }),
  row("the same as text", JSON.stringify(policy(get))),
  row("invalid JSON", '{\n  "Version": "2012-10-17",\n}', ["error JSON_SYNTAX_ERROR "]),
  row("text with a key twice", '{"Version":"2012-10-17","Version":"2012-10-17","Statement":[]}', [
    "error JSON_SYNTAX_ERROR ",
    "error EMPTY Statement",
  ]),
  row("nothing", null, ["error NOT_AN_OBJECT "]),
  row("an array", [policy(get)], ["error NOT_AN_OBJECT "]),
  row("no statement", { Version: "2012-10-17" }, ["error REQUIRED Statement"]),
  row("text for statements", { Version: "2012-10-17", Statement: "Allow" }, ["error NOT_AN_ARRAY Statement"]),
  row("a number for a statement", { Version: "2012-10-17", Statement: [5] }, ["error NOT_AN_OBJECT Statement[0]"]),
  row("no version", { Statement: policy(get).Statement }, ["warning MISSING_VERSION Version"]),
  row("the version of 2008", { ...policy(get), Version: "2008-10-17" }, ["warning INVALID_VERSION Version"]),
  row(
    "the version of 2008, and a variable",
    { ...policy({ ...get, Resource: `${bucket}/\${aws:username}/*` }), Version: "2008-10-17" },
    ["error INVALID_VERSION Version"],
  ),
  row("an invalid version", { ...policy(get), Version: "2012" }, [
    "error INVALID_VALUE Version",
    "warning MISSING_VERSION Version",
  ]),
  row("an unknown property", { ...policy(get), Statements: [] }, ["error UNKNOWN_PROPERTY Statements"]),
  row("an unknown element", policy({ ...get, Actions: "s3:GetObject" }), [
    "error UNKNOWN_PROPERTY Statement[0].Actions",
  ]),
  row("no effect", policy({ ...get, Effect: undefined }), ["error REQUIRED Statement[0].Effect"]),
  row("an effect in another case", policy({ ...get, Effect: "allow" }), ["error INVALID_VALUE Statement[0].Effect"]),
  row("no action", policy({ Resource: queue }), ["error REQUIRED Statement[0].Action"]),
  row("an action and its opposite", policy({ ...send, Effect: "Deny", NotAction: "sqs:SendMessage" }), [
    "error CONFLICTING_ARGUMENTS Statement[0].NotAction",
  ]),
  row("no resource", policy({ Action: "sqs:SendMessage" }), ["error REQUIRED Statement[0].Resource"]),
  row("an empty list", policy({ ...send, Action: [] }), ["suggestion EMPTY Statement[0].Action"]),
  row("a number as an action", policy({ ...send, Action: [1] }), ["error NOT_A_STRING Statement[0].Action[0]"]),
  row(
    "a principal where nobody is asked",
    policy({ ...send, Principal: "*" }),
    ["error UNSUPPORTED_ELEMENT Statement[0].Principal"],
    { type: "identity" },
  ),
  row("a Sid with a space", policy({ ...send, Sid: "my queue" }), ["error UNSUPPORTED_SID Statement[0].Sid"]),
  row("a Sid twice", policy({ ...send, Sid: "A" }, { ...get, Sid: "A" }), [
    "error UNIQUE_SIDS_REQUIRED Statement[1].Sid",
  ]),
  row("characters that IAM does not take", policy({ ...get, Resource: `${bucket}/картинки/*` }), [
    "error INVALID_POLICY_CHARACTER Statement[0].Resource",
  ]),
  row("no ARN", policy({ ...send, Resource: ["orders", queue] }), ["error NOT_AN_ARN Statement[0].Resource[0]"]),
  row(
    "more than any role takes",
    policy({
      Action: "sqs:SendMessage",
      Resource: Array.from({ length: 300 }, (_, index) => arn("sqs", `orders-${index}`)),
    }),
    ["warning POLICY_OVER_QUOTA "],
  ),
  row("as much as a managed policy takes", ofSize(6_144)),
  row("one character more", ofSize(6_145), ["warning POLICY_OVER_QUOTA "]),
  row(
    "more than a managed policy takes",
    policy({
      Action: "sqs:SendMessage",
      Resource: Array.from({ length: 150 }, (_, index) => arn("sqs", `orders-${index}`)),
    }),
    ["warning POLICY_OVER_QUOTA "],
  ),
];

const readWeb = { Principal: { AWS: "123456789012" }, ...get };
const ofResources: readonly LintRow[] = [
  row("of a bucket", policy(readWeb), ["suggestion RESOURCE_POLICY "]),
  row("of a bucket, as is said", policy(readWeb), [], { type: "resource" }),
  row("of a bucket, for everybody", policy({ ...readWeb, Principal: "*" }), [
    "suggestion RESOURCE_POLICY ",
    "security-warning PUBLIC_PRINCIPAL Statement[0].Principal",
  ]),
  row("of a bucket, with the bucket for its objects", policy({ ...readWeb, Resource: bucket }), [
    "suggestion RESOURCE_POLICY ",
    "error UNSUPPORTED_RESOURCE_ARN_IN_POLICY Statement[0].Resource",
  ]),
  row(
    "of a key, which names itself by a wildcard",
    policy({ Principal: { AWS: "123456789012" }, Action: ["kms:*", "kms:PutKeyPolicy"], Resource: "*" }),
    ["suggestion REDUNDANT_ACTION Statement[0].Action[1]"],
    { type: "resource" },
  ),
  row(
    "of a bucket, without one",
    policy({ ...readWeb, Resource: undefined }),
    ["error REQUIRED Statement[0].Resource"],
    {
      type: "resource",
    },
  ),
  row(
    "of a bucket, longer than a role's",
    policy({ ...readWeb, Resource: many(150, (index) => `${bucket}/${index}`.padEnd(90, "-")) }),
    [],
    {
      type: "resource",
    },
  ),
];

const options: readonly LintRow[] = [
  row("that are null", policy(get), ["error NOT_AN_OBJECT options"], null as never),
  row("of a type that does not exist", policy(get), ["error INVALID_VALUE options.type"], {
    type: "nonsense" as never,
  }),
  row("of a role that does not exist", policy(get), ["error INVALID_VALUE options.role"], {
    role: "nonsense" as never,
  }),
];

const actions: readonly LintRow[] = [
  row("an operation of the SDK", policy({ Action: "s3:HeadObject", Resource: `${bucket}/*` }), [
    "error INVALID_ACTION Statement[0].Action",
  ]),
  row("an operation of another client", policy({ Action: ["cloudwatch:putlogevents"], Resource: "*" }), [
    "error INVALID_ACTION Statement[0].Action[0]",
  ]),
  row("without its service", policy({ ...send, Action: "SendMessage" }), ["error INVALID_ACTION Statement[0].Action"]),
  row("with a wildcard in its service", policy({ ...send, Action: "s*:SendMessage" }), [
    "error INVALID_ACTION Statement[0].Action",
  ]),
  row("with a typo", policy({ ...send, Action: ["sqs:SendMesage"] }), ["error INVALID_ACTION Statement[0].Action[0]"]),
  row("in another case", policy({ ...send, Action: "SQS:sendmessage" })),
  row("newer than the service reference, perhaps", policy({ ...send, Action: "sqs:CompressEverythingNow" }), [
    "warning INVALID_ACTION Statement[0].Action",
  ]),
  row("of a misspelled service", policy({ ...send, Action: "sqz:SendMessage" }), [
    "error INVALID_ACTION Statement[0].Action",
  ]),
  row("of a service that nobody knows", policy({ ...send, Action: "myservice:Do" }), [
    "warning INVALID_ACTION Statement[0].Action",
  ]),
  row("of a service whose name is a path", policy({ ...send, Action: "../index:Do" }), [
    "error INVALID_ACTION Statement[0].Action",
  ]),
  row("that matches none", policy({ ...send, Action: "sqs:Sned*" }), ["error INVALID_ACTION Statement[0].Action"]),
  row("that matches some", policy({ ...send, Action: "sqs:Send*" })),
  row("that are not denied", policy({ ...send, Effect: "Deny", Action: "sqs:SendMesage" }), [
    "error INVALID_ACTION Statement[0].Action",
  ]),
];

const mrap = "arn:aws:s3::123456789012:accesspoint/x.mrap";
const ofAws = "arn:aws:ssm:eu-west-1::";
const badArn = "error INVALID_ARN Statement[0].Resource";
const read = { Action: "dynamodb:GetItem", Resource: table };
const logGroup = arn("logs", "log-group:/aws/amplify/d123");
const logs = (action: string, resource: string) => policy({ Action: `logs:${action}`, Resource: resource });
const resources: readonly LintRow[] = [
  row("an object's action on a bucket", policy({ Action: "s3:GetObject", Resource: bucket }), [
    "error UNSUPPORTED_RESOURCE_ARN_IN_POLICY Statement[0].Resource",
  ]),
  row("a bucket's action on an object", policy({ Action: "s3:ListBucket", Resource: `${bucket}/*` }), [
    "error UNSUPPORTED_RESOURCE_ARN_IN_POLICY Statement[0].Resource",
  ]),
  row("both actions on the bucket", policy({ Action: ["s3:GetObject", "s3:ListBucket"], Resource: bucket }), [
    "error UNSUPPORTED_RESOURCE_ARN_IN_POLICY Statement[0].Action[0]",
  ]),
  row("both on both", policy({ Action: ["s3:GetObject", "s3:ListBucket"], Resource: [bucket, `${bucket}/*`] })),
  row("a wildcard that is both", policy({ Action: ["s3:GetObject", "s3:ListBucket"], Resource: `${bucket}*` })),
  row("an object's action by wildcard on a bucket", policy({ Action: "s3:GetObject*", Resource: bucket }), [
    "error UNSUPPORTED_RESOURCE_ARN_IN_POLICY Statement[0].Resource",
  ]),
  row("a bucket with a region", policy({ Action: "s3:ListBucket", Resource: arn("s3", "web") }), [
    "error UNSUPPORTED_RESOURCE_ARN_IN_POLICY Statement[0].Resource",
  ]),
  row("a queue without a region", policy({ Action: "sqs:SendMessage", Resource: "arn:aws:sqs:::orders" }), [
    "error UNSUPPORTED_RESOURCE_ARN_IN_POLICY Statement[0].Resource",
  ]),
  row("a queue anywhere", policy({ Action: "sqs:SendMessage", Resource: "arn:aws:sqs:*:*:orders" })),
  row("another service's", policy({ Action: "sqs:SendMessage", Resource: table }), [
    "error UNSUPPORTED_RESOURCE_ARN_IN_POLICY Statement[0].Resource",
  ]),
  row("another service's next to one's own", policy({ Action: "sqs:SendMessage", Resource: [queue, table] }), [
    "warning UNSUPPORTED_RESOURCE_ARN_IN_POLICY Statement[0].Resource[1]",
  ]),
  row("an item's action on an index", policy({ Action: "dynamodb:GetItem", Resource: `${table}/index/*` }), [
    "error UNSUPPORTED_RESOURCE_ARN_IN_POLICY Statement[0].Resource",
  ]),
  row("a query on an index", policy({ Action: "dynamodb:Query", Resource: `${table}/index/*` })),
  row("PutLogEvents on a log group", logs("PutLogEvents", logGroup), [
    "error UNSUPPORTED_RESOURCE_ARN_IN_POLICY Statement[0].Resource",
  ]),
  row("PutLogEvents on its streams", logs("PutLogEvents", `${logGroup}:log-stream:*`)),
  row("PutLogEvents on all behind it", logs("PutLogEvents", `${logGroup}:*`)),
  row("DescribeLogGroups on one", logs("DescribeLogGroups", `${logGroup}:*`), [
    "warning ACTION_WITHOUT_RESOURCE Statement[0].Resource",
  ]),
  row("DescribeLogGroups on all", logs("DescribeLogGroups", arn("logs", "log-group:*"))),
  row("a parameter with two slashes", policy({ Action: "ssm:GetParameter", Resource: arn("ssm", "parameter//web") }), [
    "error UNSUPPORTED_RESOURCE_ARN_IN_POLICY Statement[0].Resource",
  ]),
  row("a parameter", policy({ Action: "ssm:GetParameter", Resource: arn("ssm", "parameter/web") })),
  row(
    "a secret without its suffix",
    policy({ Action: "secretsmanager:GetSecretValue", Resource: arn("secretsmanager", "secret:web/prod") }),
    ["error UNSUPPORTED_RESOURCE_ARN_IN_POLICY Statement[0].Resource"],
  ),
  row(
    "a secret with any end",
    policy({ Action: "secretsmanager:GetSecretValue", Resource: arn("secretsmanager", "secret:web/prod-??????") }),
  ),
  row("a key's alias", policy({ Action: "kms:Decrypt", Resource: arn("kms", "alias/web") }), [
    "error KMS_ALIAS Statement[0].Resource",
  ]),
  row("a key's alias to make it", policy({ Action: "kms:CreateAlias", Resource: [arn("kms", "alias/web"), key] })),
  row("an API without its fields", policy({ Action: "appsync:GraphQL", Resource: api }), [
    "error APPSYNC_API_WITHOUT_FIELDS Statement[0].Resource",
  ]),
  row(
    "an API without its fields, next to an action on the API",
    policy({ Action: ["appsync:GraphQL", "appsync:GetGraphqlApi"], Resource: api }),
    ["error APPSYNC_API_WITHOUT_FIELDS Statement[0].Resource"],
  ),
  row("an API's fields", policy({ Action: "appsync:GraphQL", Resource: `${api}/types/Query/*` })),
  row("all of an API", policy({ Action: "appsync:GraphQL", Resource: `${api}/*` })),
  row("what is authorized on no resource", policy({ Action: "dynamodb:ListStreams", Resource: table }), [
    "warning ACTION_WITHOUT_RESOURCE Statement[0].Action",
  ]),
  row("what is authorized on no resource, on all", policy({ Action: "dynamodb:ListStreams", Resource: "*" })),
  row("an object by way of several regions", policy({ Action: "s3:GetObject", Resource: `${mrap}/object/*` })),
  row("a bucket by way of several regions", policy({ Action: "s3:ListBucket", Resource: mrap })),
  row("an access point without its region", policy({ Action: "s3:ListBucket", Resource: mrap.replace(".mrap", "") }), [
    "error UNSUPPORTED_RESOURCE_ARN_IN_POLICY Statement[0].Resource",
  ]),
  row("a parameter of AWS's own", policy({ Action: "ssm:GetParameter", Resource: `${ofAws}parameter/aws/service/*` })),
  row("a parameter without its account", policy({ Action: "ssm:GetParameter", Resource: `${ofAws}parameter/web` }), [
    "error UNSUPPORTED_RESOURCE_ARN_IN_POLICY Statement[0].Resource",
  ]),
  row(
    "a document of AWS's own",
    policy({ Action: "ssm:GetDocument", Resource: `${ofAws}document/AWS-RunShellScript` }),
  ),
  row("a topic as in other services", policy({ Action: "sns:Publish", Resource: arn("sns", "topic/orders") }), [
    "error UNSUPPORTED_RESOURCE_ARN_IN_POLICY Statement[0].Resource",
  ]),
  row("a topic of IoT", policy({ Action: "iot:Publish", Resource: arn("iot", "topic/orders/new") })),
  ...["awss", "aw"].map((partition) =>
    row(`an invalid partition: ${partition}`, policy({ ...get, Resource: `arn:${partition}:s3:::web/*` }), [badArn]),
  ),
  row("any partition", policy({ ...get, Resource: "arn:*:s3:::web/*" })),
  row("any service", policy({ ...get, Resource: "arn:aws:*:::web/*" }), [badArn]),
  row("any service that begins so", policy({ ...get, Resource: "arn:aws:s*:::web/*" }), [badArn]),
  ...["us-esat-1", "eu-west", "eu_west_1"].map((region) =>
    row(`an invalid region: ${region}`, policy({ ...send, Resource: `arn:aws:sqs:${region}:123456789012:a` }), [
      badArn,
    ]),
  ),
  ...(
    [
      ["aws-us-gov", "us-gov-west-1"],
      ["aws", "ap-northeast-3"],
      ["aws-eusc", "eusc-de-east-1"],
      ["aws", "mx-central-1"],
      ["aws-iso-b", "us-isob-east-1"],
      ["aws", "eu-*"],
      ["aws", "eu-west-?"],
      ["*", "cn-north-1"],
    ] as const
  ).map(([partition, region]) =>
    row(`a region: ${region}`, policy({ ...send, Resource: `arn:${partition}:sqs:${region}:123456789012:a` })),
  ),
  row("a region of another partition", policy({ ...send, Resource: "arn:aws:sqs:cn-north-1:123456789012:a" }), [
    "error INVALID_ARN_REGION Statement[0].Resource",
  ]),
  row("a region that AWS may add", policy({ ...send, Resource: "arn:aws:sqs:eu-west-9:123456789012:a" }), [
    "warning INVALID_ARN_REGION Statement[0].Resource",
  ]),
  ...["12345", "1234-5678-9012", "1234567890123"].map((account) =>
    row(`an invalid account: ${account}`, policy({ ...send, Resource: `arn:aws:sqs:eu-west-1:${account}:a` }), [
      badArn,
    ]),
  ),
  row("an account by its beginning", policy({ ...send, Resource: "arn:aws:sqs:eu-west-1:1234*:a" })),
  row("a policy of AWS's own", policy({ Action: "iam:GetPolicy", Resource: "arn:aws:iam::aws:policy/ReadOnlyAccess" })),
  row("an asterisk in place of a key, on purpose", policy({ Action: "s3:GetObject", Resource: `${bucket}\${*}` }), [
    "error UNSUPPORTED_RESOURCE_ARN_IN_POLICY Statement[0].Resource",
  ]),
  row(
    "another service's, next to an action that nobody knows",
    policy({ Action: ["sqs:SendMessage", "sqs:CompressEverythingNow"], Resource: [queue, table] }),
    ["warning INVALID_ACTION Statement[0].Action[1]"],
  ),
  row("a policy variable", policy({ Action: "s3:GetObject", Resource: `${bucket}/\${aws:PrincipalTag/team}/*` })),
];

const given = (Condition: unknown, statement: Parts = get) => policy({ ...statement, Condition });
const context = (operator: string, name: string) => `Statement[0].Condition${step(operator)}${step(name)}`;
const step = (name: string) => (/^\w+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`);
const list = { Action: "s3:ListBucket", Resource: bucket };
const conditions: readonly LintRow[] = [
  row("on a key of the action", given({ StringLike: { "s3:prefix": "a/*" } }, list)),
  row("on a key of another action", given({ StringLike: { "s3:prefix": "a/*" } }), [
    `error UNSUPPORTED_ACTION_FOR_CONDITION_KEY ${context("StringLike", "s3:prefix")}`,
  ]),
  row("on such a key, where it may be missing", given({ StringLikeIfExists: { "s3:prefix": "a/*" } }), [
    `warning UNSUPPORTED_ACTION_FOR_CONDITION_KEY ${context("StringLikeIfExists", "s3:prefix")}`,
  ]),
  row(
    "on leading keys, and a scan",
    given(
      { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["a"] } },
      { Action: ["dynamodb:Scan", "dynamodb:GetItem"], Resource: table },
    ),
    [`error UNSUPPORTED_ACTION_FOR_CONDITION_KEY ${context("ForAllValues:StringEquals", "dynamodb:LeadingKeys")}`],
  ),
  row("on leading keys", given({ "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["a"] } }, read)),
  row("on a key with a typo", given({ StringLike: { "s3:prefx": "a/*" } }, list), [
    `error INVALID_SERVICE_CONDITION_KEY ${context("StringLike", "s3:prefx")}`,
  ]),
  row("on a key of nobody", given({ StringEquals: { "s3:ColourOfTheMoon": "red" } }, list), [
    `warning INVALID_SERVICE_CONDITION_KEY ${context("StringEquals", "s3:ColourOfTheMoon")}`,
  ]),
  row("on a misspelled global key", given({ StringEquals: { "aws:SourceAcount": "123456789012" } }), [
    `error INVALID_GLOBAL_CONDITION_KEY ${context("StringEquals", "aws:SourceAcount")}`,
  ]),
  row("on a key of all services", given({ StringEquals: { "aws:PrincipalTag/team": "web" } })),
  row(
    "on a key of an identity provider",
    given({ StringEquals: { "cognito-identity.amazonaws.com:sub": "eu-west-1:a" } }),
  ),
  row("by no operator", given({ StringEqual: { "s3:prefix": "a" } }, list), [
    "error INVALID_CONDITION_OPERATOR Statement[0].Condition.StringEqual",
  ]),
  row("by Null for what may be missing", given({ NullIfExists: { "s3:prefix": "true" } }, list), [
    "error NULL_WITH_IF_EXISTS Statement[0].Condition.NullIfExists",
  ]),
  row("by Null", given({ Null: { "s3:prefix": false } }, list)),
  row("by text of an ARN", given({ StringEquals: { "aws:PrincipalArn": arn("iam", "role/a") } }), [
    `suggestion TYPE_MISMATCH ${context("StringEquals", "aws:PrincipalArn")}`,
  ]),
  row("by true and false of text", given({ Bool: { "s3:prefix": "true" } }, list), [
    `warning TYPE_MISMATCH ${context("Bool", "s3:prefix")}`,
  ]),
  row("by numbers of text", given({ NumericLessThan: { "s3:prefix": 10 } }, list), [
    `warning TYPE_MISMATCH ${context("NumericLessThan", "s3:prefix")}`,
  ]),
  row("by numbers", given({ NumericLessThanEquals: { "s3:max-keys": 10 } }, list)),
  row("by invalid numbers", given({ NumericLessThanEquals: { "s3:max-keys": "ten" } }, list), [
    `error INVALID_CONDITION_VALUE ${context("NumericLessThanEquals", "s3:max-keys")}`,
  ]),
  row("by true and false", given({ Bool: { "aws:SecureTransport": true } })),
  row("by true and false that is neither", given({ Bool: { "aws:SecureTransport": "yes" } }), [
    `error INVALID_CONDITION_VALUE ${context("Bool", "aws:SecureTransport")}`,
  ]),
  row("by dates", given({ DateGreaterThan: { "aws:CurrentTime": "2026-01-31T12:00:00Z" } })),
  row("by invalid dates", given({ DateGreaterThan: { "aws:CurrentTime": "tomorrow" } }), [
    `error INVALID_CONDITION_VALUE ${context("DateGreaterThan", "aws:CurrentTime")}`,
  ]),
  row("by addresses", given({ IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "2001:db8::/32"] } })),
  row("by invalid addresses", given({ IpAddress: { "aws:SourceIp": ["everywhere"] } }), [
    `error INVALID_CONDITION_VALUE ${context("IpAddress", "aws:SourceIp")}[0]`,
  ]),
  ...["10.0.0.300/8", "10.0.0.0/33", "1.2.3", "::1/129"].map((range) =>
    row(`by invalid addresses: ${range}`, given({ IpAddress: { "aws:SourceIp": range } }), [
      `error INVALID_CONDITION_VALUE ${context("IpAddress", "aws:SourceIp")}`,
    ]),
  ),
  row("by the last addresses there are", given({ IpAddress: { "aws:SourceIp": ["255.255.255.255/32", "ff::/128"] } })),
  row("by a wildcard in text of an ARN", given({ StringEquals: { "aws:SourceArn": "arn:aws:s3:::b*" } }), [
    `suggestion TYPE_MISMATCH ${context("StringEquals", "aws:SourceArn")}`,
  ]),
  row("by invalid ARNs", given({ ArnLike: { "aws:SourceArn": "orders" } }), [
    `error INVALID_CONDITION_VALUE ${context("ArnLike", "aws:SourceArn")}`,
  ]),
  row("for all values of one", given({ "ForAllValues:StringEquals": { "s3:prefix": "a" } }, list), [
    `security-warning FORALLVALUES_WITH_SINGLE_VALUED_KEY ${context("ForAllValues:StringEquals", "s3:prefix")}`,
  ]),
  row("for several values, as of one", given({ StringEquals: { "dynamodb:LeadingKeys": "a" } }, read), [
    `warning MISSING_QUALIFIER ${context("StringEquals", "dynamodb:LeadingKeys")}`,
  ]),
  row("by a wildcard that the operator does not expand", given({ StringEquals: { "s3:prefix": ["a/*"] } }, list), [
    `warning WILDCARD_WITHOUT_LIKE_OPERATOR ${context("StringEquals", "s3:prefix")}[0]`,
  ]),
  row("by an asterisk that is meant", given({ StringEquals: { "s3:prefix": "a/${*}" } }, list)),
  row("by a Like without a wildcard", given({ StringLike: { "s3:prefix": "a" } }, list), [
    `suggestion LIKE_WITHOUT_WILDCARD ${context("StringLike", "s3:prefix")}`,
  ]),
  row("by no value", given({ StringEquals: { "s3:prefix": [] } }, list), [
    `suggestion EMPTY ${context("StringEquals", "s3:prefix")}`,
  ]),
];

const everySender = { Action: "ses:SendEmail", Resource: "*" };
const wide: readonly LintRow[] = [
  row("every action", policy({ Action: "*", Resource: queue }), [
    "security-warning WILDCARD_GRANTS_EVERYTHING Statement[0].Action",
  ]),
  row("every action of a service on a resource", policy({ ...send, Action: ["sqs:*"] }), [
    "warning WILDCARD_GRANTS_EVERYTHING Statement[0].Action[0]",
  ]),
  row(
    "every action of a service in a home directory",
    policy({ Action: "s3:*", Resource: `${bucket}/home/\${aws:username}/*` }),
    ["warning WILDCARD_GRANTS_EVERYTHING Statement[0].Action"],
  ),
  row(
    "every action of a service on all of its resources",
    policy({ Action: "sqs:*", Resource: [queue, "arn:aws:sqs:*:*:*"] }),
    [
      "security-warning WILDCARD_GRANTS_EVERYTHING Statement[0].Action",
      "suggestion REDUNDANT_RESOURCE Statement[0].Resource[0]",
      "warning WILDCARD_GRANTS_EVERYTHING Statement[0].Resource[1]",
    ],
  ),
  row(
    "every action of a service on all of its tables",
    policy({ Action: "dynamodb:*", Resource: arn("dynamodb", "table/*") }),
    [
      "security-warning WILDCARD_GRANTS_EVERYTHING Statement[0].Action",
      "warning WILDCARD_RESOURCE Statement[0].Resource",
    ],
  ),
  row("every action on permissions", policy({ Action: "iam:*", Resource: "arn:aws:iam::123456789012:role/web" }), [
    "security-warning WILDCARD_GRANTS_EVERYTHING Statement[0].Action",
  ]),
  row("every action, denied", policy({ Action: "*", Resource: "*", Effect: "Deny" })),
  row("every resource", policy({ ...send, Resource: "*" }), [
    "warning WILDCARD_GRANTS_EVERYTHING Statement[0].Resource",
  ]),
  row(
    "every resource with a tag",
    given({ StringEquals: { "aws:ResourceTag/team": "web" } }, { ...send, Resource: "*" }),
  ),
  row(
    "every resource, by a tag of any value",
    given({ StringLike: { "aws:ResourceTag/team": "*" } }, { ...send, Resource: "*" }),
    ["warning WILDCARD_GRANTS_EVERYTHING Statement[0].Resource"],
  ),
  row("every sender that is one", given({ StringEquals: { "ses:FromAddress": "a@example.com" } }, everySender)),
  row("every sender under one name", given({ StringEquals: { "ses:FromDisplayName": "a" } }, everySender), [
    "warning WILDCARD_GRANTS_EVERYTHING Statement[0].Resource",
  ]),
  row(
    "every resource of a region, as the console writes it",
    policy({ Action: "logs:CreateLogGroup", Resource: arn("logs", "*") }),
    ["warning WILDCARD_RESOURCE Statement[0].Resource"],
  ),
  row(
    "every resource of a region in any account",
    policy({ Action: "logs:CreateLogGroup", Resource: "arn:aws:logs:eu-west-1:*:*" }),
    ["warning WILDCARD_GRANTS_EVERYTHING Statement[0].Resource"],
  ),
  row(
    "every function of a region, whose code is anybody's",
    policy({ Action: "lambda:UpdateFunctionCode", Resource: arn("lambda", "*") }),
    ["security-warning PRIVILEGE_ESCALATION Statement[0].Action"],
  ),
  ...["cloudwatch:DescribeAlarms", "s3:ListBucket", "ec2:CreateNetworkInterface"].map((action) =>
    row(`every resource of ${action}`, policy({ Action: action, Resource: "*" }), [
      "warning WILDCARD_RESOURCE Statement[0].Resource",
    ]),
  ),
  ...["secretsmanager:GetSecretValue", "dynamodb:GetItem"].map((action) =>
    row(`every resource of ${action}`, policy({ Action: action, Resource: "*" }), [
      "warning WILDCARD_GRANTS_EVERYTHING Statement[0].Resource",
    ]),
  ),
  row("every instance to run commands on", policy({ Action: "ssm:SendCommand", Resource: arn("ec2", "instance/*") }), [
    "security-warning PRIVILEGE_ESCALATION Statement[0].Action",
  ]),
  row(
    "every instance with a tag to run commands on",
    given(
      { StringEquals: { "ssm:resourceTag/team": "web" } },
      { Action: "ssm:SendCommand", Resource: arn("ec2", "instance/*") },
    ),
    ["security-warning PRIVILEGE_ESCALATION Statement[0].Action"],
  ),
  row(
    "every role below every path",
    policy({ Action: "iam:PassRole", Resource: "arn:aws:iam::123456789012:role/*/*" }),
    ["security-warning PASS_ROLE_WITH_STAR_IN_RESOURCE Statement[0].Resource"],
  ),
  row("every resource, where calls may have none", policy({ Action: "translate:TranslateText", Resource: "*" }), [
    "warning WILDCARD_RESOURCE Statement[0].Resource",
  ]),
  row("every role to pass on", policy({ Action: "iam:PassRole", Resource: "*" }), [
    "security-warning PASS_ROLE_WITH_STAR_IN_RESOURCE Statement[0].Resource",
  ]),
  row(
    "every role of an account to pass on",
    policy({ Action: "iam:PassRole", Resource: "arn:aws:iam::123456789012:role/*" }),
    ["security-warning PASS_ROLE_WITH_STAR_IN_RESOURCE Statement[0].Resource"],
  ),
  ...[
    { StringEquals: { "aws:ResourceTag/team": "web" } },
    { StringEquals: { "aws:ResourceAccount": "123456789012" } },
  ].map((condition) =>
    row(
      `every role of an account to pass on, by ${Object.keys(condition.StringEquals)[0]}`,
      given(condition, { Action: "iam:PassRole", Resource: "arn:aws:iam::123456789012:role/*" }),
      ["security-warning PASS_ROLE_WITH_STAR_IN_RESOURCE Statement[0].Resource"],
    ),
  ),
  row("one role to pass on", policy({ Action: "iam:PassRole", Resource: "arn:aws:iam::123456789012:role/web" })),
  row("every role to take on", policy({ Action: "sts:AssumeRole", Resource: "*" }), [
    "security-warning PRIVILEGE_ESCALATION Statement[0].Action",
  ]),
  row(
    "a way to more permissions",
    policy({ Action: "iam:PutRolePolicy", Resource: "arn:aws:iam::123456789012:role/web" }),
    ["security-warning PRIVILEGE_ESCALATION Statement[0].Action"],
  ),
  ...(
    [
      ["kms:CreateGrant", arn("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab")],
      ["ecr:SetRepositoryPolicy", arn("ecr", "repository/web")],
      ["dynamodb:PutResourcePolicy", arn("dynamodb", "table/orders")],
      ["s3:PutBucketAcl", "arn:aws:s3:::images"],
      ["s3:PutAccessPointPolicy", arn("s3", "accesspoint/images")],
      ["s3:DeleteBucketPolicy", "arn:aws:s3:::images"],
      ["lambda:AddPermission", arn("lambda", "function:mail")],
      ["sqs:AddPermission", queue],
      ["iam:CreateServiceSpecificCredential", "arn:aws:iam::123456789012:user/bob"],
      ["iam:UploadSigningCertificate", "arn:aws:iam::123456789012:user/bob"],
      ["iam:UpdateSAMLProvider", "arn:aws:iam::123456789012:saml-provider/company"],
      ["sts:AssumeRoot", "arn:aws:iam::123456789012:root"],
    ] as const
  ).map(([Action, Resource]) =>
    row(`a way to more permissions: ${Action}`, policy({ Action, Resource }), [
      "security-warning PRIVILEGE_ESCALATION Statement[0].Action",
    ]),
  ),
  row(
    "grants that AWS services create for themselves",
    policy({
      Action: "kms:CreateGrant",
      Resource: arn("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab"),
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    }),
  ),
  row(
    "grants that only AWS services may not create",
    policy({
      Action: "kms:CreateGrant",
      Resource: arn("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab"),
      Condition: { StringNotEquals: { "kms:GrantIsForAWSResource": "true" } },
    }),
    [
      "security-warning PRIVILEGE_ESCALATION Statement[0].Action",
      'warning TYPE_MISMATCH Statement[0].Condition.StringNotEquals["kms:GrantIsForAWSResource"]',
    ],
  ),
  row(
    "grants that people create",
    policy({
      Action: "kms:CreateGrant",
      Resource: arn("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab"),
      Condition: { Bool: { "kms:GrantIsForAWSResource": "false" } },
    }),
    ["security-warning PRIVILEGE_ESCALATION Statement[0].Action"],
  ),
  row("that way, closed", policy({ Effect: "Deny", Action: "iam:PutRolePolicy", Resource: "*" })),
  row("all but an action", policy({ NotAction: "iam:CreateUser", Resource: queue }), [
    "warning ALLOW_WITH_NOT_ELEMENT Statement[0].NotAction",
  ]),
  row("all but a resource", policy({ Action: "sqs:SendMessage", NotResource: queue }), [
    "warning ALLOW_WITH_NOT_ELEMENT Statement[0].NotResource",
  ]),
  row("all but a resource, denied", policy({ Effect: "Deny", Action: "sqs:SendMessage", NotResource: queue })),
];

const secrets: readonly LintRow[] = [
  row("an access key", given({ StringEquals: { "aws:PrincipalTag/key": accessKeyId } }), [
    `error SECRET_IN_POLICY ${context("StringEquals", "aws:PrincipalTag/key")}`,
  ]),
  row("a secret key", given({ StringEquals: { "aws:PrincipalTag/key": ["a", secretKey] } }), [
    `error SECRET_IN_POLICY ${context("StringEquals", "aws:PrincipalTag/key")}[1]`,
  ]),
  row("a path like a secret key in an ARN", policy({ ...get, Resource: `${bucket}/a ${secretKey}` })),
  row("an access key in an ARN", policy({ ...get, Resource: `${bucket}/${accessKeyId}` }), [
    "error SECRET_IN_POLICY Statement[0].Resource",
  ]),
  ...["p", "o", "u", "s", "r"].map((kind) =>
    row(
      `a token of GitHub: ${kind}`,
      given({ StringEquals: { "aws:PrincipalTag/key": `gh${kind}_`.padEnd(40, "a1B2") } }),
      [`error SECRET_IN_POLICY ${context("StringEquals", "aws:PrincipalTag/key")}`],
    ),
  ),
  row(
    "a digest of 40 digits",
    given({ StringEquals: { "aws:PrincipalTag/key": "0123456789abcdef0123456789abcdef01234567" } }),
  ),
  row(
    "a private key",
    given({ StringEquals: { "aws:PrincipalTag/key": ["-----BEGIN RSA", "PRIVATE KEY-----"].join(" ") } }),
    [`error SECRET_IN_POLICY ${context("StringEquals", "aws:PrincipalTag/key")}`],
  ),
];

const withoutEffect: readonly LintRow[] = [
  row("denied wholly", policy(send, { Effect: "Deny", Action: "sqs:*", Resource: "*" }), [
    "warning REDUNDANT_STATEMENT Statement[0]",
  ]),
  row(
    "denied on a condition",
    policy(send, {
      Effect: "Deny",
      Action: "sqs:*",
      Resource: "*",
      Condition: { Bool: { "aws:SecureTransport": false } },
    }),
  ),
  row("allowed already", policy(send, { Action: ["sqs:Send*", "sqs:GetQueueUrl"], Resource: arn("sqs", "ord*") }), [
    "suggestion REDUNDANT_STATEMENT Statement[0]",
  ]),
  row("allowed with a name in another case", policy(send, { ...send, Resource: arn("sqs", "Ord*") })),
  row("said twice", policy(send, send), ["suggestion REDUNDANT_STATEMENT Statement[0]"]),
  row(
    "said twice, once on a condition",
    policy({ ...send, Condition: { Bool: { "aws:SecureTransport": true } } }, send),
    ["suggestion REDUNDANT_STATEMENT Statement[0]"],
  ),
  row(
    "said on two conditions",
    policy(
      { ...send, Condition: { Bool: { "aws:SecureTransport": true } } },
      { ...send, Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } } },
    ),
  ),
];

const amplify = { Principal: { Service: "amplify.amazonaws.com" }, Action: "sts:AssumeRole" };
const sourceArn = (resource: string) => ({ ArnLike: { "aws:SourceArn": arn("amplify", resource) } });
const pool = { Principal: { Federated: "cognito-identity.amazonaws.com" }, Action: "sts:AssumeRoleWithWebIdentity" };
const aud = "cognito-identity.amazonaws.com:aud";
const audience = { [aud]: "eu-west-1:12345678-1234-1234-1234-123456789012" };
const users = { "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" } };
const compute = { role: "compute" } as const;
const readers = many(50, (index) => `arn:aws:iam::123456789012:role/reader-of-things-${index}`);
const trust: readonly LintRow[] = [
  row("of Amplify", policy(amplify)),
  row("of Amplify, for compute", policy(amplify), [], compute),
  row("with a resource", policy({ ...amplify, Resource: "*" }), ["error UNSUPPORTED_ELEMENT Statement[0].Resource"]),
  row(
    "without a principal",
    policy({ Action: "sts:AssumeRole" }),
    ["error TRUST_PRINCIPAL Statement", "error REQUIRED Statement[0].Principal"],
    compute,
  ),
  row(
    "of Lambda, for compute",
    policy({ ...amplify, Principal: { Service: "lambda.amazonaws.com" } }),
    ["error TRUST_PRINCIPAL Statement"],
    compute,
  ),
  row("of Lambda", policy({ ...amplify, Principal: { Service: "lambda.amazonaws.com" } })),
  row("of a region's Amplify", policy({ ...amplify, Principal: { Service: "amplify.eu-west-1.amazonaws.com" } }), [
    "error TRUST_PRINCIPAL Statement",
    "warning TRUST_PRINCIPAL Statement[0].Principal.Service",
  ]),
  row(
    "of both",
    policy({ ...amplify, Principal: { Service: ["amplify.amazonaws.com", "amplify.eu-west-1.amazonaws.com"] } }),
    ["warning TRUST_PRINCIPAL Statement[0].Principal.Service[1]"],
  ),
  row("of an invalid service", policy({ ...amplify, Principal: { Service: "amplify" } }), [
    "error INVALID_PRINCIPAL Statement[0].Principal.Service",
  ]),
  row("of an unknown type", policy({ ...amplify, Principal: { Services: "amplify.amazonaws.com" } }), [
    "error UNKNOWN_PROPERTY Statement[0].Principal.Services",
  ]),
  row("of everybody", policy({ ...amplify, Principal: "*" }), [
    "security-warning PUBLIC_PRINCIPAL Statement[0].Principal",
  ]),
  row(
    "of everybody, on a condition",
    policy({
      ...amplify,
      Principal: { AWS: "*" },
      Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1234567890" } },
    }),
    ["warning PUBLIC_PRINCIPAL Statement[0].Principal.AWS"],
  ),
  row("of all but one", policy({ NotPrincipal: { AWS: "123456789012" }, Action: "sts:AssumeRole" }), [
    "error ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL Statement[0].NotPrincipal",
  ]),
  row("by another action", policy({ ...amplify, Action: "sts:AssumeRoleWithSAML" }), [
    "error TRUST_ACTION Statement[0].Action",
  ]),
  row("by an action of another service", policy({ ...amplify, Action: ["sts:AssumeRole", "s3:GetObject"] }), [
    "error TRUST_ACTION Statement[0].Action[1]",
  ]),
  row("on an app's own ARN", policy({ ...amplify, Condition: sourceArn("apps/d123") }), [
    'error TRUST_CONDITION Statement[0].Condition.ArnLike["aws:SourceArn"]',
  ]),
  row("on all apps", policy({ ...amplify, Condition: sourceArn("apps/*") })),
  row(
    "on an app's own ARN, and its branches",
    policy({
      ...amplify,
      Condition: { ArnLike: { "aws:SourceArn": [arn("amplify", "apps/d123"), arn("amplify", "apps/d123/*")] } },
    }),
  ),
  row("on an app's branches", policy({ ...amplify, Condition: sourceArn("apps/d123/*") })),
  row(
    "on all apps, for compute",
    policy({ ...amplify, Condition: sourceArn("apps/*") }),
    ['warning TRUST_CONDITION Statement[0].Condition.ArnLike["aws:SourceArn"]'],
    compute,
  ),
  row("that denies it", policy(amplify, { ...amplify, Effect: "Deny" }), ["error TRUST_DENIES Statement[1]"]),
  row(
    "that denies it on a condition",
    policy(amplify, { ...amplify, Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": false } } }),
    ["warning TRUST_DENIES Statement[1]"],
  ),
  row("of a pool's users", policy({ ...pool, Condition: { StringEquals: audience, ...users } })),
  row("of a pool's guests as well", policy({ ...pool, Condition: { StringEquals: audience } }), [
    "warning TRUST_CONDITION Statement[0]",
  ]),
  row("of every pool", policy({ ...pool, Condition: users }), ["error TRUST_CONDITION Statement[0]"]),
  ...["*", "eu-west-1:*"].map((pools) =>
    row(`of the pools ${pools}`, policy({ ...pool, Condition: { StringLike: { [aud]: pools }, ...users } }), [
      "error TRUST_CONDITION Statement[0]",
    ]),
  ),
  row("of every pool that has an id", policy({ ...pool, Condition: { Null: { [aud]: "false" }, ...users } }), [
    "error TRUST_CONDITION Statement[0]",
  ]),
  row("of every pool but one", policy({ ...pool, Condition: { StringNotEquals: audience, ...users } }), [
    "error TRUST_CONDITION Statement[0]",
  ]),
  ...["*", "*authenticated"].map((kind) =>
    row(
      `of a pool's users of the kind ${kind}`,
      policy({
        ...pool,
        Condition: { StringEquals: audience, "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": kind } },
      }),
      ["warning TRUST_CONDITION Statement[0]"],
    ),
  ),
  row(
    "of all of a pool's users but some",
    policy({
      ...pool,
      Condition: {
        StringEquals: audience,
        "ForAllValues:StringNotLike": { "cognito-identity.amazonaws.com:amr": "graph.*" },
      },
    }),
    ["warning TRUST_CONDITION Statement[0]"],
  ),
  ...["cognito-identity-us-gov.amazonaws.com", "cognito-identity.us-gov-east-1.amazonaws.com"].flatMap((issuer) => {
    const inGovCloud = {
      StringEquals: { [`${issuer}:aud`]: "us-gov-west-1:12345678-1234-1234-1234-123456789012" },
      "ForAnyValue:StringLike": { [`${issuer}:amr`]: "authenticated" },
    };
    const there = { ...pool, Principal: { Federated: issuer } };
    return [
      row(`of a pool's users at ${issuer}`, policy({ ...there, Condition: inGovCloud })),
      row(`of a pool's users at ${issuer}, as is said`, policy({ ...there, Condition: inGovCloud }), [], {
        role: "identityPool",
      }),
      row(
        `of a pool elsewhere than at ${issuer}`,
        policy({ ...there, Condition: { StringEquals: audience, ...users } }),
        ["error TRUST_CONDITION Statement[0]"],
      ),
    ];
  }),
  row(
    "longer than IAM takes",
    policy({
      ...amplify,
      Principal: {
        ...amplify.Principal,
        AWS: readers,
      },
    }),
    [
      "warning TRUST_OVER_QUOTA ",
      ...readers.map((_, index) => `security-warning TRUST_EXTRA_PRINCIPAL Statement[0].Principal.AWS[${index}]`),
    ],
  ),
];

/** By what the rules are about. */
export const lintRows = {
  grammar,
  options,
  ofResources,
  actions,
  resources,
  conditions,
  wide,
  secrets,
  withoutEffect,
  trust,
  accessAnalyzer,
  missed,
  right,
  strictly,
  ofResourcePolicies,
  openArns,
  arnParts,
  escalations,
  everyActionOfAService,
  roleActions,
  values,
  ...principalRows,
  ...trustRows,
};
