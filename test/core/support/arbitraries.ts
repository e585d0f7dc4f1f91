import {
  allow,
  appsync,
  bedrock,
  cloudFront,
  cloudWatch,
  dynamodb,
  ecr,
  eventBridge,
  kinesis,
  lambda,
  location,
  rdsData,
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

/** Correct grants of every service. */
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
    word.map((name) => sqs.sendReceive([{ name }, arns.queue], { kmsKey: arns.key })),
    word.map((name) => sns.publish({ name: `${name}-*` })),
    word.map((source) => eventBridge.putEvents({ name: "default" }, { sources: [source, `${source}.*`] })),
    word.map((name) => stepFunctions.readExecutions({ name })),
    word.map((name) =>
      bedrock.invokeInferenceProfile(arns.inferenceProfile, { models: [{ modelId: `acme.${name}` }] }),
    ),
    word.map((name) =>
      ses.send(arns.identity, { configurationSets: [{ name }], fromAddresses: [`${name}@example.com`] }),
    ),
    word.map((accessPoint) => s3.readWrite([{ accessPoint }, arns.bucket])),
    word.map((key) => dynamodb.partiqlRead(arns.table, { leadingKeys: [key] })),
    word.map((name) => kinesis.put({ name }, { kmsKey: arns.key })),
    word.map((namespace) => cloudWatch.putMetrics({ namespaces: [namespace] })),
    word.map((name) => sts.assumeRole({ name }, { externalId: name })),
    word.map((name) => ecr.pull({ name: `team/${name}` })),
    fc.constantFrom(cloudFront.invalidate(arns.distribution), location.searchPlaces(), xray.write()),
    word.map((name) =>
      allow({
        actions: ["sqs:SendMessage", "sns:Publish"],
        resources: [`${arns.queue}-${name}`, `arn:aws:sns:eu-west-1:123456789012:orders-${name}`],
      }),
    ),
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
  exclusivePolicies: optional(fc.boolean()),
};

const computeRoleParts = {
  ...roleParts,
  description: optional(word),
  grants: optional(grants),
  managedPolicies: optional(fc.subarray(["AmazonS3ReadOnlyAccess", "arn:aws:iam::123456789012:policy/mine"])),
  confusedDeputyConditions: optional(fc.boolean()),
};
export const computeRole = fc.record(computeRoleParts);

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

const { confusedDeputyConditions: _, ...poolRoleParts } = computeRoleParts;
const poolRole = fc.oneof(fc.constant(arns.role), fc.record(poolRoleParts));

/** Roles of an identity pool, one or both. */
export const identityPool = fc
  .record({
    authenticated: optional(poolRole),
    unauthenticated: optional(poolRole),
    principalTags: optional(
      fc.constant([{ identityProviderName: "graph.facebook.com", principalTags: { user: "email" } }]),
    ),
  })
  .map((pool) => ({
    identityPoolId: "eu-west-1:12345678-1234-1234-1234-123456789012",
    ...pool,
    ...(pool.unauthenticated === undefined && pool.authenticated === undefined ? { authenticated: {} } : {}),
  }));

/** Correct specifications of apps. */
export const validApps = fc
  .record({
    name: word,
    repository: optional(fc.constant("https://github.com/acme/web")),
    region: optional(fc.constantFrom("eu-west-1", "us-east-1", "ap-southeast-2")),
    account: optional(fc.constant("123456789012")),
    environmentVariables: optional(variables),
    tags: optional(tags),
    roles: optional(
      fc.record({
        ...roleParts,
        namePrefix: optional(word),
        propagationSeconds: optional(fc.integer({ min: 0, max: 300 })),
        propagationWait: optional(fc.constantFrom("local-exec", "time_sleep")),
      }),
    ),
    serviceRole: optional(fc.oneof(fc.constant(false), fc.constant(arns.role), serviceRole)),
    computeRole: optional(fc.oneof(fc.constant(arns.role), computeRole)),
    identityPool: optional(identityPool),
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
  })
  // A pool has to be in its app's region.
  .map(({ identityPool, ...app }) => ({
    ...app,
    identityPool: identityPool && {
      ...identityPool,
      identityPoolId: identityPool.identityPoolId.replace(/^[^:]*/, app.region ?? "eu-west-1"),
    },
  }));
