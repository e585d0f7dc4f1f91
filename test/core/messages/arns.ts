import {
  appsync,
  bedrock,
  dynamodb,
  ecr,
  firehose,
  kms,
  lambda,
  rdsData,
  s3,
  secretsManager,
  sns,
  sqs,
  stepFunctions,
} from "@amplify-roles/core";
import { facebook, identityPool, mapping, mappingRule } from "../bad-input/identity-pools.js";
import { keyed } from "../bad-input/limits.js";
import {
  allowing,
  app,
  arnOf,
  branch,
  computeRole,
  granting,
  many,
  serviceRole,
  variables,
  wrong,
} from "../bad-input/rows.js";
import { settings } from "../bad-input/settings.js";
import { api, bucket, cluster, queue, region, stateMachine, table } from "../fixtures/arns.js";
import { policy } from "../lint/fixtures.js";
import { attributeOf, resourceOf } from "../support/placeholders.js";
import { error, linted, type Messages, planned, securityWarning, warning } from "./row.js";

const send = { Action: "sqs:SendMessage", Resource: queue };
const read = { Action: "dynamodb:GetItem", Resource: table };

export const arns: Messages = {
  NOT_AN_ARN: [
    error(
      planned(granting(dynamodb.read(wrong(attributeOf("aws_dynamodb_table", "name"))))),
      'Expected the ARN of a DynamoDB table, got the attribute "name" of orders (aws_dynamodb_table).',
      'Write the resource itself, or its "arn".',
      { expected: "DynamoDB table", attribute: "name", found: "aws_dynamodb_table", name: "orders", arn: "arn" },
    ),
    error(
      planned(granting(dynamodb.read("orders"))),
      '"orders" is not an ARN.',
      'Write "arn:aws:dynamodb:eu-west-1:123456789012:table/orders" or { name: "…" }.',
      { found: "orders", example: '"arn:aws:dynamodb:eu-west-1:123456789012:table/orders" or { name: "…" }' },
    ),
    error(
      planned(granting(s3.read("web"))),
      '"web" is not an ARN.',
      'Write "arn:aws:s3:::my-bucket", { name: "…" }, "arn:aws:s3:eu-west-1:123456789012:accesspoint/my-access-point", { accessPoint: "…" }, "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap" or { multiRegionAccessPoint: "…" }.',
      {
        found: "web",
        example:
          '"arn:aws:s3:::my-bucket", { name: "…" }, "arn:aws:s3:eu-west-1:123456789012:accesspoint/my-access-point", { accessPoint: "…" }, "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap" or { multiRegionAccessPoint: "…" }',
      },
    ),
    error(linted(policy({ ...send, Resource: "orders" })), '"orders" is not an ARN.', 'Write "arn:aws:…", or "*".', {
      found: "orders",
      example: '"arn:aws:…", or "*"',
    }),
    error(
      planned(granting(rdsData.execute(cluster, { secret: "hunter2" }))),
      "This is not the ARN of a secret.",
      'Write "arn:aws:secretsmanager:eu-west-1:123456789012:secret:web/prod-AbCdEf" or { name: "…" }.',
      {},
    ),
  ],
  INVALID_ARN: [
    error(
      linted(policy({ ...send, Resource: "arn:aws-chin:sqs:cn-north-1:123456789012:a" })),
      'AWS has no partition "aws-chin" that this version knows, so "arn:aws-chin:sqs:cn-north-1:123456789012:a" matches nothing.',
      'Did you mean "aws-cn"?',
      { arn: "arn:aws-chin:sqs:cn-north-1:123456789012:a", part: "partition", meant: "aws-cn" },
    ),
    warning(
      linted(policy({ ...send, Resource: "arn:aws-moonbase:sqs:*:123456789012:a" })),
      'AWS has no partition "aws-moonbase" that this version knows, so "arn:aws-moonbase:sqs:*:123456789012:a" matches nothing.',
      'Write a partition: "aws", "aws-cn", "aws-us-gov".',
      { arn: "arn:aws-moonbase:sqs:*:123456789012:a", part: "partition" },
    ),
    error(
      linted(policy({ ...send, Resource: "arn:aws:sqs:eu-west-1:my-account:a" })),
      '"my-account" in "arn:aws:sqs:eu-west-1:my-account:a" is not an account.',
      "Write the account's 12 digits, or a variable of the template.",
      { arn: "arn:aws:sqs:eu-west-1:my-account:a", part: "account" },
    ),
    error(
      planned(granting(s3.read("arn:aws:s3:eu-west-1::web"))),
      '"arn:aws:s3:eu-west-1::web" has the region "eu-west-1", but an S3 bucket ARN has no region.',
      'Write "arn:aws:s3:::my-bucket", { name: "…" }, "arn:aws:s3:eu-west-1:123456789012:accesspoint/my-access-point", { accessPoint: "…" }, "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap" or { multiRegionAccessPoint: "…" }.',
      {
        arn: "arn:aws:s3:eu-west-1::web",
        part: "region",
        found: "eu-west-1",
        example:
          '"arn:aws:s3:::my-bucket", { name: "…" }, "arn:aws:s3:eu-west-1:123456789012:accesspoint/my-access-point", { accessPoint: "…" }, "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap" or { multiRegionAccessPoint: "…" }',
      },
    ),
    error(
      planned(granting(dynamodb.read("arn:aws:dynamodb::123456789012:table/orders"))),
      '"arn:aws:dynamodb::123456789012:table/orders" has no region, but a DynamoDB table ARN has one.',
      'Write "arn:aws:dynamodb:eu-west-1:123456789012:table/orders" or { name: "…" }.',
      {
        arn: "arn:aws:dynamodb::123456789012:table/orders",
        part: "region",
        found: "",
        example: '"arn:aws:dynamodb:eu-west-1:123456789012:table/orders" or { name: "…" }',
      },
    ),
    error(
      planned(granting(dynamodb.read("arn:aws:dynamodb:eu-west-1:1234:table/orders"))),
      '"arn:aws:dynamodb:eu-west-1:1234:table/orders" has the account "1234", which is not a valid account.',
      'Write "arn:aws:dynamodb:eu-west-1:123456789012:table/orders" or { name: "…" }.',
      {
        arn: "arn:aws:dynamodb:eu-west-1:1234:table/orders",
        part: "account",
        found: "1234",
        example: '"arn:aws:dynamodb:eu-west-1:123456789012:table/orders" or { name: "…" }',
      },
    ),
    error(
      planned(granting(s3.read("arn:amazon:s3:::web"))),
      '"arn:amazon:s3:::web" has the partition "amazon", which is not a valid partition.',
      'Write "arn:aws:s3:::my-bucket", { name: "…" }, "arn:aws:s3:eu-west-1:123456789012:accesspoint/my-access-point", { accessPoint: "…" }, "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap" or { multiRegionAccessPoint: "…" }.',
      {
        arn: "arn:amazon:s3:::web",
        part: "partition",
        found: "amazon",
        example:
          '"arn:aws:s3:::my-bucket", { name: "…" }, "arn:aws:s3:eu-west-1:123456789012:accesspoint/my-access-point", { accessPoint: "…" }, "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap" or { multiRegionAccessPoint: "…" }',
      },
    ),
    error(
      linted(policy({ ...send, Resource: "arn:aws:sqs:us-esat-1:123456789012:orders" })),
      'The region of "arn:aws:sqs:us-esat-1:123456789012:orders" is not valid for this type of ARN.',
      'Write "arn:aws:sqs:eu-west-1:123456789012:orders".',
      {
        arn: "arn:aws:sqs:us-esat-1:123456789012:orders",
        part: "region",
        example: '"arn:aws:sqs:eu-west-1:123456789012:orders"',
      },
    ),
  ],
  ARN_SERVICE_MISMATCH: [
    error(
      planned(granting(dynamodb.read(queue))),
      '"arn:aws:sqs:eu-west-1:123456789012:orders" is not a DynamoDB table ARN: its service is "sqs", not "dynamodb".',
      'Write "arn:aws:dynamodb:eu-west-1:123456789012:table/orders" or { name: "…" }.',
      {
        arn: "arn:aws:sqs:eu-west-1:123456789012:orders",
        found: "sqs",
        expected: "dynamodb",
        example: '"arn:aws:dynamodb:eu-west-1:123456789012:table/orders" or { name: "…" }',
      },
    ),
  ],
  ARN_RESOURCE_TYPE_MISMATCH: [
    error(
      planned(granting(dynamodb.read(wrong(resourceOf("aws_s3_bucket", "images"))))),
      "Expected a DynamoDB table, got images (aws_s3_bucket).",
      'Write a DynamoDB table of your program, "arn:aws:dynamodb:eu-west-1:123456789012:table/orders" or { name: "…" }.',
      {
        expected: "DynamoDB table",
        found: "aws_s3_bucket",
        name: "images",
        example: '"arn:aws:dynamodb:eu-west-1:123456789012:table/orders" or { name: "…" }',
      },
    ),
    error(
      planned(granting(s3.read("arn:aws:s3:::web/images/*"))),
      '"arn:aws:s3:::web/images/*" is not an S3 bucket ARN.',
      'Write "arn:aws:s3:::my-bucket", { name: "…" }, "arn:aws:s3:eu-west-1:123456789012:accesspoint/my-access-point", { accessPoint: "…" }, "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap" or { multiRegionAccessPoint: "…" }.',
      {
        arn: "arn:aws:s3:::web/images/*",
        expected: "S3 bucket",
        example:
          '"arn:aws:s3:::my-bucket", { name: "…" }, "arn:aws:s3:eu-west-1:123456789012:accesspoint/my-access-point", { accessPoint: "…" }, "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap" or { multiRegionAccessPoint: "…" }',
      },
    ),
    error(
      planned(granting(dynamodb.read(`${table}/index/by-date`))),
      '"arn:aws:dynamodb:eu-west-1:123456789012:table/orders/index/by-date" is not a DynamoDB table ARN.',
      'Write "arn:aws:dynamodb:eu-west-1:123456789012:table/orders" or { name: "…" }.',
      {
        arn: "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/index/by-date",
        expected: "DynamoDB table",
        example: '"arn:aws:dynamodb:eu-west-1:123456789012:table/orders" or { name: "…" }',
      },
    ),
    error(
      planned(granting(lambda.invoke(arnOf("lambda", "layer:resize")))),
      '"arn:aws:lambda:eu-west-1:123456789012:layer:resize" is not a Lambda function ARN.',
      'Write "arn:aws:lambda:eu-west-1:123456789012:function:my-function" or { name: "…" }.',
      {
        arn: "arn:aws:lambda:eu-west-1:123456789012:layer:resize",
        expected: "Lambda function",
        example: '"arn:aws:lambda:eu-west-1:123456789012:function:my-function" or { name: "…" }',
      },
    ),
    error(
      planned(granting(stepFunctions.start(`${stateMachine}:1`))),
      '"arn:aws:states:eu-west-1:123456789012:stateMachine:orders:1" is a version or an alias. AWS authorizes calls to it on its state machine.',
      'Write the state machine\'s ARN, and name the version or alias in the options: { qualifiers: ["live"] }.',
      { arn: "arn:aws:states:eu-west-1:123456789012:stateMachine:orders:1" },
    ),
    error(
      planned(granting(secretsManager.read(arnOf("secretsmanager", "secret:web/prod")))),
      '"arn:aws:secretsmanager:eu-west-1:123456789012:secret:web/prod" is not a Secrets Manager secret ARN.',
      'Write "arn:aws:secretsmanager:eu-west-1:123456789012:secret:web/prod-AbCdEf" or { name: "…" }.',
      {
        arn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:web/prod",
        expected: "Secrets Manager secret",
        example: '"arn:aws:secretsmanager:eu-west-1:123456789012:secret:web/prod-AbCdEf" or { name: "…" }',
      },
    ),
    error(
      planned(granting(sns.publish(arnOf("sns", "orders:1234")))),
      '"arn:aws:sns:eu-west-1:123456789012:orders:1234" is not an SNS topic ARN.',
      'Write "arn:aws:sns:eu-west-1:123456789012:orders" or { name: "…" }.',
      {
        arn: "arn:aws:sns:eu-west-1:123456789012:orders:1234",
        expected: "SNS topic",
        example: '"arn:aws:sns:eu-west-1:123456789012:orders" or { name: "…" }',
      },
    ),
    error(
      planned(granting(kms.decrypt(arnOf("kms", "alias/web")))),
      '"arn:aws:kms:eu-west-1:123456789012:alias/web" is not a KMS key ARN.',
      'Write "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab" or { keyId: "…" }.',
      {
        arn: "arn:aws:kms:eu-west-1:123456789012:alias/web",
        expected: "KMS key",
        example: '"arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab" or { keyId: "…" }',
      },
    ),
    error(
      planned(granting(sqs.send(arnOf("sqs", "orders/new")))),
      '"arn:aws:sqs:eu-west-1:123456789012:orders/new" is not an SQS queue ARN.',
      'Write "arn:aws:sqs:eu-west-1:123456789012:orders" or { name: "…" }.',
      {
        arn: "arn:aws:sqs:eu-west-1:123456789012:orders/new",
        expected: "SQS queue",
        example: '"arn:aws:sqs:eu-west-1:123456789012:orders" or { name: "…" }',
      },
    ),
    error(
      planned(granting(firehose.put(arnOf("firehose", "stream/orders")))),
      '"arn:aws:firehose:eu-west-1:123456789012:stream/orders" is not a Firehose stream ARN.',
      'Write "arn:aws:firehose:eu-west-1:123456789012:deliverystream/clicks" or { name: "…" }.',
      {
        arn: "arn:aws:firehose:eu-west-1:123456789012:stream/orders",
        expected: "Firehose stream",
        example: '"arn:aws:firehose:eu-west-1:123456789012:deliverystream/clicks" or { name: "…" }',
      },
    ),
    error(
      planned(granting(appsync.graphql(`${api}/types/Query/*`))),
      '"arn:aws:appsync:eu-west-1:123456789012:apis/abcdefghijklmnopqrstuvwxyz/types/Query/*" is not an AppSync API ARN.',
      'Write "arn:aws:appsync:eu-west-1:123456789012:apis/abcdefghijklmnopqrstuvwxyz" or { apiId: "…" }.',
      {
        arn: "arn:aws:appsync:eu-west-1:123456789012:apis/abcdefghijklmnopqrstuvwxyz/types/Query/*",
        expected: "AppSync API",
        example: '"arn:aws:appsync:eu-west-1:123456789012:apis/abcdefghijklmnopqrstuvwxyz" or { apiId: "…" }',
      },
    ),
  ],
  ARN_PARTITION_MISMATCH: [
    error(
      planned(computeRole({ region, grants: [s3.read("arn:aws-cn:s3:::web")] })),
      '"arn:aws-cn:s3:::web" is in the partition "aws-cn", but the deployment is in "aws". A role cannot access other partitions.',
      'Use a resource in the partition "aws".',
      { arn: "arn:aws-cn:s3:::web", found: "aws-cn", expected: "aws" },
    ),
  ],
  WILDCARD_GRANTS_EVERYTHING: [
    error(
      planned(granting(dynamodb.read("*"))),
      '"*" matches every table.',
      'Write "arn:aws:dynamodb:eu-west-1:123456789012:table/orders" or { name: "…" }. Use a wildcard only after the start of a name ("my-app-*").',
      {
        found: "*",
        expected: "table",
        example: '"arn:aws:dynamodb:eu-west-1:123456789012:table/orders" or { name: "…" }',
      },
    ),
    error(
      planned(granting(s3.read(bucket, { prefix: "*" }))),
      '"*" matches every prefix.',
      'Write "images/". Use a wildcard only after the start of a name ("my-app-*").',
      { found: "*", expected: "prefix", example: '"images/"' },
    ),
    error(planned(allowing({ actions: ["*"] })), '"*" allows every action.', "List the actions that the code calls.", {
      found: "*",
    }),
    securityWarning(
      linted(policy({ Action: "lambda:*", Resource: "*" })),
      '"lambda:*" allows every action of the service, lambda:UpdateFunctionCode among them: it runs other code with a function\'s role.',
      "List the actions that the code calls.",
      { found: "lambda:*", action: "lambda:UpdateFunctionCode" },
    ),
    warning(
      linted(policy({ Principal: { AWS: "123456789012" }, Action: "sts:*" })),
      '"sts:*" also allows whoever assumes the role to set the tags and the source identity of the session.',
      'Write "sts:AssumeRole", or the action of the identity provider: "sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML".',
      { found: "sts:*" },
    ),
    warning(
      linted(policy({ ...send, Action: "sqs:*" })),
      '"sqs:*" allows every action of the service, including future ones.',
      "List the actions that the code calls.",
      { found: "sqs:*" },
    ),
    warning(
      linted(policy({ ...send, Resource: "*" })),
      '"*" allows sqs:SendMessage on all resources.',
      "Write the ARN of the resource.",
      { found: "*", action: "sqs:SendMessage" },
    ),
    warning(
      linted(policy({ ...read, Resource: "*" })),
      '"*" allows dynamodb:GetItem on all resources.',
      "Write the ARN of the resource.",
      { found: "*", action: "dynamodb:GetItem" },
    ),
    warning(
      linted(policy({ Action: "dynamodb:GetItem", Resource: "arn:aws:dynamodb:*:*:table/*" })),
      '"arn:aws:dynamodb:*:*:table/*" matches every resource of its type, so dynamodb:GetItem is allowed on all of them.',
      'Write the ARN of the resource, or the start of its name ("my-app-*").',
      { found: "arn:aws:dynamodb:*:*:table/*", action: "dynamodb:GetItem" },
    ),
  ],
  ARN_AS_NAME: [
    error(
      planned(granting(dynamodb.read({ name: table }))),
      'Expected a name, got the ARN "arn:aws:dynamodb:eu-west-1:123456789012:table/orders".',
      "Write the ARN itself instead of the object.",
      { arn: "arn:aws:dynamodb:eu-west-1:123456789012:table/orders", key: "name" },
    ),
  ],
  INVALID_NAME: [
    error(
      planned(granting(s3.read({ name: "Web" }))),
      '"Web" is not a valid bucket name.',
      'Did you mean "web"? Use lowercase letters, digits, "-" and "." (at most 63 characters). "*" and "?" are wildcards.',
      { found: "Web", expected: "bucket name", pattern: "^[a-z0-9.*?-]{1,63}$", example: "my-bucket" },
    ),
    error(
      planned(granting(ecr.pull({ name: "web", region: "Europe (Ireland)" }))),
      '"Europe (Ireland)" is not a valid region.',
      'Write "eu-west-1", for example. Use lowercase letters, digits and "-". "*" and "?" are wildcards.',
      { found: "Europe (Ireland)", expected: "region", pattern: "^[a-z*?][a-z0-9*?-]*$", example: "eu-west-1" },
    ),
    error(
      planned(granting(bedrock.invoke({ modelId: "eu.acme.a" }))),
      '"eu.acme.a" is the id of an inference profile, not of a foundation model.',
      "Use bedrock.invokeInferenceProfile({ profileId }, { models }) and name the models behind the profile.",
      { found: "eu.acme.a" },
    ),
    error(
      planned(granting(appsync.publishEvents(api, { channelNamespaces: ["/orders/new"] }))),
      '"/orders/new" is not a valid channel namespace.',
      'Write "orders", for example. Use letters, digits and "-" (at most 50 characters). "*" and "?" are wildcards.',
      { found: "/orders/new", expected: "channel namespace", pattern: "^[A-Za-z0-9*?-]{1,50}$", example: "orders" },
    ),
    error(planned(app({ region: "Ireland" })), '"Ireland" is not a valid region.', 'Write a region: "eu-west-1".', {
      found: "Ireland",
      expected: "region",
      example: 'a region: "eu-west-1"',
    }),
    error(
      planned(app({ account: "1234-5678" })),
      '"1234-5678" is not a valid account.',
      'Write the twelve digits of the account: "123456789012".',
      { found: "1234-5678", expected: "account", example: 'the twelve digits of the account: "123456789012"' },
    ),
    error(
      planned(app({ partition: "amazon" })),
      '"amazon" is not a valid partition.',
      'Write "aws", "aws-cn" or "aws-us-gov".',
      { found: "amazon", expected: "partition", example: '"aws", "aws-cn" or "aws-us-gov"' },
    ),
    error(
      planned(branch({ ttl: "5s" })),
      '"5s" is not a valid time to live.',
      'Write at most 32 digits, a number of seconds: "5".',
      { found: "5s" },
    ),
    error(
      planned(mapping({ mappingRules: [{ ...mappingRule, claim: "my plan" }] })),
      '"my plan" is not a valid claim.',
      'Write "custom:plan", for example. Use any characters except spaces (at most 64 characters).',
      {
        found: "my plan",
        expected: "claim",
        pattern: "^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,64}$",
        example: "custom:plan",
      },
    ),
    error(
      planned(settings({ A: { type: "secret", group: "db/main" } })),
      '"db/main" is not a valid group of secrets.',
      "Write one that matches ^[\\w.-]{1,64}$.",
      { found: "db/main", expected: "group of secrets", pattern: "^[\\w.-]{1,64}$" },
    ),
  ],
  RESOURCE_NOT_NAMED: [
    error(
      planned(granting(dynamodb.read(wrong({})))),
      "This object does not name a DynamoDB table.",
      'Write "arn:aws:dynamodb:eu-west-1:123456789012:table/orders" or { name: "…" }.',
      {
        expected: "DynamoDB table",
        example: '"arn:aws:dynamodb:eu-west-1:123456789012:table/orders" or { name: "…" }',
      },
    ),
    error(
      planned(granting(sqs.send(wrong({})))),
      "This object does not name an SQS queue.",
      'Write "arn:aws:sqs:eu-west-1:123456789012:orders" or { name: "…" }.',
      { expected: "SQS queue", example: '"arn:aws:sqs:eu-west-1:123456789012:orders" or { name: "…" }' },
    ),
    error(
      planned(granting(dynamodb.read(wrong({ id: "orders", name: "orders" })))),
      'This object has no "arn", so it does not identify a DynamoDB table.',
      'Write "arn:aws:dynamodb:eu-west-1:123456789012:table/orders" or { name: "…" }.',
      {
        expected: "DynamoDB table",
        example: '"arn:aws:dynamodb:eu-west-1:123456789012:table/orders" or { name: "…" }',
      },
    ),
  ],
  INVALID_LENGTH: [
    error(
      planned(app({ name: "" })),
      "The app name must have 1 to 255 characters, got 0.",
      "Write at least 1 character.",
      { what: "app name", length: 0, least: 1, most: 255 },
    ),
    error(
      planned(app({ description: "x".repeat(1_001) })),
      "The description must have at most 1,000 characters, got 1,001.",
      "Shorten it to 1,000 characters.",
      { what: "description", length: 1001, least: 0, most: 1000 },
    ),
    error(
      planned(variables({ "": "x" })),
      "The name of a variable must have 1 to 255 characters, got 0.",
      "Write 1 to 255 characters.",
      { found: "", length: 0, least: 1, most: 255 },
    ),
    error(
      planned(identityPool({ principalTags: [{ identityProviderName: facebook, principalTags: { "": "email" } }] })),
      "The key of the tag must have 1 to 128 characters, got 0.",
      "Write at least 1 character.",
      { what: "key of the tag", length: 0, least: 1, most: 128 },
    ),
  ],
  TOO_MANY: [
    error(
      planned(computeRole({ tags: keyed(51) })),
      "AWS accepts at most 50 tags here, got 51.",
      "Remove at least 1 of them.",
      { what: "tags", count: 51, most: 50 },
    ),
    error(
      planned(mapping({ mappingRules: many(26, () => mappingRule) })),
      "AWS accepts at most 25 rules here, got 26.",
      "Remove at least 1 of them.",
      { what: "rules", count: 26, most: 25 },
    ),
    error(
      planned(
        settings(Object.fromEntries(many(1_000, (index) => [`SETTING_${index}`, { type: "parameter" }]) as never)),
      ),
      'The names of the settings have 13,952 bytes in the parameter "settings.json", which has at most 8,192 bytes.',
      "Put some of the settings under another path, with AmplifySettings.",
      { what: "settings", count: 13952, most: 8192 },
    ),
  ],
  INVALID_TAG: [
    error(
      planned(computeRole({ tags: { "team[0]": "web" } })),
      '"team[0]" is not a valid tag key here.',
      'Use letters, digits, spaces, "+", "-", ".", "/", ":", "=", "@" and "_" (1 to 128 characters).',
      { found: "team[0]", pattern: "^[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*$", most: 128 },
    ),
    error(
      planned(app({ tags: { "my team": "web" } })),
      '"my team" is not a valid tag key here.',
      'Use letters, digits, "+", ",", "-", ".", "/", ":", ";", "<", "=" and "_" (1 to 128 characters).',
      { found: "my team", pattern: "^[a-zA-Z+-=._:/]+$", most: 128 },
    ),
    error(
      planned(app({ tags: JSON.parse('{ "__proto__": "web" }') })),
      'A tag cannot have the key "__proto__", because JavaScript tools lose it.',
      "Use another key.",
      { found: "__proto__" },
    ),
    error(
      planned(computeRole({ tags: { team: "a;b" } })),
      '"a;b" is not a valid tag value.',
      'Use letters, digits, spaces, "+", "-", ".", "/", ":", "=", "@" and "_" (at most 256 characters).',
      { found: "a;b", pattern: "^[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*$", most: 256 },
    ),
    error(
      planned(computeRole({ tags: { "aws:team": "web" } })),
      'The tag key "aws:team" starts with "aws:", which AWS reserves for its own tags.',
      "Use a key that does not start with aws:.",
      { found: "aws:team", what: "key" },
    ),
    error(
      planned(computeRole({ tags: { team: "aws:web" } })),
      'The tag value "aws:web" starts with "aws:", which AWS reserves for its own tags.',
      "Use a value that does not start with aws:.",
      { found: "aws:web", what: "value" },
    ),
    error(
      planned(computeRole({ tags: { team: "a", Team: "b" } })),
      'The tag keys "Team" and "team" differ only in case. IAM treats them as the same key.',
      "Remove one of them.",
      { found: "Team", other: "team" },
    ),
  ],
  PREFIX_WITH_SLASH: [
    warning(
      planned(granting(s3.read(bucket, { prefix: "/images/" }))),
      'The prefix "/images/" starts with a slash, and object keys rarely do.',
      'Write "images/", unless your object keys start with a slash.',
      { prefix: "/images/" },
    ),
    warning(
      linted(
        policy({ Action: "s3:ListBucket", Resource: bucket, Condition: { StringLike: { "s3:prefix": "/images/*" } } }),
      ),
      'The prefix "/images/*" starts with a slash, but keys of S3 usually do not.',
      "Remove the slash, unless the keys do start with one.",
      { found: "/images/*" },
    ),
  ],
  KMS_ALIAS: [
    error(
      planned(granting(s3.read(bucket, { kmsKey: arnOf("kms", "alias/web") }))),
      '"arn:aws:kms:eu-west-1:123456789012:alias/web" is an alias. IAM identifies a key by the key\'s own ARN only.',
      'Write the key\'s ARN: "arn:aws:kms:eu-west-1:123456789012:key/<id>".',
      { arn: "arn:aws:kms:eu-west-1:123456789012:alias/web" },
    ),
    error(
      planned(serviceRole({ appId: "d1", logs: { kmsKeyId: "alias/web" } })),
      '"alias/web" is an alias. IAM identifies a key by the key\'s own ARN only.',
      'Write the key\'s ARN: "arn:aws:kms:eu-west-1:123456789012:key/<id>".',
      { arn: "alias/web" },
    ),
    error(
      linted(policy({ Action: "kms:Decrypt", Resource: arnOf("kms", "alias/web") })),
      '"arn:aws:kms:eu-west-1:123456789012:alias/web" is an alias. IAM identifies a key by the key\'s own ARN only.',
      'Write the key\'s ARN: "arn:aws:kms:eu-west-1:123456789012:key/<id>".',
      { arn: "arn:aws:kms:eu-west-1:123456789012:alias/web" },
    ),
  ],
};
