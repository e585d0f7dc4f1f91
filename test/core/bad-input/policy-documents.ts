import { allow } from "@amplify-roles/core";
import { api, queue, table } from "../fixtures/arns.js";
import { policy } from "../lint/fixtures.js";
import { Unresolved } from "../support/placeholders.js";
import { accessKeyId, app, computeRole, type Row, type Wrong } from "./rows.js";

const withDocuments = (...policyDocuments: Wrong[]) => computeRole({ policyDocuments });
const send = { Action: "sqs:SendMessage", Resource: queue };
const inStatement = "policyDocuments[0].Statement[0]";

/** The rules of `lint` apply to policy documents. */
export const policyDocuments: readonly Row[] = [
  ["one policy instead of an array", computeRole({ policyDocuments: policy(send) }), ["NOT_AN_ARRAY policyDocuments"]],
  ["an empty array", withDocuments(), ["EMPTY policyDocuments"]],
  [
    "a statement instead of a policy",
    withDocuments({ Effect: "Allow", ...send }),
    [
      "UNKNOWN_PROPERTY policyDocuments[0].Effect",
      "UNKNOWN_PROPERTY policyDocuments[0].Action",
      "UNKNOWN_PROPERTY policyDocuments[0].Resource",
      "REQUIRED policyDocuments[0].Statement",
    ],
  ],
  [
    "a grant instead of a policy",
    withDocuments(allow({ actions: ["sqs:SendMessage"], resources: [queue] })),
    [
      "UNKNOWN_PROPERTY policyDocuments[0].grant",
      "UNKNOWN_PROPERTY policyDocuments[0].access",
      "UNKNOWN_PROPERTY policyDocuments[0].resources",
      "UNKNOWN_PROPERTY policyDocuments[0].options",
      "REQUIRED policyDocuments[0].Statement",
    ],
  ],
  ["a number", withDocuments(5), ["NOT_AN_OBJECT policyDocuments[0]"]],
  ["a string that is not JSON", withDocuments("{'Version': 1}"), ["JSON_SYNTAX_ERROR policyDocuments[0]"]],
  ["a file name", withDocuments("policy.json"), ["JSON_SYNTAX_ERROR policyDocuments[0]"]],
  ["JSON of a string", withDocuments('"x"'), ["NOT_AN_OBJECT policyDocuments[0]"]],
  [
    "a string that is known only after deploy",
    withDocuments(new Unresolved("{}")),
    ["VALUE_REQUIRED_AT_SYNTH policyDocuments[0]"],
  ],
  [
    "a string that contains a token",
    withDocuments(JSON.stringify({ ...policy(send), Id: "${TfToken[TOKEN.1]}" })),
    ["STRINGIFIED_VALUE policyDocuments[0].Id"],
  ],
  ["no statement", withDocuments({ Version: "2012-10-17", Statement: [] }), ["EMPTY policyDocuments[0].Statement"]],
  [
    "an invalid version",
    withDocuments({ ...policy(send), Version: "2024-01-01" }),
    ["INVALID_VALUE policyDocuments[0].Version"],
  ],
  [
    "the version 2008-10-17",
    withDocuments({ ...policy(send), Version: "2008-10-17" }),
    ["INVALID_VERSION policyDocuments[0].Version"],
  ],
  ["no effect", withDocuments(policy({ ...send, Effect: undefined })), [`REQUIRED ${inStatement}.Effect`]],
  [
    "an effect that is known only after deploy",
    withDocuments(policy({ ...send, Effect: new Unresolved("Allow") })),
    [`VALUE_REQUIRED_AT_SYNTH ${inStatement}.Effect`],
  ],
  ["a principal", withDocuments(policy({ ...send, Principal: "*" })), [`UNSUPPORTED_ELEMENT ${inStatement}.Principal`]],
  [
    "Action and NotAction",
    withDocuments(policy({ ...send, Effect: "Deny", NotAction: "s3:GetObject" })),
    [`CONFLICTING_ARGUMENTS ${inStatement}.NotAction`],
  ],
  [
    "a misspelled action",
    withDocuments(policy({ ...send, Action: "sqs:SendMesage" })),
    [`INVALID_ACTION ${inStatement}.Action`],
  ],
  [
    "an action without its service",
    withDocuments(policy({ ...send, Action: ["Send"] })),
    [`INVALID_ACTION ${inStatement}.Action[0]`],
  ],
  [
    "every action",
    withDocuments(policy({ ...send, Action: "*" })),
    [`WILDCARD_GRANTS_EVERYTHING ${inStatement}.Action`],
  ],
  [
    "every resource",
    withDocuments(policy({ ...send, Resource: "*" })),
    [`WILDCARD_GRANTS_EVERYTHING ${inStatement}.Resource`],
  ],
  [
    "Allow with NotAction",
    withDocuments(policy({ NotAction: "iam:CreateUser", Resource: queue })),
    [`ALLOW_WITH_NOT_ELEMENT ${inStatement}.NotAction`],
  ],
  [
    "another service's resource",
    withDocuments(policy({ ...send, Resource: table })),
    [`UNSUPPORTED_RESOURCE_ARN_IN_POLICY ${inStatement}.Resource`],
  ],
  [
    "an API without fields",
    withDocuments(policy({ Action: "appsync:GraphQL", Resource: api })),
    [`APPSYNC_API_WITHOUT_FIELDS ${inStatement}.Resource`],
  ],
  [
    "an action without resources on a resource",
    withDocuments(policy({ Action: "dynamodb:ListStreams", Resource: table })),
    [`ACTION_WITHOUT_RESOURCE ${inStatement}.Action`],
  ],
  [
    "an unknown operator",
    withDocuments(policy({ ...send, Condition: { Equals: { "aws:PrincipalTag/a": "b" } } })),
    [`INVALID_CONDITION_OPERATOR ${inStatement}.Condition.Equals`],
  ],
  [
    "an access key",
    withDocuments(policy({ ...send, Condition: { StringEquals: { "aws:PrincipalTag/a": accessKeyId } } })),
    [`SECRET_IN_POLICY ${inStatement}.Condition.StringEquals["aws:PrincipalTag/a"]`],
  ],
  [
    "characters that IAM does not accept",
    withDocuments(policy({ ...send, Resource: `${queue}-заказы` })),
    [`INVALID_POLICY_CHARACTER ${inStatement}.Resource`],
  ],
  [
    "a control character",
    withDocuments(policy({ ...send, Resource: `${queue}-\u0007` })),
    [`INVALID_POLICY_CHARACTER ${inStatement}.Resource`],
  ],
  ["a Sid with a hyphen", withDocuments(policy({ ...send, Sid: "my-queue" })), [`UNSUPPORTED_SID ${inStatement}.Sid`]],
  [
    "the same Sid in two policies",
    withDocuments(policy({ ...send, Sid: "A" }), policy({ ...send, Sid: "A" })),
    ["UNIQUE_SIDS_REQUIRED policyDocuments[1]"],
  ],
  [
    "the same Sid twice in one policy",
    withDocuments({ ...policy(send), Statement: [1, 2].map(() => ({ Effect: "Allow", ...send, Sid: "A" })) }),
    ["UNIQUE_SIDS_REQUIRED policyDocuments[0].Statement[1].Sid"],
  ],
  [
    "the same Sid as a grant",
    computeRole({
      grants: [allow({ sid: "A", actions: ["sqs:SendMessage"], resources: [queue] })],
      policyDocuments: [policy({ ...send, Sid: "A" })],
    }),
    ["UNIQUE_SIDS_REQUIRED policyDocuments[0]"],
  ],
  // IAM rejects these for every action, so they are errors even if the action is not in the service reference.
  [
    "two wildcards as a resource",
    withDocuments(policy({ Action: "things:Do", Resource: "**" })),
    [`NOT_AN_ARN ${inStatement}.Resource`],
  ],
  ...[
    ["an invalid partition", "arn:amazon:things:eu-west-1:123456789012:a", "INVALID_ARN"],
    ["no partition", "arn::things:eu-west-1:123456789012:a", "INVALID_ARN"],
    ["a service with spaces", "arn:aws:my things:eu-west-1:123456789012:a", "INVALID_ARN"],
    ["a region with a space", "arn:aws:things:eu west 1:123456789012:a", "INVALID_ARN"],
    ["an account with a space", "arn:aws:things:eu-west-1:1234 5678:a", "INVALID_ARN"],
    ["an ARN without a resource", "arn:aws:things:eu-west-1:123456789012:", "INVALID_ARN"],
    ["a bucket in a region", "arn:aws:s3:eu-west-1:123456789012:web", "UNSUPPORTED_RESOURCE_ARN_IN_POLICY"],
    ["a role in a region", "arn:aws:iam:eu-west-1:123456789012:role/web", "UNSUPPORTED_RESOURCE_ARN_IN_POLICY"],
  ].map(
    ([what = "", arn, code]): Row => [
      what,
      withDocuments(policy({ Action: "things:Do", Resource: arn })),
      [`${code} ${inStatement}.Resource`],
    ],
  ),
  ...["", "team", ":", "team:", "my team:a"].map(
    (key): Row => [
      `${JSON.stringify(key)} as a condition key`,
      withDocuments(policy({ ...send, Condition: { StringEquals: { [key]: "a" } } })),
      [
        `INVALID_CONDITION_KEY_FORMAT ${inStatement}.Condition.StringEquals${key === "team" ? ".team" : `[${JSON.stringify(key)}]`}`,
      ],
    ],
  ),
  ["more characters than a role's quota", withDocuments(policy(...many(300))), ["POLICY_OVER_QUOTA "]],
  [
    "privilege escalation in an app",
    app({
      computeRole: {
        policyDocuments: [policy({ Action: "iam:PutRolePolicy", Resource: "arn:aws:iam::123456789012:role/a" })],
      },
    }),
    ["PRIVILEGE_ESCALATION computeRole.policyDocuments[0].Statement[0].Action"],
  ],
];

function many(count: number): readonly (typeof send)[] {
  return Array.from({ length: count }, (_, index) => ({ ...send, Resource: `${queue}-${index}` }));
}
