import {
  appsync,
  bedrock,
  cloudFront,
  cloudWatch,
  cognito,
  dynamodb,
  ecr,
  eventBridge,
  firehose,
  kinesis,
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
} from "@amplify-roles/core";
import * as arns from "../fixtures/arns.js";
import { arnOf, granting, type Row, resource, type Wrong, wrong } from "./rows.js";

/** One function for each resource type, the property that names a resource, and an invalid name. */
const functions: Readonly<Record<string, readonly [grant: (of: Wrong) => unknown, key: string, name: string]>> = {
  "appsync.graphql": [appsync.graphql, "apiId", "API!"],
  "bedrock.invoke": [bedrock.invoke, "modelId", "claude 3"],
  "bedrock.invokeInferenceProfile": [
    (of) => bedrock.invokeInferenceProfile(of, { models: [arns.model] }),
    "profileId",
    "eu claude",
  ],
  "cloudFront.invalidate": [cloudFront.invalidate, "distributionId", "e1abc"],
  "cognito.manageUsers": [cognito.manageUsers, "userPoolId", "users"],
  "cognito.signInUsers": [cognito.signInUsers, "userPoolId", "eu-west-1_"],
  "dynamodb.readWrite": [dynamodb.readWrite, "name", "my orders"],
  "dynamodb.readStream": [dynamodb.readStream, "name", "orders/stream"],
  "dynamodb.partiqlRead": [dynamodb.partiqlRead, "name", "orders!"],
  "dynamodb.partiqlWrite": [dynamodb.partiqlWrite, "name", ""],
  "ecr.pull": [ecr.pull, "name", "Web"],
  "eventBridge.putEvents": [eventBridge.putEvents, "name", "my bus"],
  "firehose.put": [firehose.put, "name", "x".repeat(65)],
  "kinesis.put": [kinesis.put, "name", "x".repeat(129)],
  "kms.decrypt": [kms.decrypt, "keyId", "alias"],
  "lambda.invoke": [lambda.invoke, "name", "resize:live"],
  "lambda.invokeUrl": [lambda.invokeUrl, "name", "https://abc.lambda-url.eu-west-1.on.aws"],
  "location.searchPlaceIndex": [location.searchPlaceIndex, "name", "my stores"],
  "rdsData.execute": [(of) => rdsData.execute(of, { secret: arns.secret }), "name", "1orders"],
  "s3.delete": [s3.delete, "name", "web/images"],
  "s3.manageUploads": [s3.manageUploads, "name", "x".repeat(64)],
  "secretsManager.read": [secretsManager.read, "name", "web prod"],
  "ses.send": [ses.send, "name", "a b"],
  "sns.publish": [sns.publish, "name", "orders:1"],
  "sqs.receive": [sqs.receive, "name", "orders/1"],
  "ssm.read": [ssm.read, "name", "//web"],
  "stepFunctions.start": [stepFunctions.start, "name", "orders:1"],
  "stepFunctions.startSync": [stepFunctions.startSync, "name", "a b"],
  "stepFunctions.readExecutions": [stepFunctions.readExecutions, "name", "a:b"],
  "stepFunctions.stop": [stepFunctions.stop, "name", "a/b"],
  "sts.assumeRole": [sts.assumeRole, "name", "a b"],
};

const named: readonly Row[] = Object.entries(functions).flatMap(([name, [grant, key, bad]]): readonly Row[] => [
  [`${name}: an invalid name`, granting(grant({ [key]: bad })), [`INVALID_NAME ${resource}.${key}`]],
  [`${name}: a number as the name`, granting(grant({ [key]: 5 })), [`NOT_A_STRING ${resource}.${key}`]],
  [`${name}: a name instead of an ARN`, granting(grant("orders")), [`NOT_AN_ARN ${resource}`]],
  [
    `${name}: an ARN of another service`,
    granting(grant(arnOf("rekognition", "project/a"))),
    [`ARN_SERVICE_MISMATCH ${resource}`],
  ],
  [`${name}: no resource`, granting(grant([])), ["EMPTY grants[0].resources"]],
]);

/** Invalid options. */
const options: readonly Row[] = [
  ["appsync.fields: no type", granting(appsync.fields(arns.api, wrong({}))), ["REQUIRED grants[0].options.type"]],
  [
    "appsync.query: a field that is not a string",
    granting(appsync.query(arns.api, { fields: wrong([5]) })),
    ["NOT_A_STRING grants[0].options.fields[0]"],
  ],
  [
    "cloudWatch.putMetrics: no namespace",
    granting(cloudWatch.putMetrics({ namespaces: [] })),
    ["EMPTY grants[0].options.namespaces"],
  ],
  [
    "dynamodb.read: one index instead of an array",
    granting(dynamodb.read(arns.table, { indexes: wrong("by-date") })),
    ["NOT_AN_ARRAY grants[0].options.indexes"],
  ],
  [
    "dynamodb.partiqlRead: no leading key",
    granting(dynamodb.partiqlRead(arns.table, { leadingKeys: [] })),
    ["EMPTY grants[0].options.leadingKeys"],
  ],
  [
    "eventBridge.putEvents: one source instead of an array",
    granting(eventBridge.putEvents(arns.bus, { sources: wrong("shop") })),
    ["NOT_AN_ARRAY grants[0].options.sources"],
  ],
  [
    "eventBridge.putEvents: no detail type",
    granting(eventBridge.putEvents(arns.bus, { detailTypes: [] })),
    ["EMPTY grants[0].options.detailTypes"],
  ],
  [
    "kinesis.put: a key's alias",
    granting(kinesis.put(arns.stream, { kmsKey: arnOf("kms", "alias/a") })),
    ["KMS_ALIAS grants[0].options.kmsKey"],
  ],
  ["location.maps: no region", granting(location.maps({ regions: [] })), ["EMPTY grants[0].options.regions"]],
  [
    "location.routes: one region instead of an array",
    granting(location.routes({ regions: wrong("eu-west-1") })),
    ["NOT_AN_ARRAY grants[0].options.regions"],
  ],
  [
    "location.searchPlaces: a resource, which it does not take",
    granting({ ...location.searchPlaces(), resources: [arns.placeIndex] }),
    ["UNKNOWN_PROPERTY grants[0].resources"],
  ],
  [
    "rdsData.execute: a secret's name",
    granting(rdsData.execute(arns.cluster, { secret: "web/prod" })),
    ["NOT_AN_ARN grants[0].options.secret"],
  ],
  [
    "rdsData.execute: the alias of the secret's key",
    granting(rdsData.execute(arns.cluster, { secret: arns.secret, secretKmsKey: "alias/web" })),
    ["KMS_ALIAS grants[0].options.secretKmsKey"],
  ],
  [
    "rdsIam.connect: a user with a slash",
    granting(rdsIam.connect({ resourceId: "db-ABC", user: "a/b" })),
    [`INVALID_NAME ${resource}.user`],
  ],
  [
    "rdsIam.connect: a database's name as its resource id",
    granting(rdsIam.connect({ resourceId: "orders", user: "web" })),
    [`INVALID_NAME ${resource}.resourceId`],
  ],
  [
    "s3.read: a prefix that is not a string",
    granting(s3.read(arns.bucket, { prefix: wrong(["images/"]) })),
    ["NOT_A_STRING grants[0].options.prefix"],
  ],
  [
    "s3.read: a prefix with a lone surrogate",
    granting(s3.read(arns.bucket, { prefix: "\uD800" })),
    ["INVALID_POLICY_CHARACTER grants[0]"],
  ],
  [
    "s3.read: a prefix with a control character",
    granting(s3.read(arns.bucket, { prefix: "a\u0000b" })),
    ["INVALID_POLICY_CHARACTER grants[0]"],
  ],
  [
    "s3.read: an invalid access point name",
    granting(s3.read({ accessPoint: "My Images" })),
    [`INVALID_NAME ${resource}.accessPoint`],
  ],
  [
    "ses.sendTemplated: no template",
    granting(ses.sendTemplated(arns.identity, wrong({}))),
    ["REQUIRED grants[0].options.templates"],
  ],
  [
    "ses.send: an empty array of senders",
    granting(ses.send(arns.identity, { fromAddresses: [] })),
    ["EMPTY grants[0].options.fromAddresses"],
  ],
  [
    "stepFunctions.start: no qualifier",
    granting(stepFunctions.start(arns.stateMachine, { qualifiers: [] })),
    ["EMPTY grants[0].options.qualifiers"],
  ],
  [
    "sts.assumeRole: an external id that is not a string",
    granting(sts.assumeRole(arns.role, { externalId: wrong(5) })),
    ["NOT_A_STRING grants[0].options.externalId"],
  ],
  ["ssm.read: a path without its slash", granting(ssm.read({ path: "web/prod" })), [`INVALID_NAME ${resource}.path`]],
  ["ssm.read: a path with a wildcard", granting(ssm.read({ path: "/web/*" })), [`INVALID_NAME ${resource}.path`]],
  [
    "kms.encrypt: an alias as the key id",
    granting(kms.encrypt({ keyId: "alias/web" })),
    [`INVALID_NAME ${resource}.keyId`],
  ],
  [
    "sqs.send: an option of another function",
    granting(sqs.send(arns.queue, wrong({ prefix: "a" }))),
    ["UNKNOWN_PROPERTY grants[0].options.prefix"],
  ],
  [
    "sqs.send: options that are not an object",
    granting({ ...sqs.send(arns.queue), options: "kms" }),
    ["NOT_AN_OBJECT grants[0].options"],
  ],
  ["sns.publish: every topic", granting(sns.publish({ name: "*" })), [`WILDCARD_GRANTS_EVERYTHING ${resource}.name`]],
  [
    "lambda.invoke: a name of question marks only",
    granting(lambda.invoke({ name: "???" })),
    [`WILDCARD_GRANTS_EVERYTHING ${resource}.name`],
  ],
  [
    "ecr.pull: an invalid region",
    granting(ecr.pull({ name: "web", region: "Ireland!" })),
    [`INVALID_NAME ${resource}.region`],
  ],
  [
    "cloudFront.invalidate: a region",
    granting(cloudFront.invalidate(wrong({ distributionId: "E1", region: "eu-west-1" }))),
    [`UNKNOWN_PROPERTY ${resource}.region`],
  ],
  [
    "bedrock.invoke: an account",
    granting(bedrock.invoke(wrong({ modelId: "a.b", account: "123456789012" }))),
    [`UNKNOWN_PROPERTY ${resource}.account`],
  ],
  [
    "secretsManager.read: two ways to name a secret",
    granting(secretsManager.read(wrong({ name: "a", path: "/a" }))),
    [`UNKNOWN_PROPERTY ${resource}.path`],
  ],
];

export const resourceTypes: readonly Row[] = [...named, ...options];
