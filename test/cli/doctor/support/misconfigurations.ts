import {
  type Account,
  accountId,
  allow,
  appId,
  assumed,
  branch,
  computeTrust,
  deniedEvent,
  policy,
  region,
  roleArn,
  session,
  sessionArn,
  table,
} from "./account.js";

/** One thing that is wrong in an account that is otherwise healthy, and the findings that it has to give. */
export interface Misconfiguration {
  readonly name: string;
  readonly codes: readonly string[];
  readonly apply: (account: Account) => void;
}

const app = (account: Account) => account.app as Record<string, unknown>;
const role = (account: Account, name: string) => account.roles[name] as Account["roles"][string];
const row = (name: string, codes: readonly string[], apply: Misconfiguration["apply"]): Misconfiguration => ({
  name,
  codes,
  apply,
});
/** Shaped like a key, and put together here so that nothing in the repository is. */
export const accessKeyId = ["AK", "IA", "ABCDEFGHIJKLMNOP"].join("");
const logGroups = `arn:aws:logs:${region}:${accountId}:log-group`;
const api = `arn:aws:appsync:${region}:${accountId}:apis/abcdefghijklmnopqrstuvwxyz`;
const adding = (statement: object) => (account: Account) => {
  role(account, "web-compute").inline.more = policy(statement);
};

export const misconfigurations: readonly Misconfiguration[] = [
  row("no compute role in effect", ["NO_COMPUTE_ROLE"], (account) => {
    delete app(account).computeRoleArn;
  }),
  row("a compute role on one branch only", ["NO_COMPUTE_ROLE"], (account) => {
    delete app(account).computeRoleArn;
    account.branches[0] = branch("main", { computeRoleArn: roleArn("web-compute") });
  }),
  row("the service role with the app's permissions", ["PERMISSIONS_ON_SERVICE_ROLE"], (account) => {
    role(account, "web-service").inline.app = policy(allow(["dynamodb:GetItem", "dynamodb:PutItem"], table));
  }),
  row("apis/<id> without fields", ["APPSYNC_API_WITHOUT_FIELDS"], adding(allow("appsync:GraphQL", api))),
  row("an access key in a variable", ["ACCESS_KEY_IN_VARIABLE"], (account) => {
    app(account).environmentVariables = { KEY: accessKeyId };
  }),
  row("an access key in a branch's variable", ["ACCESS_KEY_IN_VARIABLE"], (account) => {
    account.branches[1] = branch("develop", { environmentVariables: { KEY: accessKeyId } });
  }),
  row("an access key in the build spec", ["SECRET_IN_ARGUMENT"], (account) => {
    app(account).buildSpec = `version: 1\nenv: { KEY: ${accessKeyId} }`;
  }),
  row("a secret in a variable", ["SECRET_IN_VARIABLE"], (account) => {
    app(account).environmentVariables = { DB_PASSWORD: "correct horse" };
  }),
  row("previews with a role that can write", ["PREVIEWS_MAY_WRITE"], (account) => {
    account.branches[0] = branch("main", { enablePullRequestPreview: true });
    role(account, "web-compute").inline.more = policy(allow("dynamodb:PutItem", table));
  }),
  row("auto-created branches with a role that can write", ["PREVIEWS_MAY_WRITE"], (account) => {
    app(account).enableAutoBranchCreation = true;
    role(account, "web-compute").inline.more = policy(allow("dynamodb:PutItem", table));
  }),
  row("an administrator policy", ["ADMINISTRATOR_POLICY"], (account) => {
    role(account, "web-compute").attached.push("arn:aws:iam::aws:policy/AdministratorAccess");
  }),
  row("an administrator policy on the service role", ["ADMINISTRATOR_POLICY"], (account) => {
    const arn = "arn:aws:iam::aws:policy/AdministratorAccess-Amplify";
    account.managed[arn] = policy(allow(["dynamodb:*", "logs:*", "s3:*"], "*"));
    role(account, "web-service").attached.push(arn);
  }),
  row("a log group that never expires", ["LOG_GROUP_NEVER_EXPIRES"], (account) => {
    account.logGroup = {};
  }),
  row("the recipe's policy, whose DescribeLogGroups never matches", ["ACTION_WITHOUT_RESOURCE"], (account) => {
    role(account, "web-service").inline["ssr-logs"] = policy({
      Sid: "AllowLoggroupWrite",
      ...allow(
        ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogGroups", "logs:PutLogEvents"],
        `${logGroups}:/aws/amplify/*:*`,
      ),
    });
  }),
  row("Node.js 18 in the live updates", ["DEPRECATED_RUNTIME"], (account) => {
    app(account).environmentVariables = {
      _LIVE_UPDATES: '[{"name":"Node.js version","pkg":"node","type":"nvm","version":"18"}]',
    };
  }),
  row("Node.js 16 in the build spec", ["DEPRECATED_RUNTIME"], (account) => {
    app(account).buildSpec = "version: 1\nfrontend:\n  phases:\n    preBuild:\n      commands:\n        - nvm use 16\n";
  }),
  row("a role of another account", ["ARN_ACCOUNT_MISMATCH"], (account) => {
    app(account).computeRoleArn = "arn:aws:iam::210987654321:role/web-compute";
  }),
  row("a role of another partition", ["ARN_PARTITION_MISMATCH"], (account) => {
    app(account).computeRoleArn = `arn:aws-cn:iam::${accountId}:role/web-compute`;
  }),
  row(
    "a resource in an impossible partition",
    ["ARN_PARTITION_MISMATCH"],
    adding(allow("sqs:SendMessage", `arn:aws-cn:sqs:cn-north-1:${accountId}:q`)),
  ),
  row(
    "a resource in an impossible region",
    ["INVALID_ARN"],
    adding(allow("sqs:SendMessage", `arn:aws:sqs:eu-wset-1:${accountId}:q`)),
  ),
  row("a missing framework", ["FRAMEWORK_MISSING"], (account) => {
    account.branches[0] = branch("main", { framework: "" });
  }),
  row("a deleted compute role", ["ROLE_NOT_FOUND"], (account) => {
    delete account.roles["web-compute"];
  }),
  row("a compute role that is seconds old", ["ROLE_JUST_CREATED"], (account) => {
    role(account, "web-compute").createdAgo = 12;
  }),
  row("a trust policy for Lambda", ["TRUST_PRINCIPAL"], (account) => {
    role(account, "web-compute").trust = policy({
      Effect: "Allow",
      Principal: { Service: "lambda.amazonaws.com" },
      Action: "sts:AssumeRole",
    });
  }),
  row("a trust policy with another account", ["TRUST_CONDITION"], (account) => {
    role(account, "web-service").trust = policy({
      Effect: "Allow",
      Principal: { Service: "amplify.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "aws:SourceAccount": "210987654321" } },
    });
  }),
  row("a trust policy with another app", ["TRUST_CONDITION"], (account) => {
    role(account, "web-service").trust = policy({
      Effect: "Allow",
      Principal: { Service: "amplify.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: { ArnLike: { "aws:SourceArn": `arn:aws:amplify:${region}:${accountId}:apps/dother/*` } },
    });
  }),
  row("a trust policy that denies Amplify", ["TRUST_DENIES"], (account) => {
    role(account, "web-compute").trust = policy(...(computeTrust.Statement as object[]), {
      Effect: "Deny",
      Principal: { Service: "amplify.amazonaws.com" },
      Action: "sts:AssumeRole",
    });
  }),
  row("no service role", ["NO_SERVICE_ROLE"], (account) => {
    delete app(account).iamServiceRoleArn;
  }),
  row("a service role that cannot write logs", ["LOGS_NOT_ALLOWED"], (account) => {
    role(account, "web-service").inline = {};
  }),
  row("no log group", ["LOG_GROUP_NOT_FOUND"], (account) => {
    account.logGroup = undefined;
  }),
  row("a call that was denied", ["CALL_NOT_ALLOWED"], (account) => {
    account.events.unshift(deniedEvent("web-compute", "dynamodb:PutItem", table));
  }),
  row("a call that was denied on another resource", ["CALL_ON_OTHER_RESOURCE"], (account) => {
    account.events.unshift(deniedEvent("web-compute", "dynamodb:GetItem", `${table}-archive`));
  }),
  row("a denial in the log", ["CALL_NOT_ALLOWED"], (account) => {
    account.logEvents.push({
      ago: 60,
      message: `AccessDeniedException: User: ${sessionArn("web-compute")} is not authorized to perform: dynamodb:PutItem on resource: ${table} because no identity-based policy allows the dynamodb:PutItem action`,
    });
  }),
  row("a denial by the organization", ["CALL_BLOCKED"], (account) => {
    account.logEvents.push({
      ago: 60,
      message: `User: ${sessionArn("web-compute")} is not authorized to perform: dynamodb:GetItem on resource: ${table} with an explicit deny in a service control policy`,
    });
  }),
  row("CredentialsProviderError in the log", ["NO_CREDENTIALS"], (account) => {
    account.logEvents.push({
      ago: 60,
      message: "CredentialsProviderError: Could not load credentials from any providers",
    });
  }),
  row("expired keys in the log", ["INVALID_CREDENTIALS"], (account) => {
    account.logEvents.push({
      ago: 60,
      message: "ExpiredTokenException: The security token included in the request is expired",
    });
  }),
  row("AppSync's Unauthorized in the log", ["GRAPHQL_FIELD_NOT_ALLOWED"], (account) => {
    account.logEvents.push({
      ago: 60,
      message: '{"errorType":"Unauthorized","message":"Not Authorized to access getPost on type Query"}',
    });
  }),
  row("a refused attempt to assume the role", ["ASSUME_ROLE_REFUSED"], (account) => {
    account.events.unshift(
      assumed("web-compute", session, 60, { errorCode: "AccessDenied", errorMessage: "An error occurred" }),
    );
  }),
  row("a role that was never assumed", ["ROLE_NOT_ASSUMED"], (account) => {
    account.events = account.events.slice(0, 1);
  }),
];

export { appId };
