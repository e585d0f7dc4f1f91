import { readFileSync } from "node:fs";
import {
  allow,
  appsync,
  bedrock,
  cloudFront,
  cloudWatch,
  cognito,
  dynamodb,
  ecr,
  eventBridge,
  type Finding,
  kms,
  lambda,
  location,
  planAmplifyComputeRole,
  planAmplifySsrApp,
  rdsData,
  rdsIam,
  SpecificationError,
  s3,
  secretsManager,
  ses,
  sns,
  sqs,
  ssm,
  stepFunctions,
  sts,
  xray,
} from "@amplify-roles/core";
import { describe, expect, test } from "vitest";
import { api, cluster, key, queue, region, role, secret, table } from "./fixtures/arns.js";
import { basicAuth } from "./fixtures/specifications.js";
import { lintRows } from "./lint/fixtures.js";
import { Joined, Late } from "./support/late.js";
import { findingsOf, planners, reportedBy } from "./support/plans.js";

/** Code and path, as in `NOT_AN_ARN computeRole.grants[0].resources[0]`. */
type Expected = readonly string[];
type Row = readonly [what: string, plan: () => unknown, expected: Expected];

// A specification is of unknown shape here: what is wrong with it is the point.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Wrong = any;
const app = (specification: Wrong) => () => planners.app({ name: "web", ...specification });
const branch = (specification: Wrong) => app({ branches: { main: specification } });
const serviceRole = (specification: Wrong) => () => planners.serviceRole(specification);
const computeRole = (specification: Wrong) => () => planners.computeRole(specification);
const granting = (...grants: Wrong[]) => computeRole({ grants });
const allowing = (statement: Wrong) =>
  granting(allow({ actions: ["sqs:SendMessage"], resources: [queue], ...statement }));
const variables = (environmentVariables: Wrong) => app({ environmentVariables });
const wrong = (value: unknown) => value as Wrong;

const arnOf = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:123456789012:${resource}`;
/** Shaped like keys, and put together here so that nothing in the repository is. */
const accessKeyId = ["AK", "IA", "ABCDEFGHIJKLMNOP"].join("");
const temporaryKeyId = ["AS", "IA", "ABCDEFGHIJKLMNOP"].join("");
const secretKey = "wJalrXUtnFEMI/K7MDENG".padEnd(40, "x");

const many = (count: number, grant: (index: number) => unknown) =>
  Array.from({ length: count }, (_, index) => grant(index));
const tables = (count: number) => many(count, (index) => dynamodb.write(`${table}-${index}`));
/** Two actions of two services on many queues: one statement, most of which is resources. */
const queues = (count: number, service = "sqs") =>
  allow({
    actions: [`${service}:SendMessage`],
    resources: many(count, (index) => arnOf(service, `orders-${index}`)) as string[],
  });

/** A statement that is never taken apart. */
const named = (count: number) =>
  allow({
    sid: "Orders",
    actions: ["sqs:SendMessage"],
    resources: many(count, (index) => arnOf("sqs", `orders-${index}`)) as string[],
  });

const resource = "grants[0].resources[0]";

const shapes: readonly Row[] = [
  ["no specification at all", () => planners.app(undefined), ["NOT_AN_OBJECT "]],
  ["a list in its place", () => planners.app([]), ["NOT_AN_OBJECT "]],
  ["an instance of a class in its place", () => planners.app(new Date(0)), ["NOT_AN_OBJECT "]],
  ["no name", () => planners.app({}), ["MISSING name"]],
  ["a number where text belongs", app({ name: 5 }), ["NOT_TEXT name"]],
  ["a resource where its ARN belongs", granting(dynamodb.read(wrong({ arn: table }))), [`UNKNOWN_KEY ${resource}.arn`]],
  ["undefined where an ARN belongs", granting(dynamodb.read(wrong(undefined))), [`NOT_TEXT ${resource}`]],
  ["text where true or false belongs", app({ enableBasicAuth: "true" }), ["NOT_A_FLAG enableBasicAuth"]],
  ["text where a number belongs", computeRole({ maxSessionDuration: "3600" }), ["NOT_A_NUMBER maxSessionDuration"]],
  ["one where a list belongs", computeRole({ grants: dynamodb.read(table) }), ["NOT_A_LIST grants"]],
  ["a list where an object belongs", app({ branches: ["main"] }), ["NOT_AN_OBJECT branches"]],
  ["a word that AWS does not know", app({ platform: "WEB_COMPUT" }), ["NOT_ONE_OF platform"]],
  ["a typo", app({ enviromentVariables: {} }), ["UNKNOWN_KEY enviromentVariables"]],
  ["the provider's name for a thing", app({ iamServiceRoleArn: role }), ["UNKNOWN_KEY iamServiceRoleArn"]],
  ["a key that every object has", app({ constructor: 1 }), ["UNKNOWN_KEY constructor"]],
  ["a name of no characters", app({ name: "" }), ["BAD_LENGTH name"]],
  ["a name of too many", app({ name: "x".repeat(256) }), ["BAD_LENGTH name"]],
  ["a custom rule without target", app({ customRules: [{ source: "/" }] }), ["MISSING customRules[0].target"]],
];

const stringified: readonly Row[] = [
  [
    "a Pulumi Output in a template string",
    granting(dynamodb.read("Calling [toString] on an [Output<T>] is not supported.")),
    [`STRINGIFIED_VALUE ${resource}`],
  ],
  [
    "a Pulumi Output in JSON",
    variables({ CONFIG: '{"url":"Calling [toJSON] on an [Output<T>] is not supported."}' }),
    ["STRINGIFIED_VALUE environmentVariables.CONFIG"],
  ],
  ["an object in a template string", granting(s3.read(`arn:aws:s3:::${{}}`)), [`STRINGIFIED_VALUE ${resource}`]],
  ["a CDKTF token that was cut in two", app({ description: "${TfToken[TOK" }), ["STRINGIFIED_VALUE description"]],
  [
    "a token as a key",
    variables({ "${TfToken[TOKEN.1]}": "x" }),
    ['LATE_KEY environmentVariables["${TfToken[TOKEN.1]}"]'],
  ],
  ["a character that delimits markers", app({ description: "\uE000late:0\uE001" }), ["RESERVED_CHARACTER description"]],
  [
    "such a character in place of true or false",
    app({ enableBasicAuth: "\uE000" }),
    ["RESERVED_CHARACTER enableBasicAuth"],
  ],
  [
    "such a character in place of a number",
    computeRole({ maxSessionDuration: "\uE001" }),
    ["RESERVED_CHARACTER maxSessionDuration"],
  ],
  ["such a character in a key", app({ branches: { "\uE000late:0\uE001": {} } }), ["RESERVED_CHARACTER branches"]],
];

const known: readonly Row[] = [
  ["an app to import", app({ importId: new Late("d123456789abcd") }), ["MUST_BE_KNOWN importId"]],
  ["a branch's id", branch({ id: new Late("main") }), ["MUST_BE_KNOWN branches.main.id"]],
  ["what carries a branch", branch({ managedBy: new Late("amplify") }), ["MUST_BE_KNOWN branches.main.managedBy"]],
  ["the kind of policies", computeRole({ policyType: new Late("managed") }), ["MUST_BE_KNOWN policyType"]],
  ["the shape of statements", serviceRole({ logs: { shape: new Late("exact") } }), ["MUST_BE_KNOWN logs.shape"]],
  ["an action", allowing({ actions: [new Late("sqs:SendMessage")] }), ["MUST_BE_KNOWN grants[0].actions[0]"]],
  [
    "whether a parameter's name has a slash",
    granting(ssm.read({ name: wrong(new Late("/web")) })),
    [`MUST_BE_KNOWN ${resource}.name`],
  ],
  [
    "the app whose log group is taken over",
    serviceRole({ appId: new Late("d123456789abcd"), logs: { import: true } }),
    ["MUST_BE_KNOWN logs.import"],
  ],
  ["that flag itself", serviceRole({ logs: { import: new Late(true) } }), ["NOT_A_FLAG logs.import"]],
  [
    "a state machine whose executions have ARNs of their own",
    granting(stepFunctions.readExecutions(wrong(new Late(arnOf("states", "stateMachine:orders"))))),
    [`MUST_BE_KNOWN ${resource}`],
  ],
];

const arns: readonly Row[] = [
  ["a name", granting(dynamodb.read("orders")), [`NOT_AN_ARN ${resource}`]],
  ["no text", granting(dynamodb.read("")), [`NOT_AN_ARN ${resource}`]],
  ["half an ARN", granting(dynamodb.read("arn:aws:dynamodb:eu-west-1")), [`NOT_AN_ARN ${resource}`]],
  [
    "a name before a late value",
    granting(dynamodb.read(wrong(new Joined("orders-", new Late("a"))))),
    [`NOT_AN_ARN ${resource}`],
  ],
  [
    "no partition",
    granting(dynamodb.read("arn:amazon:dynamodb:eu-west-1:123456789012:table/a")),
    [`BAD_ARN ${resource}`],
  ],
  ["no region", granting(dynamodb.read("arn:aws:dynamodb::123456789012:table/a")), [`BAD_ARN ${resource}`]],
  ["no account", granting(dynamodb.read("arn:aws:dynamodb:eu-west-1:1234:table/a")), [`BAD_ARN ${resource}`]],
  ["a bucket in a region", granting(s3.read("arn:aws:s3:eu-west-1:123456789012:a")), [`BAD_ARN ${resource}`]],
  ["another service's", granting(dynamodb.read("arn:aws:s3:::web")), [`ARN_OF_OTHER_SERVICE ${resource}`]],
  [
    "another partition's",
    () => planners.computeRole({ region, grants: [s3.read("arn:aws-cn:s3:::web")] }),
    [`ARN_OF_OTHER_PARTITION ${resource}`],
  ],
  ["no grant", computeRole({ grants: [] }), ["EMPTY grants"]],
  [
    "any role to pass on",
    allowing({ actions: ["iam:PassRole"], resources: ["*"] }),
    [`WILDCARD_GRANTS_EVERYTHING ${resource}`],
  ],
  ["a table's index", granting(dynamodb.read(`${table}/index/by-date`)), [`ARN_OF_OTHER_KIND ${resource}`]],
  ["an object", granting(s3.read("arn:aws:s3:::web/images/*")), [`ARN_OF_OTHER_KIND ${resource}`]],
  [
    "a parameter with two slashes",
    granting(ssm.read(arnOf("ssm", "parameter//web"))),
    [`ARN_OF_OTHER_KIND ${resource}`],
  ],
  [
    "a secret without its suffix",
    granting(secretsManager.read(arnOf("secretsmanager", "secret:web/prod"))),
    [`ARN_OF_OTHER_KIND ${resource}`],
  ],
  ["a layer", granting(lambda.invoke(arnOf("lambda", "layer:resize"))), [`ARN_OF_OTHER_KIND ${resource}`]],
  ["fields of an API", granting(appsync.graphql(`${api}/types/Query/*`)), [`ARN_OF_OTHER_KIND ${resource}`]],
  ["an instance", granting(rdsData.execute(arnOf("rds", "db:orders"), { secret })), [`ARN_OF_OTHER_KIND ${resource}`]],
  ["a cluster as a user", granting(rdsIam.connect(cluster)), [`ARN_OF_OTHER_SERVICE ${resource}`]],
  ["a key's alias", granting(kms.decrypt(arnOf("kms", "alias/web"))), [`ARN_OF_OTHER_KIND ${resource}`]],
  [
    "a key's alias to decrypt with",
    granting(s3.read("arn:aws:s3:::web", { kmsKey: arnOf("kms", "alias/web") })),
    ["KMS_ALIAS grants[0].options.kmsKey"],
  ],
  [
    "another key to decrypt with",
    granting(s3.read("arn:aws:s3:::web", { kmsKey: table })),
    ["ARN_OF_OTHER_SERVICE grants[0].options.kmsKey"],
  ],
  [
    "a table as a Data API's secret",
    granting(rdsData.execute(cluster, { secret: table })),
    ["ARN_OF_OTHER_SERVICE grants[0].options.secret"],
  ],
  [
    "no text as a Data API's secret",
    granting(rdsData.execute(cluster, { secret: wrong(5) })),
    ["NOT_TEXT grants[0].options.secret"],
  ],
  [
    "a name as a log group's key",
    serviceRole({ appId: "d1", logs: { kmsKeyId: "alias/web" } }),
    ["KMS_ALIAS logs.kmsKeyId"],
  ],
  ["a user as a role", app({ serviceRole: "arn:aws:iam::123456789012:user/me" }), ["NOT_A_ROLE_ARN serviceRole"]],
  ["a role's name as a role", branch({ computeRole: "reader" }), ["NOT_A_ROLE_ARN branches.main.computeRole"]],
  ["a role as a policy", computeRole({ managedPolicies: [role] }), ["BAD_MANAGED_POLICY managedPolicies[0]"]],
  ["a role as a boundary", computeRole({ permissionsBoundary: role }), ["BAD_MANAGED_POLICY permissionsBoundary"]],
  ["every role to assume", granting(sts.assumeRole({ name: "*" })), [`WILDCARD_GRANTS_EVERYTHING ${resource}.name`]],
  [
    "every role's ARN to assume",
    granting(sts.assumeRole("arn:aws:iam::123456789012:role/*")),
    [`WILDCARD_GRANTS_EVERYTHING ${resource}`],
  ],
  ["a role in a region", granting(sts.assumeRole({ name: "a", region } as Wrong)), [`UNKNOWN_KEY ${resource}.region`]],
  ["a role's path in front", granting(sts.assumeRole({ name: "/team/a" })), [`BAD_NAME ${resource}.name`]],
  [
    "every queue",
    granting(sqs.send("arn:aws:sqs:eu-west-1:123456789012:*")),
    [`WILDCARD_GRANTS_EVERYTHING ${resource}`],
  ],
  [
    "a queue's URL",
    granting(sqs.send("https://sqs.eu-west-1.amazonaws.com/123456789012/a")),
    [`NOT_AN_ARN ${resource}`],
  ],
  ["a topic's subscription", granting(sns.publish(arnOf("sns", "orders:1234"))), [`ARN_OF_OTHER_KIND ${resource}`]],
  [
    "a distribution in a region",
    granting(cloudFront.invalidate(arnOf("cloudfront", "distribution/E1"))),
    [`BAD_ARN ${resource}`],
  ],
  [
    "a distribution without an account",
    granting(cloudFront.invalidate("arn:aws:cloudfront:::distribution/E1")),
    [`BAD_ARN ${resource}`],
  ],
  [
    "a foundation model in an account",
    granting(bedrock.invoke(arnOf("bedrock", "foundation-model/a.b"))),
    [`BAD_ARN ${resource}`],
  ],
  ["a profile as a model", granting(bedrock.invoke({ modelId: "eu.acme.a" })), [`BAD_NAME ${resource}.modelId`]],
  [
    "a profile without its models",
    granting(bedrock.invokeInferenceProfile({ profileId: "eu.acme.a" }, wrong({}))),
    ["MISSING grants[0].options.models"],
  ],
  [
    "a profile among its models",
    granting(bedrock.invokeInferenceProfile({ profileId: "eu.acme.a" }, { models: [{ modelId: "eu.acme.a" }] })),
    ["BAD_NAME grants[0].options.models[0].modelId"],
  ],
  [
    "a version of a state machine",
    granting(stepFunctions.start(arnOf("states", "stateMachine:orders:1"))),
    [`ARN_OF_OTHER_KIND ${resource}`],
  ],
  [
    "an event bus's rule",
    granting(eventBridge.putEvents(arnOf("events", "rule/orders"))),
    [`ARN_OF_OTHER_KIND ${resource}`],
  ],
  [
    "no source of events",
    granting(eventBridge.putEvents({ name: "default" }, { sources: [] })),
    ["EMPTY grants[0].options.sources"],
  ],
  [
    "an object behind an access point",
    granting(s3.read(arnOf("s3", "accesspoint/images/object/a"))),
    [`ARN_OF_OTHER_KIND ${resource}`],
  ],
  [
    "an access point's uploads",
    granting(s3.manageUploads(wrong({ accessPoint: "images" }))),
    [`UNKNOWN_KEY ${resource}.accessPoint`],
  ],
  ["neither a bucket nor an access point", granting(s3.read(wrong({ region }))), [`UNKNOWN_KEY ${resource}.region`]],
  ["metrics in any namespace", granting(cloudWatch.putMetrics(wrong({}))), ["MISSING grants[0].options.namespaces"]],
  [
    "a configuration set by a bare name",
    granting(ses.send({ name: "example.com" }, { configurationSets: ["transactional"] })),
    ["NOT_AN_ARN grants[0].options.configurationSets[0]"],
  ],
  ["a user pool's name", granting(cognito.readUsers({ userPoolId: "users" })), [`BAD_NAME ${resource}.userPoolId`]],
  [
    "a repository's URL",
    granting(ecr.pull("123456789012.dkr.ecr.eu-west-1.amazonaws.com/web")),
    [`NOT_AN_ARN ${resource}`],
  ],
  ["a region that is none", granting(location.maps({ regions: ["EU"] })), ["BAD_NAME grants[0].options.regions[0]"]],
  [
    "a resource for what takes none",
    granting({ ...xray.write(), resources: [table] }),
    ["UNKNOWN_KEY grants[0].resources"],
  ],
];

const everyTable = `WILDCARD_GRANTS_EVERYTHING ${resource}`;
const wildcards: readonly Row[] = [
  ["as a resource", granting(dynamodb.read("*")), [everyTable]],
  ["as a resource's name", granting(dynamodb.read({ name: "*" })), [`${everyTable}.name`]],
  ["as an ARN's name", granting(dynamodb.read(arnOf("dynamodb", "table/*"))), [everyTable]],
  ["as every bucket", granting(s3.read("arn:aws:s3:::*")), [everyTable]],
  ["as every function and version", granting(lambda.invoke(arnOf("lambda", "function:*:*"))), [everyTable]],
  ["as every database user", granting(rdsIam.connect(arnOf("rds-db", "dbuser:*/*"))), [everyTable]],
  [
    "behind a resource that is none",
    allowing({ actions: ["dynamodb:GetItem"], resources: ["orders", "*"] }),
    ["NOT_AN_ARN grants[0].resources[0]", "WILDCARD_GRANTS_EVERYTHING grants[0].resources[1]"],
  ],
  ["as every action", allowing({ actions: ["*"] }), ["WILDCARD_GRANTS_EVERYTHING grants[0].actions[0]"]],
  [
    "as every action of a service",
    allowing({ actions: ["sqs:*"] }),
    ["WILDCARD_GRANTS_EVERYTHING grants[0].actions[0]"],
  ],
  [
    "as every action, twice over",
    allowing({ actions: ["sqs:**"] }),
    ["WILDCARD_GRANTS_EVERYTHING grants[0].actions[0]"],
  ],
  [
    "as every resource of an action that has some",
    allowing({ actions: ["dynamodb:GetItem"], resources: ["*"] }),
    ["WILDCARD_GRANTS_EVERYTHING grants[0].resources[0]"],
  ],
  [
    "as every resource, the action in other letters",
    allowing({ actions: ["dynamodb:getitem"], resources: ["*"] }),
    ["WILDCARD_GRANTS_EVERYTHING grants[0].resources[0]"],
  ],
  [
    "as every resource of actions by wildcard",
    allowing({ actions: ["s3:Get*"], resources: ["*"] }),
    ["WILDCARD_GRANTS_EVERYTHING grants[0].resources[0]"],
  ],
  [
    "as every resource of an action by its ending",
    allowing({ actions: ["s3:*etBucketLocation"], resources: ["*"] }),
    ["WILDCARD_GRANTS_EVERYTHING grants[0].resources[0]"],
  ],
  [
    "as every resource of a service",
    allowing({ actions: ["dynamodb:GetItem"], resources: ["arn:aws:dynamodb:*:*:*"] }),
    ["WILDCARD_GRANTS_EVERYTHING grants[0].resources[0]"],
  ],
];

const names: readonly Row[] = [
  ["a table's, too long", granting(dynamodb.read({ name: "x".repeat(256) })), [`BAD_NAME ${resource}.name`]],
  ["a bucket's in capitals", granting(s3.read({ name: "Web" })), [`BAD_NAME ${resource}.name`]],
  ["an ARN", granting(dynamodb.read({ name: table })), [`ARN_AS_NAME ${resource}.name`]],
  ["none", granting(dynamodb.read(wrong({}))), [`RESOURCE_NOT_NAMED ${resource}`]],
  ["one of two parts", granting(rdsIam.connect(wrong({ resourceId: "db-ABC" }))), [`MISSING ${resource}.user`]],
  ["a typo in its key", granting(dynamodb.read(wrong({ nmae: "a" }))), [`UNKNOWN_KEY ${resource}.nmae`]],
  [
    "a region that is none",
    granting(dynamodb.read({ name: "a", region: "Ireland!" })),
    [`BAD_NAME ${resource}.region`],
  ],
  [
    "an account that is none",
    granting(dynamodb.read({ name: "a", account: "1234" })),
    [`BAD_NAME ${resource}.account`],
  ],
  [
    "a partition that is none",
    granting(s3.read({ name: "a", partition: "amazon" })),
    [`BAD_NAME ${resource}.partition`],
  ],
  ["the deployment's region", app({ region: "Ireland" }), ["BAD_NAME region"]],
  ["the deployment's account", app({ account: "1234-5678" }), ["BAD_NAME account"]],
  ["the deployment's partition", app({ partition: "amazon" }), ["BAD_NAME partition"]],
  ["a role's, too long", computeRole({ name: "x".repeat(65) }), ["BAD_ROLE_NAME name"]],
  ["a role's, with a slash", computeRole({ name: "feature/login" }), ["BAD_ROLE_NAME name"]],
  ["a role's, that is made of none", () => planAmplifyComputeRole("роль", {}), ["BAD_ROLE_NAME name"]],
  ["a path without its slashes", computeRole({ path: "amplify" }), ["BAD_PATH path"]],
  ["a path with an empty part", computeRole({ path: "/a//b/" }), ["BAD_PATH path"]],
  ["a path with a space", computeRole({ path: "/a b/" }), ["BAD_PATH path"]],
  ["a path that is too long", computeRole({ path: `/${"x".repeat(511)}/` }), ["BAD_PATH path"]],
  // Quadratic or worse in a careless pattern: it has to be refused in no time.
  ["a path of many parts without its last slash", computeRole({ path: "/a".repeat(200) }), ["BAD_PATH path"]],
  ["a description in other letters", computeRole({ description: "Роль" }), ["BAD_DESCRIPTION description"]],
  ["a description that is too long", computeRole({ description: "x".repeat(1001) }), ["BAD_DESCRIPTION description"]],
  [
    "one name for two roles",
    app({ serviceRole: { name: "Web" }, computeRole: { name: "web" } }),
    ["DUPLICATE_ROLE_NAME computeRole.name"],
  ],
];

const roles: readonly Row[] = [
  ["a session of a minute", computeRole({ maxSessionDuration: 60 }), ["BAD_SESSION_DURATION maxSessionDuration"]],
  [
    "a session of half seconds",
    computeRole({ maxSessionDuration: 3600.5 }),
    ["BAD_SESSION_DURATION maxSessionDuration"],
  ],
  [
    "ten days of logs",
    serviceRole({ appId: "d1", logs: { retentionInDays: 10 } }),
    ["BAD_RETENTION logs.retentionInDays"],
  ],
  [
    "minus one day of logs",
    app({ serviceRole: { logs: { retentionInDays: -1 } } }),
    ["BAD_RETENTION serviceRole.logs.retentionInDays"],
  ],
  ["a log group of no app", serviceRole({ logs: { retentionInDays: 30 } }), ["LOG_GROUP_WITHOUT_APP logs"]],
  ["a branch of no app", computeRole({ branchName: "main" }), ["MISSING appId"]],
  ["an app's ARN as its id", computeRole({ appId: arnOf("amplify", "apps/d123") }), ["NOT_AN_APP_ID appId"]],
  [
    "a trust policy that is too long",
    () => planners.serviceRole({ region: `eu-${"x".repeat(2048)}-1` }),
    ["TRUST_OVER_QUOTA "],
  ],
];

const grants: readonly Row[] = [
  ["no grant", granting("dynamodb"), ["NOT_A_GRANT grants[0]"]],
  ["the function in place of what it makes", granting(dynamodb.read), ["NOT_A_GRANT grants[0]"]],
  ["of an unknown function", granting({ ...dynamodb.read(table), access: "raed" }), ["UNKNOWN_GRANT grants[0]"]],
  [
    "of what every object has",
    granting({ ...dynamodb.read(table), access: "constructor" }),
    ["UNKNOWN_GRANT grants[0]"],
  ],
  ["on nothing", granting(dynamodb.read([])), ["EMPTY grants[0].resources"]],
  ["of no action", allowing({ actions: [] }), ["EMPTY grants[0].actions"]],
  ["on no resource", allowing({ resources: [] }), ["EMPTY grants[0].resources"]],
  ["on no field", granting(appsync.query(api, { fields: [] })), ["EMPTY grants[0].options.fields"]],
  ["on items of no key", granting(dynamodb.read(table, { leadingKeys: [] })), ["EMPTY grants[0].options.leadingKeys"]],
  [
    "with a typo in an option",
    granting(dynamodb.read(table, wrong({ kmskey: key }))),
    ["UNKNOWN_KEY grants[0].options.kmskey"],
  ],
  [
    "with another function's option",
    granting(dynamodb.readStream(table, wrong({ indexes: [] }))),
    ["UNKNOWN_KEY grants[0].options.indexes"],
  ],
  [
    "without an option that it needs",
    granting(rdsData.execute(cluster, wrong({}))),
    ["MISSING grants[0].options.secret"],
  ],
  ["of an action without its service", allowing({ actions: ["SendMessage"] }), ["NOT_AN_ACTION grants[0].actions[0]"]],
  [
    "on a bare API, which never matches",
    allowing({ actions: ["appsync:GraphQL"], resources: [api] }),
    ["APPSYNC_API_WITHOUT_FIELDS grants[0].resources[0]"],
  ],
  ["with a Sid of other characters", allowing({ sid: "my orders" }), ["BAD_SID grants[0].sid"]],
  [
    "with a Sid that is taken",
    granting(
      queues(1),
      ...["Orders", "Orders"].map((sid) => allow({ actions: ["sqs:SendMessage"], resources: [queue], sid })),
    ),
    ["DUPLICATE_SID grants[2].sid"],
  ],
  [
    "with characters that no policy holds",
    granting(s3.read("arn:aws:s3:::web", { prefix: "картинки/" })),
    ["BAD_POLICY_TEXT grants[0]"],
  ],
];

const quotas: readonly Row[] = [
  ["an inline policy", computeRole({ grants: tables(300) }), ["POLICY_OVER_QUOTA "]],
  ["an app's inline policy", app({ computeRole: { grants: tables(300) } }), ["POLICY_OVER_QUOTA computeRole"]],
  [
    "a managed policy of one named statement",
    computeRole({ policyType: "managed", grants: [named(200), queues(1)] }),
    ["POLICY_OVER_QUOTA "],
  ],
  [
    "an inline policy, where only what is known later puts it over",
    granting(...many(40, (index) => dynamodb.read(wrong(new Late(`${table}-${index}`))))),
    ["POLICY_OVER_QUOTA "],
  ],
  [
    "a managed policy of one named statement, where only what is known later puts it over",
    computeRole({
      policyType: "managed",
      grants: [
        allow({
          sid: "Orders",
          actions: ["sqs:SendMessage"],
          resources: wrong(many(40, (index) => new Late(`${queue}-${index}`))),
        }),
      ],
    }),
    ["POLICY_OVER_QUOTA "],
  ],
  [
    "the number of one service's managed policies",
    computeRole({ policyType: "managed", grants: tables(1000) }),
    ["TOO_MANY_POLICIES "],
  ],
  [
    "the number of managed policies",
    computeRole({ policyType: "managed", grants: many(11, (index) => queues(1, `service${index}`)) }),
    ["TOO_MANY_POLICIES "],
  ],
  [
    "the number of managed policies, made and attached",
    computeRole({
      policyType: "managed",
      grants: many(8, (index) => queues(1, `service${index}`)),
      managedPolicies: ["AmazonS3ReadOnlyAccess", "AmazonSQSReadOnlyAccess", "AmazonSNSReadOnlyAccess"],
    }),
    ["TOO_MANY_POLICIES "],
  ],
];

const apps: readonly Row[] = [
  ["an app's ARN to import", app({ importId: arnOf("amplify", "apps/d123") }), ["NOT_AN_APP_ID importId"]],
  ["a name to import", app({ importId: "web" }), ["NOT_AN_APP_ID importId"]],
  [
    "a compute role for static files",
    app({ platform: "WEB", computeRole: {} }),
    ["COMPUTE_ROLE_WITHOUT_SERVER computeRole"],
  ],
  [
    "a branch's compute role for static files",
    app({ platform: "WEB", branches: { main: { computeRole: role } } }),
    ["COMPUTE_ROLE_WITHOUT_SERVER branches.main.computeRole"],
  ],
  [
    "branches that come to one name",
    app({ branches: { "feature/login": {}, "feature-login": {} } }),
    ['BRANCH_NAME_COLLISION branches["feature-login"]'],
  ],
  [
    "branches that differ in capitals only",
    app({ branches: { main: {}, Main: {} } }),
    ["BRANCH_NAME_COLLISION branches.Main"],
  ],
  [
    "a branch that is called as another's role",
    app({ branches: { main: { computeRole: {} }, "main-compute-role": {} } }),
    ['BRANCH_NAME_COLLISION branches["main-compute-role"]'],
  ],
  ["a branch of which no name is left", app({ branches: { ветка: {} } }), ['BAD_BRANCH_NAME branches["ветка"]']],
  [
    "a branch whose name is too long",
    app({ branches: { ["x".repeat(256)]: {} } }),
    [`BAD_BRANCH_NAME branches.${"x".repeat(256)}`],
  ],
  [
    "a standalone role's branch without name",
    computeRole({ appId: "d1", branchName: "" }),
    ["BAD_BRANCH_NAME branchName"],
  ],
  [
    "what Cloud Control has no place for",
    branch({
      computeRole: role,
      ttl: "5",
      displayName: "x",
      enableNotification: true,
      backendEnvironmentArn: "x",
      stage: "NONE",
    }),
    ["backendEnvironmentArn", "displayName", "enableNotification", "stage", "ttl"].map(
      (argument) => `NOT_IN_CLOUD_CONTROL branches.main.${argument}`,
    ),
  ],
  [
    "what Cloud Control only has a place for",
    branch({ buildSpec: "version: 1" }),
    ["ONLY_IN_CLOUD_CONTROL branches.main.buildSpec"],
  ],
  [
    "a role on what has none",
    branch({ managedBy: "amplify", computeRole: role }),
    ["ONLY_IN_CLOUD_CONTROL branches.main.managedBy"],
  ],
  [
    "a branch with its own role to import",
    app({ importId: "d1", branches: { main: { computeRole: role } } }),
    ["BRANCH_NOT_IMPORTABLE branches.main"],
  ],
  [
    "an app to import, without the service role that it may have",
    app({ importId: "d1", serviceRole: false }),
    ["IMPORT_REPLACES_APP serviceRole"],
  ],
  ["a branch to import without its app", branch({ import: true }), ["IMPORT_WITHOUT_APP branches.main.import"]],
  ["credentials as they are", app({ basicAuthCredentials: "user:password" }), ["BAD_BASIC_AUTH basicAuthCredentials"]],
  [
    "credentials without a user",
    app({ basicAuthCredentials: Buffer.from(":x").toString("base64") }),
    ["BAD_BASIC_AUTH basicAuthCredentials"],
  ],
  [
    "basic auth without credentials",
    branch({ computeRole: role, enableBasicAuth: true }),
    ["BASIC_AUTH_INCOMPLETE branches.main.enableBasicAuth"],
  ],
  [
    "an argument that the installed provider does not know",
    () =>
      planAmplifySsrApp("web", { name: "web", jobConfig: {} }, { supports: (_, argument) => argument !== "jobConfig" }),
    ["NOT_IN_PROVIDER jobConfig"],
  ],
];

const identityPoolId = "eu-west-1:12345678-1234-1234-1234-123456789012";
const identityPool = (specification: Wrong) => () =>
  planners.identityPool({ identityPoolId, authenticated: {}, ...specification });
const facebook = "graph.facebook.com";
const mapping = (more: Wrong) =>
  identityPool({ roleMappings: [{ identityProvider: facebook, type: "Rules", ...more }] });
const rule = { claim: "plan", matchType: "Equals", value: "paid", roleArn: role };

const identityPools: readonly Row[] = [
  ["no pool", identityPool({ identityPoolId: undefined }), ["MISSING identityPoolId"]],
  [
    "a user pool's id",
    identityPool({ identityPoolId: "eu-west-1_AbCdEfGhI" }),
    ["NOT_AN_IDENTITY_POOL identityPoolId"],
  ],
  ["neither of its roles", identityPool({ authenticated: undefined }), ["IDENTITY_POOL_WITHOUT_ROLE "]],
  ["a role's name", identityPool({ authenticated: "users" }), ["NOT_A_ROLE_ARN authenticated"]],
  [
    "conditions of a role that Amplify assumes",
    identityPool({ authenticated: { confusedDeputyConditions: true } }),
    ["UNKNOWN_KEY authenticated.confusedDeputyConditions"],
  ],
  [
    "one name for both roles",
    identityPool({ authenticated: { name: "users" }, unauthenticated: { name: "Users" } }),
    ["DUPLICATE_ROLE_NAME unauthenticated.name"],
  ],
  [
    "a grant that no guest can use",
    identityPool({ unauthenticated: { grants: [ssm.read({ path: "/web" })] } }),
    ["BEYOND_GUESTS unauthenticated.grants[0]"],
  ],
  [
    "tags of one provider twice",
    identityPool({ principalTags: [{ identityProviderName: facebook }, { identityProviderName: facebook }] }),
    ["DUPLICATE_IDENTITY_PROVIDER principalTags[1]"],
  ],
  ["tags of no provider", identityPool({ principalTags: [{}] }), ["MISSING principalTags[0].identityProviderName"]],
  ["no tags at all", identityPool({ principalTags: [] }), ["EMPTY principalTags"]],
  ["a mapping of an unknown type", mapping({ type: "Rule" }), ["NOT_ONE_OF roleMappings[0].type"]],
  ["a mapping without rules in its list", mapping({ mappingRules: [] }), ["EMPTY roleMappings[0].mappingRules"]],
  [
    "a rule to a role's name",
    mapping({ mappingRules: [{ ...rule, roleArn: "paying" }] }),
    ["NOT_A_ROLE_ARN roleMappings[0].mappingRules[0].roleArn"],
  ],
  [
    "a rule without a claim",
    mapping({ mappingRules: [{ ...rule, claim: undefined }] }),
    ["MISSING roleMappings[0].mappingRules[0].claim"],
  ],
  ["within an app", app({ identityPool: { identityPoolId } }), ["IDENTITY_POOL_WITHOUT_ROLE identityPool"]],
];

const environment: readonly Row[] = [
  ["a reserved name", variables({ AWS_REGION: "eu-west-1" }), ["RESERVED_VARIABLE environmentVariables.AWS_REGION"]],
  [
    "a value of 5,501 characters",
    variables({ LONG: "x".repeat(5_501) }),
    ["VARIABLE_TOO_LONG environmentVariables.LONG"],
  ],
  ["an access key's id", variables({ ID: accessKeyId }), ["ACCESS_KEY_IN_VARIABLE environmentVariables.ID"]],
  [
    "a temporary key's id within a text",
    variables({ ID: `id=${temporaryKeyId};` }),
    ["ACCESS_KEY_IN_VARIABLE environmentVariables.ID"],
  ],
  [
    "a secret key",
    variables({ MY_SECRET_ACCESS_KEY: secretKey }),
    ["ACCESS_KEY_IN_VARIABLE environmentVariables.MY_SECRET_ACCESS_KEY"],
  ],
  [
    "a branch's",
    branch({ environmentVariables: { AWS_X: "1" } }),
    ["RESERVED_VARIABLE branches.main.environmentVariables.AWS_X"],
  ],
  [
    "those of branches that come by themselves",
    app({ autoBranchCreationConfig: { environmentVariables: { AWS_X: "1" } } }),
    ["RESERVED_VARIABLE autoBranchCreationConfig.environmentVariables.AWS_X"],
  ],
];

const mistakes: Readonly<Record<string, readonly Row[]>> = {
  shapes,
  "values that were made text by mistake": stringified,
  "what has to be known": known,
  ARNs: arns,
  wildcards,
  names,
  roles,
  grants,
  quotas,
  "apps and branches": apps,
  "environment variables": environment,
  "identity pools": identityPools,
};
const rows = Object.values(mistakes).flat();

describe.each(Object.entries(mistakes))("%s", (_, group) => {
  test.each(group)("%s", (_what, plan, expected) => {
    const findings = reportedBy(plan);
    expect(findings.map(({ code, path }) => `${code} ${path}`)).toEqual(expected);
    for (const { message, fix } of findings) {
      expect(message).toMatch(/^\S.*\.$/s);
      expect(fix).toMatch(/^\S.*[.?]$/s);
    }
  });
});

test("every code has a row", () => {
  const source = readFileSync(new URL("../../packages/core/src/errors/faults.ts", import.meta.url), "utf8");
  const codes = new Set([...source.matchAll(/code: "([A-Z_]+)"/g)].map(([, code]) => code));
  const linted = Object.values(lintRows).flatMap((group) => group.flatMap(({ expected }) => expected));
  const covered = new Set([
    ...rows.flatMap(([, , expected]) => expected.map((line) => line.split(" ")[0])),
    ...linted.map((line) => line.split(" ")[1]),
  ]);
  expect(codes.size).toBeGreaterThan(50);
  expect([...codes].filter((code) => !covered.has(code))).toEqual([]);
});

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html; 0 is for ever. */
const DAYS = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

describe("what is right passes", () => {
  test.each<[string, () => unknown]>([
    ["a value of 5,500 characters", variables({ LONG: "x".repeat(5_500) })],
    ["a name that only holds AWS", variables({ MY_AWS_REGION: "eu-west-1", aws_region: "eu-west-1" })],
    ["40 characters that are no key", variables({ COMMIT: "0123456789abcdef0123456789abcdef01234567" })],
    ["a table by prefix", granting(dynamodb.read({ name: "my-app-*" }))],
    ["a bucket of before 2018", granting(s3.read("arn:aws:s3:::My_Bucket"))],
    [
      "* for what has no resource",
      allowing({ actions: ["ses:GetSendQuota", "cloudwatch:PutMetricData"], resources: ["*"] }),
    ],
    [
      "fields of an API that are known later",
      allowing({ actions: ["appsync:GraphQL"], resources: [new Joined(arnOf("appsync", "apis/"), new Late("abc/*"))] }),
    ],
    ["fields of an API", allowing({ actions: ["appsync:GraphQL"], resources: [`${api}/types/Query/*`] })],
    [
      "one Sid in each of two roles",
      app({
        serviceRole: { grants: [allow({ actions: ["sqs:SendMessage"], resources: [queue], sid: "A" })] },
        computeRole: { grants: [allow({ actions: ["sqs:SendMessage"], resources: [queue], sid: "A" })] },
      }),
    ],
    ["a path of 512 characters", computeRole({ path: `/${"x".repeat(510)}/` })],
    ["a role's name of 64 characters", computeRole({ name: "x".repeat(64) })],
    [
      "branches that come to one name, told apart by id",
      app({ branches: { "feature/login": {}, "feature-login": { id: "login" } } }),
    ],
    ["a branch in other letters, with an id", app({ branches: { ветка: { id: "branch" } } })],
    ["credentials with a colon in the password", app({ basicAuthCredentials: basicAuth })],
    [
      "10 managed policies",
      computeRole({ policyType: "managed", grants: many(10, (index) => queues(1, `service${index}`)) }),
    ],
    ...DAYS.map((days): [string, () => unknown] => [
      `${days} days of logs`,
      serviceRole({ appId: "d1", logs: { retentionInDays: days } }),
    ]),
  ])("%s", (_, plan) => expect(findingsOf(plan)).toEqual([]));
});

describe("the fix names what was meant", () => {
  test.each<[string, () => unknown, string]>([
    ["a key", app({ enviromentVariables: {} }), 'Did you mean "environmentVariables"?'],
    ["a key of a branch", branch({ computRole: role }), 'Did you mean "computeRole"?'],
    ["a short key", granting(dynamodb.read(wrong({ nmae: "a" }))), 'Did you mean "name"?'],
    ["an option", granting(dynamodb.read(table, wrong({ kmskey: key }))), 'Did you mean "kmsKey"?'],
    ["a word", app({ platform: "WEB_COMPUT" }), 'Did you mean "WEB_COMPUTE"?'],
    ["a function", granting({ ...dynamodb.read(table), access: "raed" }), "Did you mean dynamodb.read?"],
    ["the provider's key", app({ computeRoleArn: role }), 'computeRole: "<arn>"'],
    [
      "the function that knows the resource",
      allowing({ actions: ["kms:Decrypt"], resources: ["*"] }),
      "use kms.decrypt(…)",
    ],
    ["every key where none is near", app({ zzzzzzzzzz: 1 }), "accessToken, account, autoBranchCreationConfig"],
  ])("%s", (_, plan, fix) => expect(findingsOf(plan)[0]?.fix).toContain(fix));
});

describe("a policy over its quota", () => {
  const [small, big] = [dynamodb.read(table), named(400)];
  const over = (policyType: string) => findingsOf(computeRole({ policyType, grants: [small, big] }))[0] as Finding;

  test.each([
    ["inline", 10_240, 'policyType: "managed"'],
    ["managed", 6_144, "prefix"],
  ])("%s: says by how much, names the heaviest grants, and what to do", (policyType, quota, fix) => {
    const { message, fix: said } = over(policyType);
    expect(message).toMatch(/at least \d+ characters, \d+ more than/);
    const [, size, more] = /at least (\d+) characters, (\d+) more than/.exec(message) ?? [];
    expect(Number(size)).toBe(quota + Number(more));
    expect(message).toMatch(/Heaviest: grants\[1\] \(allow\), \d+ characters; grants\[0\] \(dynamodb\.read\), \d+/);
    expect(said).toContain(fix);
  });

  test("says so where the values that are known later decide, and stops nothing", () => {
    const grants = many(40, (index) => dynamodb.read(wrong(new Late(`${table}-${index}`))));
    const [warning] = reportedBy(granting(...grants));
    expect(warning).toMatchObject({ code: "POLICY_OVER_QUOTA", severity: "warning" });
    expect(warning?.message).toMatch(/can have up to \d+ characters once all values are known, and IAM takes 10240/);
  });

  test("counts what IAM counts: neither white space nor what is not known yet", () => {
    const resources = (text: string) => many(150, (index) => `${arnOf("sqs", "orders")}-${index}-${text}`) as string[];
    const spaced = allow({ actions: ["sqs:SendMessage"], resources: resources(" ".repeat(100)) });
    expect(findingsOf(granting(spaced))).toEqual([]);
    const late = allow({ actions: ["sqs:SendMessage"], resources: wrong(many(400, (index) => new Late(`${index}`))) });
    expect(findingsOf(granting(late))).toEqual([]);
    const long = allow({ actions: ["sqs:SendMessage"], resources: resources("x".repeat(100)) });
    expect(findingsOf(granting(long))).toHaveLength(1);
  });
});

describe("all at once", () => {
  const ten = {
    name: 5,
    platform: "WEBCOMPUTE",
    repositry: "https://github.com/acme/web",
    environmentVariables: { AWS_REGION: "eu-west-1" },
    serviceRole: { path: "amplify", logs: { retentionInDays: 10 } },
    computeRole: { grants: [dynamodb.read("orders"), s3.read({ name: "Web" })] },
    branches: { "feature/login": { ttl: 5 }, "feature-login": {} },
  };

  test("ten mistakes are ten findings", () => {
    expect(findingsOf(() => planners.app(ten)).map(({ path }) => path)).toEqual([
      "name",
      "platform",
      "repositry",
      "environmentVariables.AWS_REGION",
      "serviceRole.path",
      "serviceRole.logs.retentionInDays",
      'branches["feature/login"].ttl',
      "computeRole.grants[0].resources[0]",
      "computeRole.grants[1].resources[0].name",
      'branches["feature-login"]',
    ]);
  });

  test("in one error that can be read", () => {
    expect(() => planners.app(ten)).toThrow(SpecificationError);
    expect(() => planners.app({ ...ten, branches: {}, serviceRole: {} })).toThrowErrorMatchingInlineSnapshot(`
      [SpecificationError: 6 mistakes in the specification of AmplifySsrApp "web":
        name: number 5 stands where text is wanted.
          Write text. [NOT_TEXT]
          https://github.com/amplify-roles/amplify-roles/blob/main/docs/errors.md#not_text
        platform: "WEBCOMPUTE" is none of the values AWS takes.
          Did you mean "WEB_COMPUTE"? AWS takes: WEB_COMPUTE, WEB_DYNAMIC, WEB. [NOT_ONE_OF]
          https://github.com/amplify-roles/amplify-roles/blob/main/docs/errors.md#not_one_of
        repositry: There is no "repositry" here.
          Did you mean "repository"? [UNKNOWN_KEY]
          https://github.com/amplify-roles/amplify-roles/blob/main/docs/errors.md#unknown_key
        environmentVariables.AWS_REGION: Amplify refuses variables whose name begins with "AWS": "AWS_REGION".
          Call it something else. For the region at run time, AWS_REGION is there already. [RESERVED_VARIABLE]
          https://github.com/amplify-roles/amplify-roles/blob/main/docs/errors.md#reserved_variable
        computeRole.grants[0].resources[0]: "orders" is not an ARN.
          Write "arn:aws:dynamodb:eu-west-1:123456789012:table/orders" or { name: "…" }. [NOT_AN_ARN]
          https://github.com/amplify-roles/amplify-roles/blob/main/docs/errors.md#not_an_arn
        computeRole.grants[1].resources[0].name: "Web" cannot be a bucket name.
          Write one that matches ^[a-z0-9.*?-]{1,63}$. [BAD_NAME]
          https://github.com/amplify-roles/amplify-roles/blob/main/docs/errors.md#bad_name]
    `);
  });
});

test("a part that is wrong hides no mistake in its neighbours", () => {
  const broken = { name: "web", region, computeRole: { grants: [5, dynamodb.read(["a", table, "b"])] } };
  expect(findingsOf(() => planners.app(broken)).map(({ path }) => path)).toEqual([
    "computeRole.grants[0]",
    "computeRole.grants[1].resources[0]",
    "computeRole.grants[1].resources[2]",
  ]);
});
