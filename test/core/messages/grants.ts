import { allow, dynamodb, s3 } from "@amplify-roles/core";
import * as services from "../../../packages/core/src/grants/services/index.js";
import { allowing, granting } from "../bad-input/rows.js";
import { api, bucket, queue, table } from "../fixtures/arns.js";
import { policy } from "../lint/fixtures.js";
import { grantedToBranch, grantedTooLate, renaming } from "../support/later-grants.js";
import { error, linted, type Messages, planned } from "./row.js";

const send = { Action: "sqs:SendMessage", Resource: queue };
const get = { Action: "s3:GetObject", Resource: `${bucket}/*` };

/** `appsync.graphql` and so on: the functions of all services, in the order of the index. */
const grantFunctions = Object.entries(services).flatMap(([name, functions]) =>
  Object.keys(functions).map((access) => `${name}.${access}`),
);

export const grants: Messages = {
  NOT_A_GRANT: [
    error(
      planned(granting("dynamodb")),
      "Expected a grant, got a string.",
      "Write a grant: dynamodb.read(table.arn), s3.write({ name }) or allow({ actions, resources }).",
      { expected: "a grant", found: "a string" },
    ),
    error(
      planned(granting(dynamodb.read)),
      "Expected a grant, got a function.",
      "Write a grant: dynamodb.read(table.arn), s3.write({ name }) or allow({ actions, resources }).",
      { expected: "a grant", found: "a function" },
    ),
    error(
      planned(granting([dynamodb.read(table)] as never)),
      "Expected a grant, got an array.",
      "Write three dots before an array of grants: ...grants.",
      { expected: "a grant", found: "an array" },
    ),
  ],
  GRANT_TOO_LATE: [
    error(
      planned(grantedTooLate("synthesis")),
      "CDKTF already synthesizes the stack, so this grant would not reach the policy.",
      "Call grant(…) before app.synth(), or write the grant in the constructor.",
      { deadline: "synthesis" },
    ),
    error(
      planned(grantedTooLate("registration")),
      "Pulumi already registers the role's policies, so this grant would not reach them.",
      "Call grant(…) right after the constructor, before the program awaits anything and not inside apply(…). Or write the grant in the constructor.",
      { deadline: "registration" },
    ),
    error(
      planned(renaming("web-s3")),
      'With this grant, the role\'s policies are split in another way, and "web-s3" would no longer exist. Pulumi registered it already.',
      "Write all grants of this role in the constructor.",
      { deadline: "registration", policies: ["web-s3"] },
    ),
    error(
      planned(renaming("web-s3", "web-sqs")),
      'With this grant, the role\'s policies are split in another way, and "web-s3" and "web-sqs" would no longer exist. Pulumi registered them already.',
      "Write all grants of this role in the constructor.",
      { deadline: "registration", policies: ["web-s3", "web-sqs"] },
    ),
  ],
  BRANCH_WITHOUT_OWN_ROLE: [
    error(
      planned(grantedToBranch("main")),
      'The branch "main" has no compute role of its own that this program creates, so a grant to it would be a grant to other branches, too.',
      'Give the branch its own role ("computeRole: {}"), or call computeRole.grant(…) of the app, which is for all branches without their own.',
      { name: "main" },
    ),
  ],
  UNKNOWN_GRANT: [
    error(
      planned(granting({ ...dynamodb.read(table), access: "raed" })),
      'The grant function "dynamodb.raed" does not exist.',
      "Did you mean dynamodb.read?",
      {
        name: "dynamodb.raed",
        known: grantFunctions,
      },
    ),
    error(
      planned(granting({ ...dynamodb.read(table), grant: "zzzzzzzz" })),
      'The grant function "zzzzzzzz.read" does not exist.',
      `Use one of these: ${grantFunctions.join(", ")}.`,
      {
        name: "zzzzzzzz.read",
        known: grantFunctions,
      },
    ),
  ],
  APPSYNC_API_WITHOUT_FIELDS: [
    error(
      planned(allowing({ actions: ["appsync:GraphQL"], resources: [api] })),
      'AppSync authorizes appsync:GraphQL on fields, so "arn:aws:appsync:eu-west-1:123456789012:apis/abcdefghijklmnopqrstuvwxyz" never matches and requests fail with "Unauthorized".',
      'Write "…/apis/<id>/*", "…/types/Query/*" or "…/types/Query/fields/<field>", or use appsync.graphql(…).',
      { arn: "arn:aws:appsync:eu-west-1:123456789012:apis/abcdefghijklmnopqrstuvwxyz" },
    ),
  ],
  INVALID_POLICY_CHARACTER: [
    error(
      planned(granting(s3.read(bucket, { prefix: "картинки/" }))),
      'The grant contains the character "к", which IAM does not accept in a policy.',
      'Use characters up to U+00FF. In names, "?" matches any one character.',
      { character: "к" },
    ),
    error(
      linted(policy({ ...send, Resource: `${queue}-заказы` })),
      'The string contains the character "з", which IAM does not accept in policies.',
      'Use characters up to U+00FF. In names, "?" matches any one character.',
      { character: "з" },
    ),
  ],
  UNSUPPORTED_SID: [
    error(planned(allowing({ sid: "my orders" })), '"my orders" is not a valid Sid.', "Use letters and digits only.", {
      found: "my orders",
    }),
    error(
      linted(policy({ ...send, Sid: "my-queue" })),
      '"my-queue" is not a valid Sid.',
      "Use letters and digits only.",
      { found: "my-queue" },
    ),
  ],
  UNIQUE_SIDS_REQUIRED: [
    error(
      planned(granting(...["A", "A"].map((sid) => allow({ actions: ["sqs:SendMessage"], resources: [queue], sid })))),
      'The Sid "A" is already used by grants[0].',
      "Give each statement of a role its own Sid, or none.",
      { sid: "A", first: "grants[0]" },
    ),
    error(
      linted(policy({ ...send, Sid: "A" }, { ...get, Sid: "A" })),
      'The Sid "A" is already used by Statement[0].',
      "Give each statement of a role its own Sid, or none.",
      { sid: "A", first: "Statement[0]" },
    ),
  ],
};
