import {
  appsync,
  bedrock,
  cloudFront,
  cloudWatch,
  cognito,
  dynamodb,
  ecr,
  eventBridge,
  kms,
  lambda,
  location,
  rdsData,
  rdsIam,
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
import { planAmplifyComputeRole } from "@amplify-roles/core/adapter";
import { api, cluster, region, role, secret, table } from "../fixtures/arns.js";
import { Joined, Unresolved } from "../support/placeholders.js";
import { planners } from "../support/plans.js";
import {
  allowing,
  app,
  arnOf,
  branch,
  computeRole,
  granting,
  type Row,
  resource,
  serviceRole,
  type Wrong,
  wrong,
} from "./rows.js";

export const arns: readonly Row[] = [
  ["a name", granting(dynamodb.read("orders")), [`NOT_AN_ARN ${resource}`]],
  ["no text", granting(dynamodb.read("")), [`NOT_AN_ARN ${resource}`]],
  ["half an ARN", granting(dynamodb.read("arn:aws:dynamodb:eu-west-1")), [`NOT_AN_ARN ${resource}`]],
  [
    "a name before a late value",
    granting(dynamodb.read(wrong(new Joined("orders-", new Unresolved("a"))))),
    [`NOT_AN_ARN ${resource}`],
  ],
  [
    "no partition",
    granting(dynamodb.read("arn:amazon:dynamodb:eu-west-1:123456789012:table/a")),
    [`INVALID_ARN ${resource}`],
  ],
  ["no region", granting(dynamodb.read("arn:aws:dynamodb::123456789012:table/a")), [`INVALID_ARN ${resource}`]],
  ["no account", granting(dynamodb.read("arn:aws:dynamodb:eu-west-1:1234:table/a")), [`INVALID_ARN ${resource}`]],
  ["a bucket in a region", granting(s3.read("arn:aws:s3:eu-west-1:123456789012:a")), [`INVALID_ARN ${resource}`]],
  ["another service's", granting(dynamodb.read("arn:aws:s3:::web")), [`ARN_SERVICE_MISMATCH ${resource}`]],
  [
    "another partition's",
    () => planners.computeRole({ region, grants: [s3.read("arn:aws-cn:s3:::web")] }),
    [`ARN_PARTITION_MISMATCH ${resource}`],
  ],
  ["no grant", computeRole({ grants: [] }), ["EMPTY grants"]],
  [
    "any role to pass on",
    allowing({ actions: ["iam:PassRole"], resources: ["*"] }),
    [`WILDCARD_GRANTS_EVERYTHING ${resource}`],
  ],
  ["a table's index", granting(dynamodb.read(`${table}/index/by-date`)), [`ARN_RESOURCE_TYPE_MISMATCH ${resource}`]],
  ["an object", granting(s3.read("arn:aws:s3:::web/images/*")), [`ARN_RESOURCE_TYPE_MISMATCH ${resource}`]],
  [
    "a parameter with two slashes",
    granting(ssm.read(arnOf("ssm", "parameter//web"))),
    [`ARN_RESOURCE_TYPE_MISMATCH ${resource}`],
  ],
  [
    "a secret without its suffix",
    granting(secretsManager.read(arnOf("secretsmanager", "secret:web/prod"))),
    [`ARN_RESOURCE_TYPE_MISMATCH ${resource}`],
  ],
  ["a layer", granting(lambda.invoke(arnOf("lambda", "layer:resize"))), [`ARN_RESOURCE_TYPE_MISMATCH ${resource}`]],
  ["fields of an API", granting(appsync.graphql(`${api}/types/Query/*`)), [`ARN_RESOURCE_TYPE_MISMATCH ${resource}`]],
  [
    "an instance",
    granting(rdsData.execute(arnOf("rds", "db:orders"), { secret })),
    [`ARN_RESOURCE_TYPE_MISMATCH ${resource}`],
  ],
  ["a cluster as a user", granting(rdsIam.connect(cluster)), [`ARN_SERVICE_MISMATCH ${resource}`]],
  ["a key's alias", granting(kms.decrypt(arnOf("kms", "alias/web"))), [`ARN_RESOURCE_TYPE_MISMATCH ${resource}`]],
  [
    "a key's alias to decrypt with",
    granting(s3.read("arn:aws:s3:::web", { kmsKey: arnOf("kms", "alias/web") })),
    ["KMS_ALIAS grants[0].options.kmsKey"],
  ],
  [
    "another key to decrypt with",
    granting(s3.read("arn:aws:s3:::web", { kmsKey: table })),
    ["ARN_SERVICE_MISMATCH grants[0].options.kmsKey"],
  ],
  [
    "a table as a Data API's secret",
    granting(rdsData.execute(cluster, { secret: table })),
    ["ARN_SERVICE_MISMATCH grants[0].options.secret"],
  ],
  [
    "no text as a Data API's secret",
    granting(rdsData.execute(cluster, { secret: wrong(5) })),
    ["NOT_A_STRING grants[0].options.secret"],
  ],
  [
    "a name as a log group's key",
    serviceRole({ appId: "d1", logs: { kmsKeyId: "alias/web" } }),
    ["KMS_ALIAS logs.kmsKeyId"],
  ],
  ["a user as a role", app({ serviceRole: "arn:aws:iam::123456789012:user/me" }), ["NOT_A_ROLE_ARN serviceRole"]],
  ["a role's name as a role", branch({ computeRole: "reader" }), ["NOT_A_ROLE_ARN branches.main.computeRole"]],
  ["a role as a policy", computeRole({ managedPolicies: [role] }), ["INVALID_MANAGED_POLICY managedPolicies[0]"]],
  ["a role as a boundary", computeRole({ permissionsBoundary: role }), ["INVALID_MANAGED_POLICY permissionsBoundary"]],
  ["every role to assume", granting(sts.assumeRole({ name: "*" })), [`WILDCARD_GRANTS_EVERYTHING ${resource}.name`]],
  [
    "every role's ARN to assume",
    granting(sts.assumeRole("arn:aws:iam::123456789012:role/*")),
    [`WILDCARD_GRANTS_EVERYTHING ${resource}`],
  ],
  [
    "a role in a region",
    granting(sts.assumeRole({ name: "a", region } as Wrong)),
    [`UNKNOWN_PROPERTY ${resource}.region`],
  ],
  ["a role's path in front", granting(sts.assumeRole({ name: "/team/a" })), [`INVALID_NAME ${resource}.name`]],
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
  [
    "a topic's subscription",
    granting(sns.publish(arnOf("sns", "orders:1234"))),
    [`ARN_RESOURCE_TYPE_MISMATCH ${resource}`],
  ],
  [
    "a distribution in a region",
    granting(cloudFront.invalidate(arnOf("cloudfront", "distribution/E1"))),
    [`INVALID_ARN ${resource}`],
  ],
  [
    "a distribution without an account",
    granting(cloudFront.invalidate("arn:aws:cloudfront:::distribution/E1")),
    [`INVALID_ARN ${resource}`],
  ],
  [
    "a foundation model in an account",
    granting(bedrock.invoke(arnOf("bedrock", "foundation-model/a.b"))),
    [`INVALID_ARN ${resource}`],
  ],
  ["a profile as a model", granting(bedrock.invoke({ modelId: "eu.acme.a" })), [`INVALID_NAME ${resource}.modelId`]],
  [
    "a profile without its models",
    granting(bedrock.invokeInferenceProfile({ profileId: "eu.acme.a" }, wrong({}))),
    ["REQUIRED grants[0].options.models"],
  ],
  [
    "a profile among its models",
    granting(bedrock.invokeInferenceProfile({ profileId: "eu.acme.a" }, { models: [{ modelId: "eu.acme.a" }] })),
    ["INVALID_NAME grants[0].options.models[0].modelId"],
  ],
  [
    "a version of a state machine",
    granting(stepFunctions.start(arnOf("states", "stateMachine:orders:1"))),
    [`ARN_RESOURCE_TYPE_MISMATCH ${resource}`],
  ],
  [
    "an event bus's rule",
    granting(eventBridge.putEvents(arnOf("events", "rule/orders"))),
    [`ARN_RESOURCE_TYPE_MISMATCH ${resource}`],
  ],
  [
    "no source of events",
    granting(eventBridge.putEvents({ name: "default" }, { sources: [] })),
    ["EMPTY grants[0].options.sources"],
  ],
  [
    "an object behind an access point",
    granting(s3.read(arnOf("s3", "accesspoint/images/object/a"))),
    [`ARN_RESOURCE_TYPE_MISMATCH ${resource}`],
  ],
  [
    "an access point's uploads",
    granting(s3.manageUploads(wrong({ accessPoint: "images" }))),
    [`UNKNOWN_PROPERTY ${resource}.accessPoint`],
  ],
  [
    "neither a bucket nor an access point",
    granting(s3.read(wrong({ region }))),
    [`UNKNOWN_PROPERTY ${resource}.region`],
  ],
  [
    "a Multi-Region Access Point in a region",
    granting(s3.read(arnOf("s3", "accesspoint/mfzwi23gnjvgw.mrap"))),
    [`ARN_RESOURCE_TYPE_MISMATCH ${resource}`],
  ],
  [
    "a Multi-Region Access Point by its name",
    granting(s3.read({ multiRegionAccessPoint: "images" })),
    [`INVALID_NAME ${resource}.multiRegionAccessPoint`],
  ],
  [
    "an access point in no region",
    granting(s3.read("arn:aws:s3::123456789012:accesspoint/images")),
    [`ARN_RESOURCE_TYPE_MISMATCH ${resource}`],
  ],
  [
    "a parameter of no account",
    granting(ssm.read("arn:aws:ssm:eu-west-1::parameter/web")),
    [`INVALID_ARN ${resource}`],
  ],
  [
    "a parameter of AWS's to write",
    granting(ssm.write("arn:aws:ssm:eu-west-1::parameter/aws/service/eks/version")),
    [`INVALID_ARN ${resource}`],
  ],
  [
    "a channel in the place of its namespace",
    granting(appsync.publishEvents(api, { channelNamespaces: ["/orders/new"] })),
    ["INVALID_NAME grants[0].options.channelNamespaces[0]"],
  ],
  [
    "a guardrail's version",
    granting(bedrock.applyGuardrail(arnOf("bedrock", "guardrail/a1b2c3d4e5f6:1"))),
    [`ARN_RESOURCE_TYPE_MISMATCH ${resource}`],
  ],
  [
    "a guardrail in the place of its profile",
    granting(
      bedrock.applyGuardrail({ guardrailId: "a1b2" }, { guardrailProfiles: [arnOf("bedrock", "guardrail/a1b2")] }),
    ),
    ["ARN_RESOURCE_TYPE_MISMATCH grants[0].options.guardrailProfiles[0]"],
  ],
  [
    "no tag to give a session",
    granting(sts.assumeRole(role, { sessionTags: [] })),
    ["EMPTY grants[0].options.sessionTags"],
  ],
  ["no text as a prefix", granting(s3.read({ name: "a" }, { prefix: "" })), ["EMPTY grants[0].options.prefix"]],
  [
    "a prefix like a path",
    granting(s3.read({ name: "a" }, { prefix: "/images/" })),
    ["PREFIX_WITH_SLASH grants[0].options.prefix"],
  ],
  [
    "a prefix like a path, the rest of it late",
    granting(s3.read({ name: "a" }, { prefix: wrong(new Joined("/", new Unresolved("images"))) })),
    ["PREFIX_WITH_SLASH grants[0].options.prefix"],
  ],
  ["metrics in any namespace", granting(cloudWatch.putMetrics(wrong({}))), ["REQUIRED grants[0].options.namespaces"]],
  [
    "a configuration set by a bare name",
    granting(ses.send({ name: "example.com" }, { configurationSets: ["transactional"] })),
    ["NOT_AN_ARN grants[0].options.configurationSets[0]"],
  ],
  ["a user pool's name", granting(cognito.readUsers({ userPoolId: "users" })), [`INVALID_NAME ${resource}.userPoolId`]],
  [
    "a repository's URL",
    granting(ecr.pull("123456789012.dkr.ecr.eu-west-1.amazonaws.com/web")),
    [`NOT_AN_ARN ${resource}`],
  ],
  [
    "a region that is none",
    granting(location.maps({ regions: ["EU"] })),
    ["INVALID_NAME grants[0].options.regions[0]"],
  ],
  [
    "a resource for what takes none",
    granting({ ...xray.write(), resources: [table] }),
    ["UNKNOWN_PROPERTY grants[0].resources"],
  ],
];

const everyTable = `WILDCARD_GRANTS_EVERYTHING ${resource}`;

export const wildcards: readonly Row[] = [
  ["as a resource", granting(dynamodb.read("*")), [everyTable]],
  ["as a resource's name", granting(dynamodb.read({ name: "*" })), [`${everyTable}.name`]],
  ["as an ARN's name", granting(dynamodb.read(arnOf("dynamodb", "table/*"))), [everyTable]],
  ["as every bucket", granting(s3.read("arn:aws:s3:::*")), [everyTable]],
  ["as every function and version", granting(lambda.invoke(arnOf("lambda", "function:*:*"))), [everyTable]],
  ["as every database user", granting(rdsIam.connect(arnOf("rds-db", "dbuser:*/*"))), [everyTable]],
  ["as every access point of many regions", granting(s3.read("arn:aws:s3::123456789012:accesspoint/*")), [everyTable]],
  [
    "as every prefix",
    granting(s3.read({ name: "a" }, { prefix: "*" })),
    ["WILDCARD_GRANTS_EVERYTHING grants[0].options.prefix"],
  ],
  [
    "as every namespace of metrics",
    granting(cloudWatch.putMetrics({ namespaces: ["*"] })),
    ["WILDCARD_GRANTS_EVERYTHING grants[0].options.namespaces[0]"],
  ],
  [
    "as every partition of a table",
    granting(dynamodb.read(table, { leadingKeys: ["web", "**"] })),
    ["WILDCARD_GRANTS_EVERYTHING grants[0].options.leadingKeys[1]"],
  ],
  [
    "as every sender",
    granting(ses.send({ name: "example.com" }, { fromAddresses: ["*"] })),
    ["WILDCARD_GRANTS_EVERYTHING grants[0].options.fromAddresses[0]"],
  ],
  [
    "as every source and type of events",
    granting(eventBridge.putEvents({ name: "default" }, { sources: ["*"], detailTypes: ["*"] })),
    [
      "WILDCARD_GRANTS_EVERYTHING grants[0].options.sources[0]",
      "WILDCARD_GRANTS_EVERYTHING grants[0].options.detailTypes[0]",
    ],
  ],
  [
    "as every external id, and every tag",
    granting(sts.assumeRole(role, { externalId: "*", sessionTags: ["*"] })),
    [
      "WILDCARD_GRANTS_EVERYTHING grants[0].options.externalId",
      "WILDCARD_GRANTS_EVERYTHING grants[0].options.sessionTags[0]",
    ],
  ],
  [
    "as every alias of a state machine",
    granting(stepFunctions.start({ name: "orders" }, { qualifiers: ["*"] })),
    ["WILDCARD_GRANTS_EVERYTHING grants[0].options.qualifiers[0]"],
  ],
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

export const names: readonly Row[] = [
  ["a table's, too long", granting(dynamodb.read({ name: "x".repeat(256) })), [`INVALID_NAME ${resource}.name`]],
  ["a bucket's in capitals", granting(s3.read({ name: "Web" })), [`INVALID_NAME ${resource}.name`]],
  ["an ARN", granting(dynamodb.read({ name: table })), [`ARN_AS_NAME ${resource}.name`]],
  ["none", granting(dynamodb.read(wrong({}))), [`RESOURCE_NOT_NAMED ${resource}`]],
  ["one of two parts", granting(rdsIam.connect(wrong({ resourceId: "db-ABC" }))), [`REQUIRED ${resource}.user`]],
  ["a typo in its key", granting(dynamodb.read(wrong({ nmae: "a" }))), [`UNKNOWN_PROPERTY ${resource}.nmae`]],
  [
    "a region that is none",
    granting(dynamodb.read({ name: "a", region: "Ireland!" })),
    [`INVALID_NAME ${resource}.region`],
  ],
  [
    "an account that is none",
    granting(dynamodb.read({ name: "a", account: "1234" })),
    [`INVALID_NAME ${resource}.account`],
  ],
  [
    "a partition that is none",
    granting(s3.read({ name: "a", partition: "amazon" })),
    [`INVALID_NAME ${resource}.partition`],
  ],
  ["the deployment's region", app({ region: "Ireland" }), ["INVALID_NAME region"]],
  ["the deployment's account", app({ account: "1234-5678" }), ["INVALID_NAME account"]],
  ["the deployment's partition", app({ partition: "amazon" }), ["INVALID_NAME partition"]],
  ["a role's, too long", computeRole({ name: "x".repeat(65) }), ["INVALID_ROLE_NAME name"]],
  ["a role's, with a slash", computeRole({ name: "feature/login" }), ["INVALID_ROLE_NAME name"]],
  ["a role's, that is made of none", () => planAmplifyComputeRole("роль", {}), ["INVALID_ROLE_NAME name"]],
  ["a path without its slashes", computeRole({ path: "amplify" }), ["INVALID_PATH path"]],
  ["a path with an empty part", computeRole({ path: "/a//b/" }), ["INVALID_PATH path"]],
  ["a path with a space", computeRole({ path: "/a b/" }), ["INVALID_PATH path"]],
  ["a path that is too long", computeRole({ path: `/${"x".repeat(511)}/` }), ["INVALID_PATH path"]],
  // Quadratic or worse in a careless pattern: it has to be refused in no time.
  ["a path of many parts without its last slash", computeRole({ path: "/a".repeat(200) }), ["INVALID_PATH path"]],
  ["a description in other letters", computeRole({ description: "Роль" }), ["INVALID_DESCRIPTION description"]],
  [
    "a description that is too long",
    computeRole({ description: "x".repeat(1001) }),
    ["INVALID_DESCRIPTION description"],
  ],
  [
    "one name for two roles",
    app({ serviceRole: { name: "Web" }, computeRole: { name: "web" } }),
    ["DUPLICATE_ROLE_NAME computeRole.name"],
  ],
];
