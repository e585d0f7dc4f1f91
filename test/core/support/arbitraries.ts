import { allow, appsync, dynamodb, lambda, rdsData, s3, secretsManager, ssm } from "@amplify-roles/core";
import fc from "fast-check";
import * as arns from "../fixtures/arns.js";
import { basicAuth } from "../fixtures/specifications.js";

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const tags = fc.dictionary(word, word, { maxKeys: 3 });
const variables = fc.dictionary(
  word.map((name) => `X_${name}`),
  fc.string({ unit: "grapheme-ascii", maxLength: 12 }).map((value) => `v${value.replaceAll("$", "")}`),
  { maxKeys: 3 },
);

/** Grants of every kind, none of which is wrong. */
export const grants = fc.array(
  fc.oneof(
    word.map((name) => dynamodb.readWrite({ name: `t-${name}` })),
    word.map((name) => dynamodb.read({ name: `t-${name}-*` }, { kmsKey: arns.key })),
    word.map((prefix) => s3.read(arns.bucket, { prefix })),
    word.map((path) => ssm.read({ path: `/${path}/prod` })),
    word.map((name) => secretsManager.read([{ name: `s-${name}` }, arns.secret])),
    word.map((name) => lambda.invoke({ name })),
    word.map((field) => appsync.query(arns.api, { fields: [field] })),
    fc.constant(rdsData.execute(arns.cluster, { secret: arns.secret })),
    word.map((name) => allow({ actions: ["sqs:SendMessage", "sns:Publish"], resources: [`${arns.queue}-${name}`] })),
  ),
  { minLength: 1, maxLength: 4 },
);

const roleParts = {
  path: optional(fc.constantFrom("/", "/amplify/", "/a/b/")),
  permissionsBoundary: optional(fc.constant("arn:aws:iam::123456789012:policy/boundary")),
  maxSessionDuration: optional(fc.integer({ min: 3600, max: 43200 })),
  forceDetachPolicies: optional(fc.boolean()),
  tags: optional(tags),
  policyType: optional(fc.constantFrom("inline", "managed")),
};

export const computeRole = fc.record({
  ...roleParts,
  description: optional(word),
  grants: optional(grants),
  managedPolicies: optional(fc.subarray(["AmazonS3ReadOnlyAccess", "arn:aws:iam::123456789012:policy/mine"])),
  confusedDeputyConditions: optional(fc.boolean()),
});

const branchArguments = {
  description: optional(word),
  enableAutoBuild: optional(fc.boolean()),
  environmentVariables: optional(variables),
  framework: optional(word),
  basicAuthCredentials: optional(fc.constant(basicAuth)),
  stage: optional(fc.constantFrom("PRODUCTION", "BETA", "DEVELOPMENT")),
  tags: optional(tags),
};

const branch = fc.oneof(
  fc.record({ ...branchArguments, displayName: optional(word), ttl: optional(fc.constant("5")) }),
  fc.record({ ...branchArguments, computeRole: fc.oneof(fc.constant(arns.role), computeRole) }),
  fc.record({ ...branchArguments, managedBy: fc.constant("cloudControl"), buildSpec: optional(word) }),
);

export const serviceRole = fc.record({
  ...roleParts,
  grants: optional(grants),
  confusedDeputyConditions: optional(fc.boolean()),
  logs: optional(
    fc.oneof(
      fc.constant(false),
      fc.record({
        retentionInDays: optional(fc.constantFrom(0, 1, 30, 3653)),
        kmsKeyId: optional(fc.constant(arns.key)),
        skipDestroy: optional(fc.boolean()),
        tags: optional(tags),
        shape: optional(fc.constantFrom("exact", "single-statement")),
      }),
    ),
  ),
});

/** Specifications of apps in which nothing is wrong. */
export const validApps = fc.record({
  name: word,
  repository: optional(fc.constant("https://github.com/acme/web")),
  region: optional(fc.constantFrom("eu-west-1", "us-east-1", "ap-southeast-2")),
  account: optional(fc.constant("123456789012")),
  environmentVariables: optional(variables),
  tags: optional(tags),
  roles: optional(fc.record({ ...roleParts, namePrefix: optional(word) })),
  serviceRole: optional(fc.oneof(fc.constant(false), fc.constant(arns.role), serviceRole)),
  computeRole: optional(fc.oneof(fc.constant(arns.role), computeRole)),
  branches: optional(
    fc.dictionary(
      fc.oneof(
        word,
        word.map((name) => `feature/${name}`),
      ),
      branch,
      { maxKeys: 3 },
    ),
  ),
});
