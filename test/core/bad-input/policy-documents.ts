import { allow } from "@amplify-roles/core";
import { api, queue, table } from "../fixtures/arns.js";
import { policy } from "../lint/fixtures.js";
import { Unresolved } from "../support/placeholders.js";
import { accessKeyId, app, computeRole, type Row, type Wrong } from "./rows.js";

const adopting = (...policyDocuments: Wrong[]) => computeRole({ policyDocuments });
const send = { Action: "sqs:SendMessage", Resource: queue };
const inStatement = "policyDocuments[0].Statement[0]";

/** Policies that come in whole are held to what `lint` holds them to. */
export const policyDocuments: readonly Row[] = [
  ["one where a list belongs", computeRole({ policyDocuments: policy(send) }), ["NOT_AN_ARRAY policyDocuments"]],
  ["none", adopting(), ["EMPTY policyDocuments"]],
  [
    "a statement in the place of a policy",
    adopting({ Effect: "Allow", ...send }),
    [
      "UNKNOWN_PROPERTY policyDocuments[0].Effect",
      "UNKNOWN_PROPERTY policyDocuments[0].Action",
      "UNKNOWN_PROPERTY policyDocuments[0].Resource",
      "REQUIRED policyDocuments[0].Statement",
    ],
  ],
  [
    "a grant in the place of a policy",
    adopting(allow({ actions: ["sqs:SendMessage"], resources: [queue] })),
    [
      "UNKNOWN_PROPERTY policyDocuments[0].grant",
      "UNKNOWN_PROPERTY policyDocuments[0].access",
      "UNKNOWN_PROPERTY policyDocuments[0].resources",
      "UNKNOWN_PROPERTY policyDocuments[0].options",
      "REQUIRED policyDocuments[0].Statement",
    ],
  ],
  ["a number", adopting(5), ["NOT_AN_OBJECT policyDocuments[0]"]],
  ["text that is no JSON", adopting("{'Version': 1}"), ["JSON_SYNTAX_ERROR policyDocuments[0]"]],
  ["the name of a file", adopting("policy.json"), ["JSON_SYNTAX_ERROR policyDocuments[0]"]],
  ["JSON of a text", adopting('"x"'), ["NOT_AN_OBJECT policyDocuments[0]"]],
  ["text that is known later", adopting(new Unresolved("{}")), ["VALUE_REQUIRED_AT_SYNTH policyDocuments[0]"]],
  [
    "text that holds a token",
    adopting(JSON.stringify({ ...policy(send), Id: "${TfToken[TOKEN.1]}" })),
    ["STRINGIFIED_VALUE policyDocuments[0].Id"],
  ],
  ["no statement", adopting({ Version: "2012-10-17", Statement: [] }), ["EMPTY policyDocuments[0].Statement"]],
  [
    "a version that is none",
    adopting({ ...policy(send), Version: "2024-01-01" }),
    ["INVALID_VALUE policyDocuments[0].Version"],
  ],
  [
    "the version of 2008",
    adopting({ ...policy(send), Version: "2008-10-17" }),
    ["INVALID_VERSION policyDocuments[0].Version"],
  ],
  ["no effect", adopting(policy({ ...send, Effect: undefined })), [`REQUIRED ${inStatement}.Effect`]],
  [
    "an effect that is known later",
    adopting(policy({ ...send, Effect: new Unresolved("Allow") })),
    [`VALUE_REQUIRED_AT_SYNTH ${inStatement}.Effect`],
  ],
  ["a principal", adopting(policy({ ...send, Principal: "*" })), [`UNSUPPORTED_ELEMENT ${inStatement}.Principal`]],
  [
    "an action and its opposite",
    adopting(policy({ ...send, Effect: "Deny", NotAction: "s3:GetObject" })),
    [`CONFLICTING_ARGUMENTS ${inStatement}.NotAction`],
  ],
  [
    "a typo in an action",
    adopting(policy({ ...send, Action: "sqs:SendMesage" })),
    [`INVALID_ACTION ${inStatement}.Action`],
  ],
  [
    "an action without its service",
    adopting(policy({ ...send, Action: ["Send"] })),
    [`INVALID_ACTION ${inStatement}.Action[0]`],
  ],
  ["every action", adopting(policy({ ...send, Action: "*" })), [`WILDCARD_GRANTS_EVERYTHING ${inStatement}.Action`]],
  [
    "every resource",
    adopting(policy({ ...send, Resource: "*" })),
    [`WILDCARD_GRANTS_EVERYTHING ${inStatement}.Resource`],
  ],
  [
    "all but an action",
    adopting(policy({ NotAction: "iam:CreateUser", Resource: queue })),
    [`ALLOW_WITH_NOT_ELEMENT ${inStatement}.NotAction`],
  ],
  [
    "another service's resource",
    adopting(policy({ ...send, Resource: table })),
    [`UNSUPPORTED_RESOURCE_ARN_IN_POLICY ${inStatement}.Resource`],
  ],
  [
    "a bare API",
    adopting(policy({ Action: "appsync:GraphQL", Resource: api })),
    [`APPSYNC_API_WITHOUT_FIELDS ${inStatement}.Resource`],
  ],
  [
    "an action of no resource on one",
    adopting(policy({ Action: "dynamodb:ListStreams", Resource: table })),
    [`ACTION_WITHOUT_RESOURCE ${inStatement}.Action`],
  ],
  [
    "an operator that is none",
    adopting(policy({ ...send, Condition: { Equals: { "aws:PrincipalTag/a": "b" } } })),
    [`INVALID_CONDITION_OPERATOR ${inStatement}.Condition.Equals`],
  ],
  [
    "an access key",
    adopting(policy({ ...send, Condition: { StringEquals: { "aws:PrincipalTag/a": accessKeyId } } })),
    [`SECRET_IN_POLICY ${inStatement}.Condition.StringEquals["aws:PrincipalTag/a"]`],
  ],
  [
    "characters that no policy holds",
    adopting(policy({ ...send, Resource: `${queue}-заказы` })),
    [`INVALID_POLICY_CHARACTER ${inStatement}.Resource`],
  ],
  [
    "a control character",
    adopting(policy({ ...send, Resource: `${queue}-\u0007` })),
    [`INVALID_POLICY_CHARACTER ${inStatement}.Resource`],
  ],
  ["a Sid with a hyphen", adopting(policy({ ...send, Sid: "my-queue" })), [`UNSUPPORTED_SID ${inStatement}.Sid`]],
  [
    "one Sid in two policies",
    adopting(policy({ ...send, Sid: "A" }), policy({ ...send, Sid: "A" })),
    ["UNIQUE_SIDS_REQUIRED policyDocuments[1]"],
  ],
  [
    "one Sid twice in one policy",
    adopting({ ...policy(send), Statement: [1, 2].map(() => ({ Effect: "Allow", ...send, Sid: "A" })) }),
    ["UNIQUE_SIDS_REQUIRED policyDocuments[0].Statement[1].Sid"],
  ],
  [
    "the Sid of a grant",
    computeRole({
      grants: [allow({ sid: "A", actions: ["sqs:SendMessage"], resources: [queue] })],
      policyDocuments: [policy({ ...send, Sid: "A" })],
    }),
    ["UNIQUE_SIDS_REQUIRED policyDocuments[0]"],
  ],
  // IAM refuses these whatever the action, so that one that is not in the catalogue lets nothing pass.
  [
    "two wildcards for a resource",
    adopting(policy({ Action: "things:Do", Resource: "**" })),
    [`NOT_AN_ARN ${inStatement}.Resource`],
  ],
  ...[
    ["a partition that is none", "arn:amazon:things:eu-west-1:123456789012:a", "INVALID_ARN"],
    ["no partition", "arn::things:eu-west-1:123456789012:a", "INVALID_ARN"],
    ["a service with spaces", "arn:aws:my things:eu-west-1:123456789012:a", "INVALID_ARN"],
    ["a region with a space", "arn:aws:things:eu west 1:123456789012:a", "INVALID_ARN"],
    ["an account with a space", "arn:aws:things:eu-west-1:1234 5678:a", "INVALID_ARN"],
    ["an ARN without its last part", "arn:aws:things:eu-west-1:123456789012:", "INVALID_ARN"],
    ["a bucket in a region", "arn:aws:s3:eu-west-1:123456789012:web", "UNSUPPORTED_RESOURCE_ARN_IN_POLICY"],
    ["a role in a region", "arn:aws:iam:eu-west-1:123456789012:role/web", "UNSUPPORTED_RESOURCE_ARN_IN_POLICY"],
  ].map(
    ([what = "", arn, code]): Row => [
      what,
      adopting(policy({ Action: "things:Do", Resource: arn })),
      [`${code} ${inStatement}.Resource`],
    ],
  ),
  ...["", "team", ":", "team:", "my team:a"].map(
    (key): Row => [
      `${JSON.stringify(key)} for a condition key`,
      adopting(policy({ ...send, Condition: { StringEquals: { [key]: "a" } } })),
      [
        `UNKNOWN_CONDITION_KEY ${inStatement}.Condition.StringEquals${key === "team" ? ".team" : `[${JSON.stringify(key)}]`}`,
      ],
    ],
  ),
  ["more than a role takes", adopting(policy(...many(300))), ["POLICY_OVER_QUOTA "]],
  [
    "a risk in an app",
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
