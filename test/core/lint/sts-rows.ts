import { on, type Parts, trusting } from "./policies.js";
import { type LintRow, policy, row } from "./policy-rows.js";

const account = { AWS: "arn:aws:iam::210987654321:root" };
const trusted = (Action: string | readonly string[], parts: Parts = {}) =>
  policy({ Principal: account, Action, ...parts });
const assumed = (Condition: Parts, ...more: readonly string[]) => trusted(["sts:AssumeRole", ...more], { Condition });
const invalid = "error INVALID_PRINCIPAL Statement[0].Principal.AWS";
const action = "error TRUST_ACTION Statement[0].Action";

/** Requests to assume a role, the principals that may, and the actions of STS that do. */
export const assuming: readonly LintRow[] = [
  ...["sts:TagSession", "sts:SetSourceIdentity", "sts:SetContext"].flatMap((more) =>
    ["sts:ExternalId", "sts:RoleSessionName", "sts:SourceIdentity"].map((key) =>
      row(`${key} for ${more}`, assumed({ StringEquals: { [key]: "web" } }, more)),
    ),
  ),
  row(
    "an external id in the policy of who assumes",
    policy({
      Action: ["sts:AssumeRole", "sts:TagSession"],
      Resource: "arn:aws:iam::210987654321:role/web",
      Condition: { StringEquals: { "sts:ExternalId": "web" } },
    }),
  ),
  row("the duration of a bearer token", assumed({ NumericLessThan: { "sts:DurationSeconds": "3600" } }), [
    'error UNSUPPORTED_ACTION_FOR_CONDITION_KEY Statement[0].Condition.NumericLessThan["sts:DurationSeconds"]',
  ]),
  row("a token in a trust policy", trusted("sts:GetSessionToken"), [action]),
  row("the identity of the caller in a trust policy", trusted(["sts:AssumeRole", "sts:GetCallerIdentity"]), [
    `${action}[1]`,
  ]),
  row("all tokens in a trust policy", trusted("sts:Get*"), [action]),
  row("every action of STS in a trust policy", trusted("sts:*"), [
    "warning WILDCARD_GRANTS_EVERYTHING Statement[0].Action",
  ]),
  ...[
    "arn:aws:iam::123456789012:roles/web",
    "arn:aws:iam::123456789012:assumed-role/web/session",
    "arn:aws:sts::123456789012:assumed-role/web",
    "arn:aws:sts::123456789012:assumed-role/web/",
    "arn:aws:sts::123456789012:role/web",
  ].map((arn) => row(arn, trusting({ AWS: arn }), [invalid])),
  ...[
    "arn:aws:iam::123456789012:role/team/web",
    "arn:aws:iam::123456789012:user/web",
    "arn:aws:sts::123456789012:assumed-role/web/session",
    "arn:aws:sts::123456789012:federated-user/web",
    "arn:aws-cn:iam::123456789012:root",
  ].map((arn) => row(arn, trusting({ AWS: arn }))),
  row("the date as a number", on({ NumericLessThan: { "aws:CurrentTime": "1900000000" } }), [
    'error TYPE_MISMATCH Statement[0].Condition.NumericLessThan["aws:CurrentTime"]',
  ]),
  row("the time as a number", on({ NumericLessThan: { "aws:EpochTime": "1900000000" } })),
];
