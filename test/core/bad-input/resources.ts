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
  ["a name instead of an ARN", granting(dynamodb.read("orders")), [`NOT_AN_ARN ${resource}`]],
  ["an empty string", granting(dynamodb.read("")), [`NOT_AN_ARN ${resource}`]],
  ["an incomplete ARN", granting(dynamodb.read("arn:aws:dynamodb:eu-west-1")), [`NOT_AN_ARN ${resource}`]],
  [
    "a name followed by an unresolved value",
    granting(dynamodb.read(wrong(new Joined("orders-", new Unresolved("a"))))),
    [`NOT_AN_ARN ${resource}`],
  ],
  [
    "an invalid partition",
    granting(dynamodb.read("arn:amazon:dynamodb:eu-west-1:123456789012:table/a")),
    [`INVALID_ARN ${resource}`],
  ],
  ["no region", granting(dynamodb.read("arn:aws:dynamodb::123456789012:table/a")), [`INVALID_ARN ${resource}`]],
  [
    "an invalid account",
    granting(dynamodb.read("arn:aws:dynamodb:eu-west-1:1234:table/a")),
    [`INVALID_ARN ${resource}`],
  ],
  ["a bucket in a region", granting(s3.read("arn:aws:s3:eu-west-1:123456789012:a")), [`INVALID_ARN ${resource}`]],
  ["an ARN of another service", granting(dynamodb.read("arn:aws:s3:::web")), [`ARN_SERVICE_MISMATCH ${resource}`]],
  [
    "an ARN of another partition",
    () => planners.computeRole({ region, grants: [s3.read("arn:aws-cn:s3:::web")] }),
    [`ARN_PARTITION_MISMATCH ${resource}`],
  ],
  ["no grants", computeRole({ grants: [] }), ["EMPTY grants"]],
  [
    "passing any role",
    allowing({ actions: ["iam:PassRole"], resources: ["*"] }),
    [`PASS_ROLE_WITH_STAR_IN_RESOURCE ${resource}`],
  ],
  [
    "the index of a table",
    granting(dynamodb.read(`${table}/index/by-date`)),
    [`ARN_RESOURCE_TYPE_MISMATCH ${resource}`],
  ],
  [
    "an object instead of a bucket",
    granting(s3.read("arn:aws:s3:::web/images/*")),
    [`ARN_RESOURCE_TYPE_MISMATCH ${resource}`],
  ],
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
  [
    "a layer instead of a function",
    granting(lambda.invoke(arnOf("lambda", "layer:resize"))),
    [`ARN_RESOURCE_TYPE_MISMATCH ${resource}`],
  ],
  [
    "fields instead of an API",
    granting(appsync.graphql(`${api}/types/Query/*`)),
    [`ARN_RESOURCE_TYPE_MISMATCH ${resource}`],
  ],
  [
    "an instance instead of a cluster",
    granting(rdsData.execute(arnOf("rds", "db:orders"), { secret })),
    [`ARN_RESOURCE_TYPE_MISMATCH ${resource}`],
  ],
  ["a cluster instead of a database user", granting(rdsIam.connect(cluster)), [`ARN_SERVICE_MISMATCH ${resource}`]],
  ["a key's alias", granting(kms.decrypt(arnOf("kms", "alias/web"))), [`ARN_RESOURCE_TYPE_MISMATCH ${resource}`]],
  [
    "a key's alias as kmsKey",
    granting(s3.read("arn:aws:s3:::web", { kmsKey: arnOf("kms", "alias/web") })),
    ["KMS_ALIAS grants[0].options.kmsKey"],
  ],
  [
    "a table as kmsKey",
    granting(s3.read("arn:aws:s3:::web", { kmsKey: table })),
    ["ARN_SERVICE_MISMATCH grants[0].options.kmsKey"],
  ],
  [
    "a table as a Data API's secret",
    granting(rdsData.execute(cluster, { secret: table })),
    ["ARN_SERVICE_MISMATCH grants[0].options.secret"],
  ],
  [
    "a number as a Data API's secret",
    granting(rdsData.execute(cluster, { secret: wrong(5) })),
    ["NOT_A_STRING grants[0].options.secret"],
  ],
  [
    "an alias as a log group's key",
    serviceRole({ appId: "d1", logs: { kmsKeyId: "alias/web" } }),
    ["KMS_ALIAS logs.kmsKeyId"],
  ],
  [
    "a user instead of a role",
    app({ serviceRole: "arn:aws:iam::123456789012:user/me" }),
    ["NOT_A_ROLE_ARN serviceRole"],
  ],
  ["a role name instead of its ARN", branch({ computeRole: "reader" }), ["NOT_A_ROLE_ARN branches.main.computeRole"]],
  [
    "a role instead of a policy",
    computeRole({ managedPolicies: [role] }),
    ["INVALID_MANAGED_POLICY managedPolicies[0]"],
  ],
  [
    "a role instead of a boundary",
    computeRole({ permissionsBoundary: role }),
    ["INVALID_MANAGED_POLICY permissionsBoundary"],
  ],
  [
    "assuming every role by name",
    granting(sts.assumeRole({ name: "*" })),
    [`WILDCARD_GRANTS_EVERYTHING ${resource}.name`],
  ],
  [
    "assuming every role by ARN",
    granting(sts.assumeRole("arn:aws:iam::123456789012:role/*")),
    [`WILDCARD_GRANTS_EVERYTHING ${resource}`],
  ],
  [
    "a role in a region",
    granting(sts.assumeRole({ name: "a", region } as Wrong)),
    [`UNKNOWN_PROPERTY ${resource}.region`],
  ],
  ["a role's path in its name", granting(sts.assumeRole({ name: "/team/a" })), [`INVALID_NAME ${resource}.name`]],
  [
    "every queue",
    granting(sqs.send("arn:aws:sqs:eu-west-1:123456789012:*")),
    [`WILDCARD_GRANTS_EVERYTHING ${resource}`],
  ],
  ["a queue URL", granting(sqs.send("https://sqs.eu-west-1.amazonaws.com/123456789012/a")), [`NOT_AN_ARN ${resource}`]],
  [
    "a subscription instead of a topic",
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
  [
    "an inference profile instead of a model",
    granting(bedrock.invoke({ modelId: "eu.acme.a" })),
    [`INVALID_NAME ${resource}.modelId`],
  ],
  [
    "an inference profile without models",
    granting(bedrock.invokeInferenceProfile({ profileId: "eu.acme.a" }, wrong({}))),
    ["REQUIRED grants[0].options.models"],
  ],
  [
    "an inference profile among its models",
    granting(bedrock.invokeInferenceProfile({ profileId: "eu.acme.a" }, { models: [{ modelId: "eu.acme.a" }] })),
    ["INVALID_NAME grants[0].options.models[0].modelId"],
  ],
  [
    "a state machine version",
    granting(stepFunctions.start(arnOf("states", "stateMachine:orders:1"))),
    [`ARN_RESOURCE_TYPE_MISMATCH ${resource}`],
  ],
  [
    "a rule instead of an event bus",
    granting(eventBridge.putEvents(arnOf("events", "rule/orders"))),
    [`ARN_RESOURCE_TYPE_MISMATCH ${resource}`],
  ],
  [
    "no event source",
    granting(eventBridge.putEvents({ name: "default" }, { sources: [] })),
    ["EMPTY grants[0].options.sources"],
  ],
  [
    "an object behind an access point",
    granting(s3.read(arnOf("s3", "accesspoint/images/object/a"))),
    [`ARN_RESOURCE_TYPE_MISMATCH ${resource}`],
  ],
  [
    "the uploads of an access point",
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
    "an access point without a region",
    granting(s3.read("arn:aws:s3::123456789012:accesspoint/images")),
    [`ARN_RESOURCE_TYPE_MISMATCH ${resource}`],
  ],
  [
    "a parameter without an account",
    granting(ssm.read("arn:aws:ssm:eu-west-1::parameter/web")),
    [`INVALID_ARN ${resource}`],
  ],
  [
    "writing a parameter that AWS owns",
    granting(ssm.write("arn:aws:ssm:eu-west-1::parameter/aws/service/eks/version")),
    [`INVALID_ARN ${resource}`],
  ],
  [
    "a channel instead of a namespace",
    granting(appsync.publishEvents(api, { channelNamespaces: ["/orders/new"] })),
    ["INVALID_NAME grants[0].options.channelNamespaces[0]"],
  ],
  [
    "a guardrail version",
    granting(bedrock.applyGuardrail(arnOf("bedrock", "guardrail/a1b2c3d4e5f6:1"))),
    [`ARN_RESOURCE_TYPE_MISMATCH ${resource}`],
  ],
  [
    "a guardrail instead of its profile",
    granting(
      bedrock.applyGuardrail({ guardrailId: "a1b2" }, { guardrailProfiles: [arnOf("bedrock", "guardrail/a1b2")] }),
    ),
    ["ARN_RESOURCE_TYPE_MISMATCH grants[0].options.guardrailProfiles[0]"],
  ],
  ["no session tags", granting(sts.assumeRole(role, { sessionTags: [] })), ["EMPTY grants[0].options.sessionTags"]],
  ["an empty prefix", granting(s3.read({ name: "a" }, { prefix: "" })), ["EMPTY grants[0].options.prefix"]],
  [
    "a prefix that starts with a slash",
    granting(s3.read({ name: "a" }, { prefix: "/images/" })),
    ["PREFIX_WITH_SLASH grants[0].options.prefix"],
  ],
  [
    "a prefix that starts with a slash and ends with an unresolved value",
    granting(s3.read({ name: "a" }, { prefix: wrong(new Joined("/", new Unresolved("images"))) })),
    ["PREFIX_WITH_SLASH grants[0].options.prefix"],
  ],
  [
    "metrics without a namespace",
    granting(cloudWatch.putMetrics(wrong({}))),
    ["REQUIRED grants[0].options.namespaces"],
  ],
  [
    "a configuration set's name instead of its ARN",
    granting(ses.send({ name: "example.com" }, { configurationSets: ["transactional"] })),
    ["NOT_AN_ARN grants[0].options.configurationSets[0]"],
  ],
  ["a user pool's name", granting(cognito.readUsers({ userPoolId: "users" })), [`INVALID_NAME ${resource}.userPoolId`]],
  [
    "a repository URL",
    granting(ecr.pull("123456789012.dkr.ecr.eu-west-1.amazonaws.com/web")),
    [`NOT_AN_ARN ${resource}`],
  ],
  ["an invalid region", granting(location.maps({ regions: ["EU"] })), ["INVALID_NAME grants[0].options.regions[0]"]],
  [
    "a resource for a grant without resources",
    granting({ ...xray.write(), resources: [table] }),
    ["UNKNOWN_PROPERTY grants[0].resources"],
  ],
];

const everyTable = `WILDCARD_GRANTS_EVERYTHING ${resource}`;

export const wildcards: readonly Row[] = [
  ["for a resource", granting(dynamodb.read("*")), [everyTable]],
  ["for a resource name", granting(dynamodb.read({ name: "*" })), [`${everyTable}.name`]],
  ["for the name in an ARN", granting(dynamodb.read(arnOf("dynamodb", "table/*"))), [everyTable]],
  ["for every bucket", granting(s3.read("arn:aws:s3:::*")), [everyTable]],
  ["for every function and version", granting(lambda.invoke(arnOf("lambda", "function:*:*"))), [everyTable]],
  ["for every database user", granting(rdsIam.connect(arnOf("rds-db", "dbuser:*/*"))), [everyTable]],
  ["for every Multi-Region Access Point", granting(s3.read("arn:aws:s3::123456789012:accesspoint/*")), [everyTable]],
  [
    "for every prefix",
    granting(s3.read({ name: "a" }, { prefix: "*" })),
    ["WILDCARD_GRANTS_EVERYTHING grants[0].options.prefix"],
  ],
  [
    "for every metric namespace",
    granting(cloudWatch.putMetrics({ namespaces: ["*"] })),
    ["WILDCARD_GRANTS_EVERYTHING grants[0].options.namespaces[0]"],
  ],
  [
    "for every leading key",
    granting(dynamodb.read(table, { leadingKeys: ["web", "**"] })),
    ["WILDCARD_GRANTS_EVERYTHING grants[0].options.leadingKeys[1]"],
  ],
  [
    "for every sender",
    granting(ses.send({ name: "example.com" }, { fromAddresses: ["*"] })),
    ["WILDCARD_GRANTS_EVERYTHING grants[0].options.fromAddresses[0]"],
  ],
  [
    "for every event source and detail type",
    granting(eventBridge.putEvents({ name: "default" }, { sources: ["*"], detailTypes: ["*"] })),
    [
      "WILDCARD_GRANTS_EVERYTHING grants[0].options.sources[0]",
      "WILDCARD_GRANTS_EVERYTHING grants[0].options.detailTypes[0]",
    ],
  ],
  [
    "for every external id and session tag",
    granting(sts.assumeRole(role, { externalId: "*", sessionTags: ["*"] })),
    [
      "WILDCARD_GRANTS_EVERYTHING grants[0].options.externalId",
      "WILDCARD_GRANTS_EVERYTHING grants[0].options.sessionTags[0]",
    ],
  ],
  [
    "for every state machine alias",
    granting(stepFunctions.start({ name: "orders" }, { qualifiers: ["*"] })),
    ["WILDCARD_GRANTS_EVERYTHING grants[0].options.qualifiers[0]"],
  ],
  [
    "after an invalid resource",
    allowing({ actions: ["dynamodb:GetItem"], resources: ["orders", "*"] }),
    ["NOT_AN_ARN grants[0].resources[0]", "WILDCARD_GRANTS_EVERYTHING grants[0].resources[1]"],
  ],
  ["for every action", allowing({ actions: ["*"] }), ["WILDCARD_GRANTS_EVERYTHING grants[0].actions[0]"]],
  [
    "for every action of a service",
    allowing({ actions: ["sqs:*"] }),
    ["WILDCARD_GRANTS_EVERYTHING grants[0].actions[0]"],
  ],
  [
    "for every action, written twice",
    allowing({ actions: ["sqs:**"] }),
    ["WILDCARD_GRANTS_EVERYTHING grants[0].actions[0]"],
  ],
  [
    "for every resource of an action with resource types",
    allowing({ actions: ["dynamodb:GetItem"], resources: ["*"] }),
    ["WILDCARD_GRANTS_EVERYTHING grants[0].resources[0]"],
  ],
  [
    "for every resource of an action in lowercase",
    allowing({ actions: ["dynamodb:getitem"], resources: ["*"] }),
    ["WILDCARD_GRANTS_EVERYTHING grants[0].resources[0]"],
  ],
  [
    "for every resource of an action pattern",
    allowing({ actions: ["s3:Get*"], resources: ["*"] }),
    ["WILDCARD_GRANTS_EVERYTHING grants[0].resources[0]"],
  ],
  [
    "for every resource of a pattern that starts with a wildcard",
    allowing({ actions: ["s3:*etBucketLocation"], resources: ["*"] }),
    ["WILDCARD_GRANTS_EVERYTHING grants[0].resources[0]"],
  ],
  [
    "for every resource of a service",
    allowing({ actions: ["dynamodb:GetItem"], resources: ["arn:aws:dynamodb:*:*:*"] }),
    ["WILDCARD_GRANTS_EVERYTHING grants[0].resources[0]"],
  ],
];

export const names: readonly Row[] = [
  [
    "a table name that is too long",
    granting(dynamodb.read({ name: "x".repeat(256) })),
    [`INVALID_NAME ${resource}.name`],
  ],
  ["an uppercase bucket name", granting(s3.read({ name: "Web" })), [`INVALID_NAME ${resource}.name`]],
  ["an ARN as the name", granting(dynamodb.read({ name: table })), [`ARN_AS_NAME ${resource}.name`]],
  ["no name", granting(dynamodb.read(wrong({}))), [`RESOURCE_NOT_NAMED ${resource}`]],
  [
    "one of two required names",
    granting(rdsIam.connect(wrong({ resourceId: "db-ABC" }))),
    [`REQUIRED ${resource}.user`],
  ],
  ["a misspelled property", granting(dynamodb.read(wrong({ nmae: "a" }))), [`UNKNOWN_PROPERTY ${resource}.nmae`]],
  [
    "an invalid region",
    granting(dynamodb.read({ name: "a", region: "Ireland!" })),
    [`INVALID_NAME ${resource}.region`],
  ],
  ["an invalid account", granting(dynamodb.read({ name: "a", account: "1234" })), [`INVALID_NAME ${resource}.account`]],
  [
    "an invalid partition",
    granting(s3.read({ name: "a", partition: "amazon" })),
    [`INVALID_NAME ${resource}.partition`],
  ],
  ["an invalid region of the deployment", app({ region: "Ireland" }), ["INVALID_NAME region"]],
  ["an invalid account of the deployment", app({ account: "1234-5678" }), ["INVALID_NAME account"]],
  ["an invalid partition of the deployment", app({ partition: "amazon" }), ["INVALID_NAME partition"]],
  ["a role name that is too long", computeRole({ name: "x".repeat(65) }), ["INVALID_ROLE_NAME name"]],
  ["a role name with a slash", computeRole({ name: "feature/login" }), ["INVALID_ROLE_NAME name"]],
  [
    "a role name composed from an id without Latin letters",
    () => planAmplifyComputeRole("роль", {}),
    ["INVALID_ROLE_NAME name"],
  ],
  ["a path without its slashes", computeRole({ path: "amplify" }), ["INVALID_PATH path"]],
  ["a path with an empty part", computeRole({ path: "/a//b/" }), ["INVALID_PATH path"]],
  ["a path with a space", computeRole({ path: "/a b/" }), ["INVALID_PATH path"]],
  ["a path that is too long", computeRole({ path: `/${"x".repeat(511)}/` }), ["INVALID_PATH path"]],
  // A careless pattern takes quadratic time or worse for this.
  ["a path of many parts without its last slash", computeRole({ path: "/a".repeat(200) }), ["INVALID_PATH path"]],
  ["a description that is not Latin", computeRole({ description: "Роль" }), ["INVALID_DESCRIPTION description"]],
  [
    "a description that is too long",
    computeRole({ description: "x".repeat(1001) }),
    ["INVALID_DESCRIPTION description"],
  ],
  [
    "the same name for two roles",
    app({ serviceRole: { name: "Web" }, computeRole: { name: "web" } }),
    ["DUPLICATE_ROLE_NAME computeRole.name"],
  ],
];
