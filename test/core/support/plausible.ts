import { allow, dynamodb, eventBridge, s3, ses, sqs } from "@amplify-roles/core";
import fc from "fast-check";
import * as arns from "../fixtures/arns.js";

/** AWS's limits, and one more than each. */
const LIMITS = [20, 32, 64, 128, 255, 256, 500, 512, 1_000, 2_000, 2_048, 5_500, 25_000];
const length = fc.constantFrom(...LIMITS.flatMap((limit) => [limit, limit + 1]));

/** Strings that AWS may or may not accept: of any characters and any length. */
const text = fc.oneof(
  fc.string({ unit: fc.constantFrom(..."abcXYZ019_+=,.@-/: "), maxLength: 20 }),
  fc.string({ unit: "grapheme-ascii", maxLength: 20 }),
  fc.string({ unit: "binary", maxLength: 5 }),
  fc.tuple(length, fc.constantFrom("x", "-", "é", "я", " ", "/")).map(([count, unit]) => unit.repeat(count)),
);
const path = fc.oneof(
  text,
  fc.array(text, { maxLength: 3 }).map((parts) => `/${parts.map((part) => `${part}/`).join("")}`),
);
const tags = fc.oneof(
  fc.dictionary(text, text, { maxKeys: 3 }),
  fc.integer({ min: 49, max: 52 }).map((count) => {
    return Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, ""]));
  }),
  fc.constant({ team: "a", Team: "b" }),
);
const some = <T>(of: fc.Arbitrary<T>) => fc.array(of, { minLength: 1, maxLength: 3 });

const action = fc.oneof(
  fc.constantFrom(
    "sqs:SendMessage",
    "SQS:SendMessage",
    "s3:GetObject",
    "iam:GetRole",
    "sqs-1:SendMessage",
    "things:Do",
  ),
  length.map((count) => `${"x".repeat(count)}:Do`),
  text.map((name) => `sqs:${name}`),
);
const arn = fc.oneof(
  fc.constantFrom(
    arns.queue,
    "arn:aws:s3:::web/*",
    "arn:aws:iam::123456789012:role/web",
    "*",
    "**",
    "arn:aws:sqs:*:*:*",
  ),
  fc
    .tuple(
      fc.constantFrom("aws", "aws-cn", "amazon", "*", ""),
      fc.constantFrom("sqs", "s3", "iam", "things", "", "s q s"),
      fc.constantFrom("", "eu-west-1", "*", "a b"),
      fc.constantFrom("", "123456789012", "*", "1234"),
      text,
    )
    .map((parts) => `arn:${parts.join(":")}`),
);
const conditions = fc.dictionary(
  fc.constantFrom("StringEquals", "StringLike", "ArnLike", "Bool", "Null", "stringequals", "ForAnyValue:StringLike"),
  fc.dictionary(
    fc.oneof(
      fc.constantFrom(
        "aws:PrincipalTag/team",
        "s3:prefix",
        "aws:SourceArn",
        "aws:SecureTransport",
        "team",
        "",
        ":",
        "a:",
      ),
      text,
    ),
    fc.oneof(text, some(text), arn, fc.boolean()),
    { maxKeys: 2 },
  ),
  { maxKeys: 2 },
);
const sid = fc.constantFrom("A", "B", "AllowLoggroupWrite", "", "a b");
const grant = fc.oneof(
  text.map((prefix) => s3.read(arns.bucket, { prefix })),
  text.map((key) => dynamodb.read(arns.table, { leadingKeys: [key] })),
  text.map((source) => eventBridge.putEvents(arns.bus, { sources: [source] })),
  text.map((address) => ses.send(arns.identity, { fromAddresses: [address] })),
  text.map((name) => sqs.send({ name })),
  fc
    .record(
      { actions: some(action), resources: some(arn), conditions, sid },
      { requiredKeys: ["actions", "resources"] },
    )
    .map((statement) => allow(statement)),
);
const statement = fc.record(
  {
    Sid: sid,
    Effect: fc.constantFrom("Allow", "Deny"),
    Action: fc.oneof(action, some(action)),
    Resource: fc.oneof(arn, some(arn)),
    Condition: conditions,
  },
  { requiredKeys: ["Effect", "Action", "Resource"] },
);
const opposite = fc.record({
  Effect: fc.constant("Deny"),
  NotAction: fc.oneof(action, some(action)),
  NotResource: fc.oneof(arn, some(arn)),
});
const policyDocument = fc.record({
  Version: fc.constant("2012-10-17"),
  Statement: fc.oneof(statement, some(fc.oneof(statement, opposite))),
});

/** Up to three of the properties, so that an error in one does not hide all the others. */
const few = (properties: Readonly<Record<string, fc.Arbitrary<unknown>>>) =>
  fc
    .subarray(Object.keys(properties), { maxLength: 3 })
    .chain((names) =>
      fc.record(Object.fromEntries(names.map((name) => [name, properties[name] as fc.Arbitrary<unknown>]))),
    );

const roleProperties = {
  name: text,
  path,
  description: text,
  tags,
  maxSessionDuration: fc.oneof(fc.integer(), fc.double(), fc.constantFrom(3_600, 43_200)),
  permissionsBoundary: text.map((name) => `arn:aws:iam::123456789012:policy/${name}`),
  managedPolicies: some(fc.oneof(text, arn)),
  policyType: fc.constantFrom("managed", "inline"),
  grants: some(grant),
  policyDocuments: some(policyDocument),
};
const role = few(roleProperties);
const logs = few({
  retentionInDays: fc.constantFrom(0, 7, 30),
  tags,
  kmsKeyId: text.map((id) => `arn:aws:kms:eu-west-1:123456789012:key/${id}`),
  shape: fc.constantFrom("exact", "single-statement"),
});
const serviceRole = few({ ...roleProperties, logs });

const branchProperties = {
  basicAuthCredentials: fc.tuple(text, text).map((parts) => Buffer.from(parts.join(":")).toString("base64")),
  description: text,
  displayName: text,
  environmentVariables: fc.dictionary(text, text, { maxKeys: 3 }),
  framework: text,
  pullRequestEnvironmentName: text,
  buildSpec: text,
  tags,
  ttl: fc.oneof(text, fc.stringMatching(/^\d{0,40}$/)),
  id: text,
  computeRole: role,
  managedBy: fc.constantFrom("cloudControl", "amplify"),
  stage: fc.constantFrom("BETA", "NONE"),
};

const mapping = fc.record(
  {
    identityProvider: text,
    type: fc.constantFrom("Rules", "Token"),
    ambiguousRoleResolution: fc.constantFrom("Deny", "AuthenticatedRole"),
    mappingRules: some(
      fc.record({ claim: text, matchType: fc.constant("Equals"), value: text, roleArn: fc.constant(arns.role) }),
    ),
  },
  { requiredKeys: ["identityProvider", "type"] },
);
const identityPool = few({
  unauthenticated: role,
  principalTags: some(
    fc.record(
      { identityProviderName: text, principalTags: fc.dictionary(text, text, { maxKeys: 2 }) },
      { requiredKeys: ["identityProviderName"] },
    ),
  ),
  roleMappings: some(mapping),
}).chain((rest) =>
  role.map((authenticated) => ({
    identityPoolId: "eu-west-1:12345678-1234-1234-1234-123456789012",
    authenticated,
    ...rest,
  })),
);

const app = few({
  name: text,
  description: text,
  repository: text,
  accessToken: text,
  basicAuthCredentials: branchProperties.basicAuthCredentials,
  buildSpec: text,
  customHeaders: text,
  customRules: some(fc.record({ source: text, target: text, status: text })),
  autoBranchCreationPatterns: some(text),
  autoBranchCreationConfig: few({ buildSpec: text, framework: text, environmentVariables: fc.dictionary(text, text) }),
  environmentVariables: fc.dictionary(text, text, { maxKeys: 3 }),
  tags,
  roles: few({ path, tags, namePrefix: text, policyType: fc.constantFrom("managed", "inline") }),
  serviceRole,
  computeRole: role,
  identityPool,
  branches: fc.dictionary(text, few(branchProperties), { maxKeys: 3 }),
}).map((properties) => ({ name: "web", ...properties }));

/** Specifications of the right shape, with strings, numbers and tags that AWS may or may not accept. */
export const plausible = {
  app,
  serviceRole: serviceRole.map((properties) => ({ appId: "d123456789", ...properties })),
  computeRole: role,
  identityPool,
};
