import type { Statement } from "@amplify-roles/core";
import type { PlannedResource, ResourceArguments } from "@amplify-roles/core/adapter";
import { type Check, named, text, unique } from "./accepts.js";

/**
 * What IAM does not accept in a plan, written only from AWS's pages.
 *
 * Grammar: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 * Quotas: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * Patterns: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html, API_PutRolePolicy, API_CreatePolicy
 */
export function rejectedByIam(resources: readonly PlannedResource[]): readonly string[] {
  const of = <K extends PlannedResource["type"]>(type: K) =>
    resources.filter((resource): resource is Extract<PlannedResource, { type: K }> => resource.type === type);
  const roles = of("aws_iam_role");
  const inline = of("aws_iam_role_policy");
  const managed = of("aws_iam_policy");
  const attachments = of("aws_iam_role_policy_attachment");
  return [
    ...roles.flatMap(({ id, arguments: role }) => named(id, rejectedRole(role))),
    ...inline.flatMap(({ id, arguments: { name, policy } }) => [
      ...named(id, [...policyName(name), ...rejectedDocument(policy, "identity")]),
    ]),
    ...managed.flatMap(({ id, arguments: policy }) => named(id, rejectedPolicy(policy))),
    ...attachments.flatMap(({ id, arguments: { policyArn } }) => named(id, policyArnText(policyArn))),
    ...unique(
      "role names",
      roles.map(({ arguments: role }) => role.name.toLowerCase()),
    ),
    ...unique(
      "policy names",
      managed.map(({ arguments: policy }) => policy.name.toLowerCase()),
    ),
    ...roles.flatMap(({ id }) => {
      const isOf = ({ arguments: { role } }: { arguments: { role: string } }) => role === `<name of ${id}>`;
      const size = inline.filter(isOf).reduce((sum, { arguments: { policy } }) => sum + sizeOf(policy), 0);
      const attached = attachments.filter(isOf).map(({ arguments: { policyArn } }) => policyArn);
      return named(id, [
        ...(size > 10_240 ? [`inline policies of ${size} characters`] : []),
        ...(attached.length > 10 ? [`${attached.length} managed policies`] : []),
        ...unique("attachments", attached),
      ]);
    }),
  ];
}

const LATIN = /^[\t\n\r\u0020-\u00FF]+$/;
const policyName = text("policy name", 1, 128, /^[\w+=,.@-]+$/);
const arnText = text("ARN", 20, 2_048);
const policyArnText: Check = (arn) =>
  /^<arn of [\w.,+=@-]+>$/.test(arn)
    ? []
    : [
        ...arnText(arn),
        ...(/^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/.*[\w+=,.@-]$/.test(arn) ? [] : [`policy ${arn}`]),
      ];

const tagKey = text("tag key", 1, 128, /^[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u);
export const tagValue = text("tag value", 0, 256, /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html */
export function rejectedTags(tags: Readonly<Record<string, string>> = {}, ignoresCase: boolean): readonly string[] {
  const keys = Object.keys(tags);
  return [
    ...(keys.length > 50 ? [`${keys.length} tags`] : []),
    ...keys.flatMap(tagKey),
    ...Object.values(tags).flatMap(tagValue),
    ...[...keys, ...Object.values(tags)].filter((each) => /^aws:/i.test(each)).map((each) => `reserved tag ${each}`),
    ...(ignoresCase
      ? unique(
          "tag keys",
          keys.map((key) => key.toLowerCase()),
        )
      : []),
  ];
}

const roleName = text("role name", 1, 64, /^[\w+=,.@-]+$/);
const rolePath = text("path", 1, 512, /^(\/|\/[\u0021-\u007E]+\/)$/);
const description = text("description", 0, 1_000, /^[\t\n\r\u0020-\u007E\u00A1-\u00FF]*$/);

function rejectedRole(role: ResourceArguments["aws_iam_role"]): readonly string[] {
  const seconds = role.maxSessionDuration ?? 3_600;
  return [
    ...roleName(role.name),
    ...rolePath(role.path ?? "/"),
    ...(/\/\//.test(role.path ?? "/") ? [`path ${role.path}`] : []),
    ...description(role.description ?? ""),
    ...(Number.isInteger(seconds) && Number(seconds) >= 3_600 && Number(seconds) <= 43_200
      ? []
      : [`${seconds} seconds`]),
    ...(role.permissionsBoundary === undefined ? [] : policyArnText(role.permissionsBoundary)),
    ...rejectedTags(role.tags, true),
    ...rejectedDocument(role.assumeRolePolicy, "trust"),
    ...(sizeOf(role.assumeRolePolicy) > 2_048 ? ["a trust policy over its quota"] : []),
  ];
}

const policyPath = text("policy path", 1, 512, /^((\/[A-Za-z0-9.,+@=_-]+)*)\/$/);

const rejectedPolicy = (policy: ResourceArguments["aws_iam_policy"]): readonly string[] => [
  ...policyName(policy.name),
  ...policyPath(policy.path ?? "/"),
  ...rejectedTags(policy.tags, false),
  ...rejectedDocument(policy.policy, "identity"),
  ...(sizeOf(policy.policy) > 6_144 ? [`a managed policy of ${sizeOf(policy.policy)} characters`] : []),
];

/** IAM does not count white space. */
const sizeOf = (policy: unknown) => JSON.stringify(policy).replaceAll(/\s/g, "").length;

const ELEMENTS: readonly string[] = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
];
const ACTION = /^(\*|[A-Za-z0-9.-]+:[^\s:]+)$/;
const OPERATOR =
  /^(ForA(ll|ny)Values?:)?((String(Not)?(Equals(IgnoreCase)?|Like)|Numeric((Not)?Equals|(Less|Greater)Than(Equals)?)|Date((Not)?Equals|(Less|Greater)Than(Equals)?)|Bool|BinaryEquals|(Not)?IpAddress|Arn(Not)?(Equals|Like))(IfExists)?|Null)$/i;
/** An ARN has six parts, and any but the first may contain wildcards. */
const ARN = /^arn:(aws(-[a-z]+)*|\*):[A-Za-z0-9*?-]+:[A-Za-z0-9*?-]*:[A-Za-z0-9*?-]*:.+$/s;
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-condition-keys.html: a key is a service, a colon and a name. */
const CONDITION_KEY = /^[A-Za-z0-9.-]+:.+$/s;

function rejectedDocument(policy: object, type: "identity" | "trust"): readonly string[] {
  const { Version, Statement, ...others } = policy as { Version: unknown; Statement: readonly Statement[] };
  return [
    ...(Version === "2012-10-17" ? [] : [`Version ${Version}`]),
    ...Object.keys(others).map((key) => `element ${key}`),
    ...(Array.isArray(Statement) && Statement.length > 0 ? [] : ["no statement"]),
    ...textsOf(policy).flatMap((each) => (each === "" || LATIN.test(each) ? [] : [`characters of ${each}`])),
    ...(LATIN.test(JSON.stringify(policy)) ? [] : ["characters"]),
    ...Statement.flatMap((statement) => rejectedStatement(statement, type)),
    ...unique(
      "Sids",
      Statement.flatMap(({ Sid }) => (Sid ? [Sid] : [])),
    ),
  ];
}

function rejectedStatement(statement: Statement, type: "identity" | "trust"): readonly string[] {
  const { Sid = "", Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition } = statement;
  const both = [
    ["Action", Action, NotAction],
    type === "identity" ? ["Resource", Resource, NotResource] : ["Principal", Principal, NotPrincipal],
  ] as const;
  const never = type === "identity" ? [Principal, NotPrincipal] : [Resource, NotResource];
  return [
    ...Object.keys(statement)
      .filter((key) => !ELEMENTS.includes(key))
      .map((key) => `element ${key}`),
    ...(/^[A-Za-z0-9]*$/.test(Sid) ? [] : [`Sid ${Sid}`]),
    ...(Effect === "Allow" || Effect === "Deny" ? [] : [`Effect ${Effect}`]),
    ...both
      .filter(([, one, other]) => (one === undefined) === (other === undefined))
      .map(([name]) => `not one ${name}`),
    ...(never.every((element) => element === undefined) ? [] : ["an element of the other type"]),
    ...listed(Action ?? NotAction)
      .filter((action) => !ACTION.test(action))
      .map((action) => `action ${action}`),
    ...(listed(Action ?? NotAction).length > 0 ? [] : ["no action"]),
    ...listed(Resource ?? NotResource).flatMap(rejectedResource),
    ...(type === "identity" && listed(Resource ?? NotResource).length === 0 ? ["no resource"] : []),
    ...Object.entries(Condition ?? {}).flatMap(([operator, keys]) => [
      ...(OPERATOR.test(operator) ? [] : [`operator ${operator}`]),
      ...Object.entries(keys).flatMap(([key, values]) => [
        ...(CONDITION_KEY.test(key) ? [] : [`condition key ${key}`]),
        ...(listed(values).length > 0 ? [] : [`no value of ${key}`]),
        ...(listed(values).every((value) => typeof value === "string") ? [] : [`values of ${key}`]),
      ]),
    ]),
  ];
}

/** IAM's own resources and S3 buckets have no region. */
function rejectedResource(resource: string): readonly string[] {
  if (resource === "*") return [];
  if (!ARN.test(resource)) return [`resource ${resource}`];
  const [, , service, region, , name = ""] = resource.split(":");
  const isBucket = service === "s3" && !/^(accesspoint|job|storage-lens|async-request)/.test(name);
  return (service === "iam" || isBucket) && region !== "" && region !== "*" ? [`region in ${resource}`] : [];
}

const listed = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === "string" ? [value] : value;

function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [key, ...textsOf(member)]);
}
