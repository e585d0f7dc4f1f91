import { type LintRow, policy, row } from "./policy-rows.js";

/** A region and an account that are known only after deploy, in the notations of several tools. */
const OPEN: readonly (readonly [region: string, account: string])[] = [
  ["${region}", "${account}"],
  ["eu-west-1", "${data.aws_caller_identity.current.account_id}"],
  ["${AWS::Region}", "${AWS::AccountId}"],
  ["${self:custom.region}", "${ssm:/account}"],
];

const never = "error UNSUPPORTED_RESOURCE_ARN_IN_POLICY Statement[0].Resource";

/** ARNs whose region and account are not known. What is known of them is checked. */
export const openArns: readonly LintRow[] = OPEN.flatMap(([region, account]) => {
  const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;
  const on = (Action: string | readonly string[], ...Resource: readonly string[]) =>
    policy({ Action, Resource: Resource.length === 1 ? Resource[0] : Resource });
  const of = (what: string, document: unknown, expected: readonly string[] = []) =>
    row(`${what}, in ${region} of ${account}`, document, expected);
  return [
    of("a parameter with two slashes", on("ssm:GetParameter", arn("ssm", "parameter//x")), [never]),
    of("a parameter", on("ssm:GetParameter", arn("ssm", "parameter/x"))),
    of(
      "a secret without its suffix",
      on("secretsmanager:GetSecretValue", arn("secretsmanager", "secret:prod/database")),
      [never],
    ),
    of(
      "an unresolved secret without its suffix",
      on("secretsmanager:GetSecretValue", arn("secretsmanager", "secret:${env}/db")),
      ["warning SECRET_SUFFIX_MISSING Statement[0].Resource"],
    ),
    of("an unresolved secret", on("secretsmanager:GetSecretValue", arn("secretsmanager", "secret:db-${suffix}"))),
    of("a secret by its suffix", on("secretsmanager:GetSecretValue", arn("secretsmanager", "secret:${env}-??????"))),
    of(
      "a secret that ends like a name",
      on("secretsmanager:GetSecretValue", arn("secretsmanager", "secret:my-secret")),
      ["warning SECRET_SUFFIX_MISSING Statement[0].Resource"],
    ),
    of("a database by its name", on("rds-db:connect", arn("rds-db", "dbuser:my-instance/app")), [never]),
    of("a database by its ID", on("rds-db:connect", arn("rds-db", "dbuser:db-ABCDEFGHIJKL01234/app"))),
    of("an alias of a key", on("kms:Decrypt", arn("kms", "alias/web")), ["error KMS_ALIAS Statement[0].Resource"]),
    of("an API without its fields", on("appsync:GraphQL", arn("appsync", "apis/abc")), [
      "error APPSYNC_API_WITHOUT_FIELDS Statement[0].Resource",
    ]),
    of("an API and its fields", on("appsync:GraphQL", arn("appsync", "apis/abc/*"))),
    of("an app by its branch", on("amplify:GetApp", arn("amplify", "apps/${id}/branches/main")), [never]),
    of("an app", on("amplify:GetApp", arn("amplify", "apps/${id}"))),
    of("a log group for its streams", on("logs:PutLogEvents", arn("logs", "log-group:/web")), [never]),
    of("a log group and its streams", on("logs:PutLogEvents", arn("logs", "log-group:/web:*"))),
    of("an unresolved log group", on("logs:PutLogEvents", arn("logs", "log-group:${name}"))),
    of(
      "an inference profile without its models",
      on("bedrock:InvokeModel", arn("bedrock", "inference-profile/us.x.y")),
      ["warning INFERENCE_PROFILE_WITHOUT_MODELS Statement[0].Resource"],
    ),
    of(
      "an inference profile and its models",
      on("bedrock:InvokeModel", arn("bedrock", "inference-profile/us.x.y"), "arn:aws:bedrock:*::foundation-model/x.y"),
    ),
    of("a path of parameters without itself", on("ssm:GetParametersByPath", arn("ssm", "parameter/app/*")), [
      "warning PARAMETER_PATH_WITHOUT_ITSELF Statement[0].Resource",
    ]),
    of(
      "a path of parameters and itself",
      on("ssm:GetParametersByPath", arn("ssm", "parameter/app/*"), "arn:aws:ssm:eu-west-1:${other}:parameter/app"),
    ),
    of("every secret", on("secretsmanager:GetSecretValue", arn("secretsmanager", "secret:*")), [
      "warning WILDCARD_RESOURCE Statement[0].Resource",
    ]),
    of("every secret of an app", on("secretsmanager:GetSecretValue", arn("secretsmanager", "secret:web/*"))),
  ];
});

const send = (Resource: string) => policy({ Action: "sqs:SendMessage", Resource });
const secret = (name: string) =>
  policy({
    Action: "secretsmanager:GetSecretValue",
    Resource: `arn:aws:secretsmanager:eu-west-1:123456789012:secret:${name}`,
  });
const invoke = (...Resource: readonly string[]) => policy({ Action: "bedrock:InvokeModel", Resource });
const ofAccount = (resource: string) => `arn:aws:bedrock:us-east-1:123456789012:${resource}`;
const claude = ofAccount("inference-profile/us.anthropic.claude-sonnet-4-20250514-v1:0");
const model = (id: string) => `arn:aws:bedrock:*::foundation-model/${id}`;
const badArn = "error INVALID_ARN Statement[0].Resource";

/** Parts of ARNs, and names in them. */
export const arnParts: readonly LintRow[] = [
  row("a partition with a typo", send("arn:aws-chin:sqs:cn-north-1:123456789012:a"), [badArn]),
  row("a partition that AWS may add", send("arn:aws-moon:sqs:*:123456789012:a"), [
    "warning INVALID_ARN Statement[0].Resource",
  ]),
  row("an unresolved partition", send("arn:${partition}:sqs:cn-north-1:123456789012:a")),
  row("a region that does not exist, of an unresolved partition", send("arn:${partition}:sqs:europe:123456789012:a"), [
    badArn,
  ]),
  row("a short account in an unresolved region", send("arn:aws:sqs:${region}:1234:a"), [badArn]),
  ...["ACCOUNT", "my-account", "account"].map((account) =>
    row(`a word as an account: ${account}`, send(`arn:aws:sqs:eu-west-1:${account}:a`), [badArn]),
  ),
  row(
    "a region and an account in one value",
    policy({ Action: "logs:CreateLogStream", Resource: "arn:aws:logs:${scope}:log-group:web:*" }),
  ),
  row(
    "components of AWS",
    policy({ Action: "imagebuilder:GetComponent", Resource: "arn:aws:imagebuilder:eu-west-1:aws:component/x/1.0.0/1" }),
  ),
  ...["arn:${aws:username}:sqs:eu-west-1:123456789012:a", "arn:aws:${aws:username}:eu-west-1:123456789012:a"].map(
    (arn) => row(`a policy variable in ${arn}`, send(arn), ["error INVALID_ARN Statement[0].Resource"]),
  ),
  ...["arn:aws:s3:::web/*,arn:aws:s3:::logs/*", "arn:aws:s3:::web/*; arn:aws:s3:::logs/*"].map((arn) =>
    row(arn, policy({ Action: "s3:GetObject", Resource: arn }), [never]),
  ),
  ...[
    "arn:aws:s3:::web/a,b/*",
    "arn:aws:s3:::Web_old/*",
    "arn:aws:s3:::{{ bucket }}/*",
    "arn:aws:s3:::${aws:PrincipalTag/team}/*",
    "arn:aws:s3:::w?b-*/*",
  ].map((arn) => row(arn, policy({ Action: "s3:GetObject", Resource: arn }))),
  ...[
    ["lambda:InvokeFunction", "lambda:*:*:functions:web"],
    ["ssm:GetParameter", "ssm:eu-west-1:*:parameters/web"],
    ["ec2:StartInstances", "ec2:*:1234*:instances/i-1"],
    ["iam:PassRole", "iam::*:policy/web"],
    ["states:StartExecution", "states:*:*:execution:web:*"],
    ["dynamodb:Query", "dynamodb:*:*:orders"],
  ].map(([action, arn]) =>
    row(`another type in any account: ${arn}`, policy({ Action: action, Resource: `arn:aws:${arn}` }), [
      "warning UNSUPPORTED_RESOURCE_ARN_IN_POLICY Statement[0].Resource",
    ]),
  ),
  ...[
    ["lambda:InvokeFunction", "lambda:*:*:function:web"],
    ["logs:PutLogEvents", "logs:*:*:log-stream:web"],
    ["sqs:SendMessage", "sqs:*:*:orders"],
    ["dynamodb:Query", "dynamodb:*:*:tab*/orders"],
    ["apigateway:GET", "apigateway:*::/apis/a1b2c3"],
    ["rds:DescribeDBInstances", "rds:*:*:db:web"],
    ["unlisted:Web", "unlisted:*:*:web/a"],
  ].map(([action, arn]) =>
    row(
      `a type in any account: ${arn}`,
      policy({ Action: action, Resource: `arn:aws:${arn}` }),
      action === "unlisted:Web" ? ["warning INVALID_ACTION Statement[0].Action"] : [],
    ),
  ),
  row("a bucket with a space", policy({ Action: "s3:GetObject", Resource: "arn:aws:s3:::the web/*" }), [
    "warning UNSUPPORTED_RESOURCE_ARN_IN_POLICY Statement[0].Resource",
  ]),
  row("a partition of CloudFormation", send("arn:${AWS::Partition}:sqs:eu-west-1:123456789012:a")),
  row("a placeholder with a colon in its name", send("arn:aws:sqs:${aws:region}:123456789012:a"), [
    "warning UNKNOWN_VARIABLE Statement[0].Resource",
  ]),
  ...["app-SECRET", "Prod-Config"].map((name) =>
    row(`a secret that ends like a name: ${name}`, secret(name), [
      "warning SECRET_SUFFIX_MISSING Statement[0].Resource",
    ]),
  ),
  row("a secret that ends at random", secret("prod-AbCdEf")),
  row("a secret by any seven characters", secret("prod???????")),
  row("the end of a name after a wildcard", secret("*/database"), [
    "warning SECRET_SUFFIX_MISSING Statement[0].Resource",
  ]),
  ...["*-prod-??????", "*b2C3d4", "web/*", "*-a1B2c3"].map((name) =>
    row(`a secret by a wildcard: ${name}`, secret(name)),
  ),
  row("a profile with another model", invoke(claude, model("amazon.titan-text-express-v1")), [
    "warning INFERENCE_PROFILE_WITHOUT_MODELS Statement[0].Resource[0]",
  ]),
  row("a profile with its model", invoke(claude, model("anthropic.claude-sonnet-4-20250514-v1:0"))),
  row("a profile with the models of a vendor", invoke(claude, model("anthropic.*"))),
  row(
    "profiles of a vendor with a model",
    invoke(ofAccount("inference-profile/us.anthropic.*"), model("anthropic.claude-3")),
  ),
  row("a profile of an application alone", invoke(ofAccount("application-inference-profile/a1b2")), [
    "warning INFERENCE_PROFILE_WITHOUT_MODELS Statement[0].Resource[0]",
  ]),
  row(
    "a profile of an application with a model",
    invoke(ofAccount("application-inference-profile/a1b2"), model("x.y")),
  ),
  row("a profile with a profile of an application", invoke(claude, ofAccount("application-inference-profile/a1b2")), [
    "warning INFERENCE_PROFILE_WITHOUT_MODELS Statement[0].Resource[0]",
    "warning INFERENCE_PROFILE_WITHOUT_MODELS Statement[0].Resource[1]",
  ]),
];
