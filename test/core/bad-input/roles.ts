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
    "a session of half seconds",
    computeRole({ maxSessionDuration: 3600.5 }),
    ["INVALID_SESSION_DURATION maxSessionDuration"],
  ],
  [
    "ten days of logs",
    serviceRole({ appId: "d1", logs: { retentionInDays: 10 } }),
    ["INVALID_RETENTION logs.retentionInDays"],
  ],
  [
    "minus one day of logs",
    app({ serviceRole: { logs: { retentionInDays: -1 } } }),
    ["INVALID_RETENTION serviceRole.logs.retentionInDays"],
  ],
  ["a log group of no app", serviceRole({ logs: { retentionInDays: 30 } }), ["LOG_GROUP_WITHOUT_APP logs"]],
  [
    "a boundary in no partition",
    computeRole({ permissionsBoundary: "arn:amazon:iam::123456789012:policy/a" }),
    ["INVALID_MANAGED_POLICY permissionsBoundary"],
  ],
  [
    "a boundary without a name",
    computeRole({ permissionsBoundary: "arn:aws:iam::123456789012:policy/" }),
    ["INVALID_MANAGED_POLICY permissionsBoundary"],
  ],
  [
    "a boundary by its name",
    computeRole({ permissionsBoundary: "boundary" }),
    ["INVALID_MANAGED_POLICY permissionsBoundary"],
  ],
  [
    "a policy with a space",
    computeRole({ managedPolicies: ["My policy"] }),
    ["INVALID_MANAGED_POLICY managedPolicies[0]"],
  ],
  [
    "a policy of half an account",
    computeRole({ managedPolicies: ["arn:aws:iam::1234:policy/a"] }),
    ["INVALID_MANAGED_POLICY managedPolicies[0]"],
  ],
  ["a role without a name", app({ computeRole: "arn:aws:iam::123456789012:role/" }), ["NOT_A_ROLE_ARN computeRole"]],
  [
    "a role in no partition",
    app({ computeRole: "arn:amazon:iam::123456789012:role/a" }),
    ["NOT_A_ROLE_ARN computeRole"],
  ],
  [
    "an assumed role",
    app({ serviceRole: "arn:aws:sts::123456789012:assumed-role/web/session" }),
    ["NOT_A_ROLE_ARN serviceRole"],
  ],
  [
    "a log group's key of 257 characters",
    serviceRole({ appId: "d1", logs: { kmsKeyId: arnOf("kms", `key/${"x".repeat(256)}`) } }),
    ["INVALID_LENGTH logs.kmsKeyId"],
  ],
  ["a role's name with a space", serviceRole({ name: "my role" }), ["INVALID_ROLE_NAME name"]],
  ["a branch of no app", computeRole({ branchName: "main" }), ["REQUIRED appId"]],
  ["an app's ARN as its id", computeRole({ appId: arnOf("amplify", "apps/d123") }), ["NOT_AN_APP_ID appId"]],
  [
    "a trust policy that is too long",
    () => planners.serviceRole({ region: `eu-${"x".repeat(2048)}-1` }),
    ["TRUST_OVER_QUOTA "],
  ],
];

export const grants: readonly Row[] = [
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
    ["UNKNOWN_PROPERTY grants[0].options.kmskey"],
  ],
  [
    "with another function's option",
    granting(dynamodb.readStream(table, wrong({ indexes: [] }))),
    ["UNKNOWN_PROPERTY grants[0].options.indexes"],
  ],
  [
    "without an option that it needs",
    granting(rdsData.execute(cluster, wrong({}))),
    ["REQUIRED grants[0].options.secret"],
  ],
  ["of an action without its service", allowing({ actions: ["SendMessage"] }), ["INVALID_ACTION grants[0].actions[0]"]],
  [
    "on a bare API, which never matches",
    allowing({ actions: ["appsync:GraphQL"], resources: [api] }),
    ["APPSYNC_API_WITHOUT_FIELDS grants[0].resources[0]"],
  ],
  ["with a Sid of other characters", allowing({ sid: "my orders" }), ["UNSUPPORTED_SID grants[0].sid"]],
  [
    "with a Sid that is taken",
    granting(
      queues(1),
      ...["Orders", "Orders"].map((sid) => allow({ actions: ["sqs:SendMessage"], resources: [queue], sid })),
    ),
    ["UNIQUE_SIDS_REQUIRED grants[2].sid"],
  ],
  [
    "with characters that no policy holds",
    granting(s3.read("arn:aws:s3:::web", { prefix: "картинки/" })),
    ["INVALID_POLICY_CHARACTER grants[0]"],
  ],
];

export const quotas: readonly Row[] = [
  ["an inline policy", computeRole({ grants: tables(300) }), ["POLICY_OVER_QUOTA "]],
  ["an app's inline policy", app({ computeRole: { grants: tables(300) } }), ["POLICY_OVER_QUOTA computeRole"]],
  [
    "a managed policy of one named statement",
    computeRole({ policyType: "managed", grants: [named(200), queues(1)] }),
    ["POLICY_OVER_QUOTA "],
  ],
  [
    "an inline policy, where only what is known later puts it over",
    granting(...many(40, (index) => dynamodb.read(wrong(new Unresolved(`${table}-${index}`))))),
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
          resources: wrong(many(40, (index) => new Unresolved(`${queue}-${index}`))),
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
