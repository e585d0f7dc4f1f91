import { allow, appsync, dynamodb, rdsData, s3 } from "@amplify-roles/core";
import { api, cluster, key, queue, table } from "../fixtures/arns.js";
import { Unresolved } from "../support/placeholders.js";
import { planners } from "../support/plans.js";
import {
  allowing,
  app,
  arnOf,
  computeRole,
  granting,
  many,
  named,
  queues,
  type Row,
  serviceRole,
  tables,
  wrong,
} from "./rows.js";

export const roles: readonly Row[] = [
  ["a session of a minute", computeRole({ maxSessionDuration: 60 }), ["INVALID_SESSION_DURATION maxSessionDuration"]],
  [
    "a session with half a second",
    computeRole({ maxSessionDuration: 3600.5 }),
    ["INVALID_SESSION_DURATION maxSessionDuration"],
  ],
  [
    "logs for 10 days",
    serviceRole({ appId: "d1", logs: { retentionInDays: 10 } }),
    ["INVALID_RETENTION logs.retentionInDays"],
  ],
  [
    "logs for -1 days",
    app({ serviceRole: { logs: { retentionInDays: -1 } } }),
    ["INVALID_RETENTION serviceRole.logs.retentionInDays"],
  ],
  ["a log group without an app", serviceRole({ logs: { retentionInDays: 30 } }), ["LOG_GROUP_WITHOUT_APP logs"]],
  [
    "a boundary in an invalid partition",
    computeRole({ permissionsBoundary: "arn:amazon:iam::123456789012:policy/a" }),
    ["INVALID_MANAGED_POLICY permissionsBoundary"],
  ],
  [
    "a boundary without a name",
    computeRole({ permissionsBoundary: "arn:aws:iam::123456789012:policy/" }),
    ["INVALID_MANAGED_POLICY permissionsBoundary"],
  ],
  [
    "a boundary's name instead of its ARN",
    computeRole({ permissionsBoundary: "boundary" }),
    ["INVALID_MANAGED_POLICY permissionsBoundary"],
  ],
  [
    "a managed policy name with a space",
    computeRole({ managedPolicies: ["My policy"] }),
    ["INVALID_MANAGED_POLICY managedPolicies[0]"],
  ],
  [
    "a managed policy in an incomplete account",
    computeRole({ managedPolicies: ["arn:aws:iam::1234:policy/a"] }),
    ["INVALID_MANAGED_POLICY managedPolicies[0]"],
  ],
  [
    "a role ARN without a name",
    app({ computeRole: "arn:aws:iam::123456789012:role/" }),
    ["NOT_A_ROLE_ARN computeRole"],
  ],
  [
    "a role in an invalid partition",
    app({ computeRole: "arn:amazon:iam::123456789012:role/a" }),
    ["NOT_A_ROLE_ARN computeRole"],
  ],
  [
    "the ARN of an assumed role",
    app({ serviceRole: "arn:aws:sts::123456789012:assumed-role/web/session" }),
    ["NOT_A_ROLE_ARN serviceRole"],
  ],
  [
    "a log group's key of 257 characters",
    serviceRole({ appId: "d1", logs: { kmsKeyId: arnOf("kms", `key/${"x".repeat(256)}`) } }),
    ["INVALID_LENGTH logs.kmsKeyId"],
  ],
  ["a role name with a space", serviceRole({ name: "my role" }), ["INVALID_ROLE_NAME name"]],
  ["a branch without an app", computeRole({ branchName: "main" }), ["REQUIRED appId"]],
  ["an app ARN as its id", computeRole({ appId: arnOf("amplify", "apps/d123") }), ["NOT_AN_APP_ID appId"]],
  [
    "a trust policy that is too long",
    () => planners.serviceRole({ region: `eu-${"x".repeat(2048)}-1` }),
    ["TRUST_OVER_QUOTA "],
  ],
];

export const grants: readonly Row[] = [
  ["a string instead of a grant", granting("dynamodb"), ["NOT_A_GRANT grants[0]"]],
  ["a function instead of its result", granting(dynamodb.read), ["NOT_A_GRANT grants[0]"]],
  ["an unknown function", granting({ ...dynamodb.read(table), access: "raed" }), ["UNKNOWN_GRANT grants[0]"]],
  [
    "a function named like a property of every object",
    granting({ ...dynamodb.read(table), access: "constructor" }),
    ["UNKNOWN_GRANT grants[0]"],
  ],
  ["no resource", granting(dynamodb.read([])), ["EMPTY grants[0].resources"]],
  ["no action", allowing({ actions: [] }), ["EMPTY grants[0].actions"]],
  ["allow without resources", allowing({ resources: [] }), ["EMPTY grants[0].resources"]],
  ["no field", granting(appsync.query(api, { fields: [] })), ["EMPTY grants[0].options.fields"]],
  ["no leading key", granting(dynamodb.read(table, { leadingKeys: [] })), ["EMPTY grants[0].options.leadingKeys"]],
  [
    "a misspelled option",
    granting(dynamodb.read(table, wrong({ kmskey: key }))),
    ["UNKNOWN_PROPERTY grants[0].options.kmskey"],
  ],
  [
    "an option of another function",
    granting(dynamodb.readStream(table, wrong({ indexes: [] }))),
    ["UNKNOWN_PROPERTY grants[0].options.indexes"],
  ],
  ["a missing required option", granting(rdsData.execute(cluster, wrong({}))), ["REQUIRED grants[0].options.secret"]],
  ["an action without its service", allowing({ actions: ["SendMessage"] }), ["INVALID_ACTION grants[0].actions[0]"]],
  [
    "an API without fields, which never matches",
    allowing({ actions: ["appsync:GraphQL"], resources: [api] }),
    ["APPSYNC_API_WITHOUT_FIELDS grants[0].resources[0]"],
  ],
  ["a Sid with other characters", allowing({ sid: "my orders" }), ["UNSUPPORTED_SID grants[0].sid"]],
  [
    "a duplicate Sid",
    granting(
      queues(1),
      ...["Orders", "Orders"].map((sid) => allow({ actions: ["sqs:SendMessage"], resources: [queue], sid })),
    ),
    ["UNIQUE_SIDS_REQUIRED grants[2].sid"],
  ],
  [
    "characters that IAM does not accept",
    granting(s3.read("arn:aws:s3:::web", { prefix: "картинки/" })),
    ["INVALID_POLICY_CHARACTER grants[0]"],
  ],
];

export const quotas: readonly Row[] = [
  ["an inline policy", computeRole({ grants: tables(300) }), ["POLICY_OVER_QUOTA "]],
  ["an app's inline policy", app({ computeRole: { grants: tables(300) } }), ["POLICY_OVER_QUOTA computeRole"]],
  [
    "a managed policy with one named statement",
    computeRole({ policyType: "managed", grants: [named(200), queues(1)] }),
    ["POLICY_OVER_QUOTA "],
  ],
  [
    "an inline policy that only unresolved values can put over the quota",
    granting(...many(40, (index) => dynamodb.read(wrong(new Unresolved(`${table}-${index}`))))),
    ["POLICY_OVER_QUOTA "],
  ],
  [
    "a managed policy with one named statement that only unresolved values can put over the quota",
    computeRole({
      policyType: "managed",
      grants: [
        allow({
          sid: "Orders",
          actions: ["sqs:SendMessage"],
          resources: wrong(many(40, (index) => new Unresolved(`${queue}-${index}`))),
        }),
      ],
    }),
    ["POLICY_OVER_QUOTA "],
  ],
  [
    "the number of managed policies of one service",
    computeRole({ policyType: "managed", grants: tables(1000) }),
    ["TOO_MANY_POLICIES "],
  ],
  [
    "the number of managed policies",
    computeRole({ policyType: "managed", grants: many(11, (index) => queues(1, `service${index}`)) }),
    ["TOO_MANY_POLICIES "],
  ],
  [
    "the number of managed policies, created and attached",
    computeRole({
      policyType: "managed",
      grants: many(8, (index) => queues(1, `service${index}`)),
      managedPolicies: ["AmazonS3ReadOnlyAccess", "AmazonSQSReadOnlyAccess", "AmazonSNSReadOnlyAccess"],
    }),
    ["TOO_MANY_POLICIES "],
  ],
  [
    "as many managed policies as the account's raised quota allows",
    computeRole({
      maxManagedPolicies: 20,
      managedPolicies: many(20, (index) => `arn:aws:iam::123456789012:policy/p${index}`),
    }),
    [],
  ],
  [
    "more managed policies than the account's raised quota allows, for all roles of an app",
    app({
      roles: { maxManagedPolicies: 12 },
      computeRole: { managedPolicies: many(13, (index) => `arn:aws:iam::123456789012:policy/p${index}`) },
    }),
    ["TOO_MANY_POLICIES computeRole"],
  ],
  [
    "a quota that is lower than AWS's",
    computeRole({ maxManagedPolicies: 9, managedPolicies: ["AmazonS3ReadOnlyAccess"] }),
    ["INVALID_NUMBER maxManagedPolicies"],
  ],
];
