import { formatArn } from "../aws/arn.js";
import type { Deployment } from "../aws/deployment.js";
import { quotas } from "../aws/quotas.js";
import { messages, type PolicySize } from "../findings/messages.js";
import { type ExpandedGrant, expandGrant, MAX_ARN_LENGTH } from "../grants/expand.js";
import {
  isUnresolved,
  minLength,
  placeholdersOf,
  referencePlaceholder,
  withUniformPlaceholders,
} from "../placeholders/placeholder.js";
import type { PolicyDocument, Statement } from "../policy/document.js";
import { parsePolicyDocument } from "../policy/parse/document.js";
import { policyDocument } from "../policy/policy.js";
import { type LongestLate, longestSizeOf, sizeOf } from "../policy/size.js";
import { splitByService } from "../policy/split.js";
import type { Context } from "../schema/context.js";
import type { RoleSpec } from "../specification/role.js";
import { hash } from "../util/hash.js";
import { omitUndefined } from "../util/omit-undefined.js";
import { lastAssumedCommand } from "./commands.js";
import { sanitized, toIamDescription, uniqueName } from "./names.js";
import type { PlannedResource, PlannedRole } from "./resources.js";

/** What it takes to plan a role. */
export interface RoleRequest {
  /** What its resources' ids begin with: `service-role`. */
  readonly id: string;
  /** Where it stands in the specification. */
  readonly context: Context;
  readonly deployment: Deployment;
  readonly spec: Omit<RoleSpec<string, boolean | string, number | string>, "confusedDeputyConditions">;
  /** Its name, unless the specification gives one. */
  readonly defaultName: string;
  readonly description: string;
  /** Who may assume it. */
  readonly trust: PolicyDocument;
  /** The event that CloudTrail records when it is assumed. Default: `AssumeRole`. */
  readonly assumedBy?: "AssumeRoleWithWebIdentity";
  /** For how many seconds it cannot be assumed yet; none are waited for where it is left out. */
  readonly propagationSeconds?: number;
  /** Statements beside those of its grants. */
  readonly statements?: readonly Statement[];
}

/** The statements of one grant, or of what comes with a role unasked, such as SSR logs. */
export type Granted = Pick<ExpandedGrant, "context" | "by" | "statements">;

/** A role as planned: its resources in the order in which they are created, and what they are. */
export interface RolePlan {
  readonly resources: readonly PlannedResource[];
  readonly planned: PlannedRole;
  readonly name: string;
  /** What was asked for, grant by grant. */
  readonly grants: readonly Granted[];
  /** All that its policies allow, minimised. */
  readonly statements: readonly Statement[];
  readonly managedPolicies: readonly string[];
}

/** The ARN of an AWS-managed policy that is given by name. */
const managedPolicyArn = (policy: string, { partition }: Deployment) =>
  isUnresolved(policy) || policy.startsWith("arn:")
    ? policy
    : formatArn({ partition, service: "iam", region: "", account: "aws", resource: `policy/${policy}` });

/** Plans a role, its policies and attachments, and reports what IAM would refuse. */
export function planRole(request: RoleRequest): RolePlan {
  const { id, context, deployment, spec, trust } = request;
  const name = spec.name ?? request.defaultName;
  if (name === "" || minLength(name) > quotas.roleName) context.property("name").report(messages.badRoleName(name));
  if (spec.grants?.length === 0) context.property("grants").report(messages.empty("grant"));
  const grants = (spec.grants ?? [])
    .map((grant, index) => expandGrant(grant, deployment, context.property("grants").index(index)))
    .filter((grant) => grant !== undefined);
  const documents = adoptedDocuments(request);
  const granted = [...grants, ...documents];
  checkSids(context, request.statements ?? [], granted);
  const asked = [...(request.statements ?? []), ...granted.flatMap(({ statements }) => statements)];
  const permissions = policyDocument(asked);

  const role: PlannedResource = {
    type: "aws_iam_role",
    id,
    dependsOn: [],
    ...omitUndefined({ propagationSeconds: request.propagationSeconds }),
    arguments: omitUndefined({
      name,
      path: spec.path,
      description: spec.description ?? toIamDescription(request.description),
      assumeRolePolicy: trust,
      permissionsBoundary: spec.permissionsBoundary,
      maxSessionDuration: spec.maxSessionDuration,
      forceDetachPolicies: spec.forceDetachPolicies,
      tags: spec.tags,
    }),
  };
  const policies =
    spec.policyType === "managed"
      ? managedPolicyResources(request, name, asked, granted)
      : inlinePolicyResources(request, permissions, granted);
  const attached = attachedPolicies(request);
  const attachments = [...attached].map(
    ([attachment, policyArn]): PlannedResource<"aws_iam_role_policy_attachment"> => ({
      type: "aws_iam_role_policy_attachment",
      id: `${id}-attached-${attachment}`,
      dependsOn: [],
      arguments: { role: referencePlaceholder(id, "name"), policyArn },
    }),
  );

  const exclusive = spec.exclusivePolicies === true ? exclusiveResources(id, [...policies, ...attachments]) : [];

  const count = policies.filter(({ type }) => type === "aws_iam_policy").length + attachments.length;
  if (count > quotas.managedPoliciesPerRole) {
    const longest = longestLateOf(granted);
    const own = spec.policyType === "managed" ? heaviest(granted, longest) : "";
    const fitsInline = spec.policyType === "managed" && longestSizeOf(permissions, longest) <= quotas.inlinePolicies;
    context.report(messages.tooManyPolicies(count, quotas.managedPoliciesPerRole, own, fitsInline));
  }
  if (sizeOf(trust) > quotas.trustPolicy) context.report(messages.trustOverQuota(sizeOf(trust), quotas.trustPolicy));

  const arn = formatArn({
    partition: deployment.partition,
    service: "iam",
    region: "",
    account: deployment.account,
    resource: `role${spec.path ?? "/"}${name}`,
  });
  return {
    resources: [role, ...policies, ...attachments, ...exclusive],
    name,
    grants: granted,
    statements: permissions.Statement,
    managedPolicies: [...attached.values()],
    planned: {
      role: id,
      policies: policies.filter(({ type }) => type !== "aws_iam_role_policy_attachment").map((policy) => policy.id),
      attachments: [...policies.filter(({ type }) => type === "aws_iam_role_policy_attachment"), ...attachments].map(
        (attachment) => attachment.id,
      ),
      arn,
      lastAssumedCommand: lastAssumedCommand(arn, deployment, request.assumedBy),
    },
  };
}

/** The statements of policies that are adopted whole. */
function adoptedDocuments({ context, spec }: RoleRequest): readonly ExpandedGrant[] {
  if (spec.policyDocuments?.length === 0) context.property("policyDocuments").report(messages.empty("policy document"));
  return (spec.policyDocuments ?? []).flatMap((document, index) => {
    const place = context.property("policyDocuments").index(index);
    const statements = parsePolicyDocument(document, place);
    return statements === undefined
      ? []
      : [{ context: place, by: POLICY_DOCUMENT, statements, maxLength: MAX_ARN_LENGTH }];
  });
}

const POLICY_DOCUMENT = "policy document";

/** The policies to attach, each once, by what their attachments are called, so that another one renames none. */
function attachedPolicies({ spec: { managedPolicies = [] }, deployment }: RoleRequest): ReadonlyMap<string, string> {
  const attached = new Map<string, string>();
  const arns = new Set<string>();
  for (const [key, policy] of Object.entries(managedPolicies)) {
    const arn = managedPolicyArn(policy, deployment);
    // One of AWS's may be given by name and by ARN.
    if (arns.has(arn)) continue;
    arns.add(arn);
    const name = Array.isArray(managedPolicies) ? attachmentName(arn) : sanitized(key);
    attached.set(uniqueName(name, attached), arn);
  }
  return attached;
}

/**
 * The policy's own name; with a digest where it is not AWS's, as two accounts may use one name. Empty where the name is
 * late.
 */
function attachmentName(arn: string): string {
  const form = withUniformPlaceholders(arn);
  const [, owner = "", name = ""] = /:iam::([^:]*):policy\/(.*)$/.exec(form) ?? [];
  if (name === "" || isUnresolved(name)) return "";
  return owner === "aws" ? sanitized(name) : `${sanitized(name)}-${hash(form)}`;
}

/** All permissions in one inline policy of the role. */
function inlinePolicyResources(
  { id, context }: RoleRequest,
  policy: PolicyDocument,
  grants: readonly ExpandedGrant[],
): readonly PlannedResource[] {
  if (policy.Statement.length === 0) return [];
  const longest = longestLateOf(grants);
  const size = overQuota(policy, quotas.inlinePolicies, longest);
  if (size !== undefined) context.report(messages.overInlineQuota(size, heaviest(grants, longest)));
  return [
    {
      type: "aws_iam_role_policy",
      id: `${id}-policy`,
      dependsOn: [],
      arguments: { name: "permissions", role: referencePlaceholder(id, "name"), policy },
    },
  ];
}

/**
 * What the role has inside and attached, as all that it may have. Both come after all of its policies: which they would
 * otherwise not find, and lest one takes away what the other's are still to replace.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role_policies_exclusive
 */
function exclusiveResources(id: string, policies: readonly PlannedResource[]): readonly PlannedResource[] {
  const inside = policies.filter((policy) => policy.type === "aws_iam_role_policy");
  const attached = policies.filter((policy) => policy.type === "aws_iam_role_policy_attachment");
  const roleName = referencePlaceholder(id, "name");
  const dependsOn = policies.map((policy) => policy.id);
  return [
    {
      type: "aws_iam_role_policies_exclusive",
      id: `${id}-policies-exclusive`,
      dependsOn,
      arguments: { roleName, policyNames: inside.map((policy) => policy.arguments.name) },
    },
    {
      type: "aws_iam_role_policy_attachments_exclusive",
      id: `${id}-attachments-exclusive`,
      dependsOn,
      arguments: { roleName, policyArns: attached.map((attachment) => attachment.arguments.policyArn) },
    },
  ];
}

/** Narrower than a role's: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html */
const POLICY_PATH = /^(\/[\w.,+@=-]+)*\/$/;

/** Customer-managed policies for each service, attached to the role. */
function managedPolicyResources(
  { id, context, spec }: RoleRequest,
  roleName: string,
  statements: readonly Statement[],
  grants: readonly ExpandedGrant[],
): readonly PlannedResource[] {
  const longest = longestLateOf(grants);
  const quota = quotas.managedPolicy;
  const { path = "/" } = spec;
  if (!isUnresolved(path) && !POLICY_PATH.test(path)) context.property("path").report(messages.badPolicyPath(path));
  const packed = splitByService(statements, (document) => overQuota(document, quota, longest) === undefined);
  return packed.flatMap(({ name, document, halves }): readonly PlannedResource[] => {
    const size = overQuota(document, quota, longest);
    if (size !== undefined) context.report(messages.overManagedQuota(name, size, heaviest(grants, longest)));
    const policyId = `${id}-policy-${name}`;
    const policyName = `${roleName}-${name}`;
    if (minLength(policyName) > quotas.policyName) context.property("name").report(messages.badPolicyName(policyName));
    return [
      {
        type: "aws_iam_policy",
        id: policyId,
        // What a policy loses when it is halved, the role has by another one first.
        dependsOn: halves.map((half) => `${id}-policy-${half}-attachment`),
        arguments: omitUndefined({ name: policyName, path: spec.path, policy: document, tags: spec.tags }),
      },
      {
        type: "aws_iam_role_policy_attachment",
        id: `${policyId}-attachment`,
        dependsOn: [],
        arguments: { role: referencePlaceholder(id, "name"), policyArn: referencePlaceholder(policyId, "arn") },
      },
    ];
  });
}

/** The size of a policy that is over its quota, or that its late values can put over it. */
function overQuota(policy: PolicyDocument, quota: number, longest: LongestLate): PolicySize | undefined {
  const most = longestSizeOf(policy, longest);
  return most > quota ? { least: sizeOf(policy), most, quota } : undefined;
}

/** The most characters of every late value: of an ARN of the longest kind that a grant takes it for. */
function longestLateOf(grants: readonly ExpandedGrant[]): LongestLate {
  const longest = new Map<string, number>();
  for (const { statements, maxLength: ofGrant } of grants) {
    for (const marker of placeholdersOf(JSON.stringify(statements))) {
      longest.set(marker, Math.max(ofGrant, longest.get(marker) ?? 0));
    }
  }
  return longest;
}

/** The three grants whose statements take the most room. */
function heaviest(grants: readonly ExpandedGrant[], longest: LongestLate): string {
  return grants
    .map(({ context, by, statements }) => ({
      text: `${context.path} (${by})`,
      size: longestSizeOf(asDocument(statements), longest),
    }))
    .sort((a, b) => b.size - a.size)
    .slice(0, 3)
    .map(({ text, size }) => `${text}, ${size} characters`)
    .join("; ");
}
const asDocument = (Statement: readonly Statement[]): PolicyDocument => ({ Version: "2012-10-17", Statement });

function checkSids(role: Context, own: readonly Statement[], grants: readonly ExpandedGrant[]): void {
  const taken = new Map(own.flatMap(({ Sid }) => (Sid === undefined ? [] : [[Sid, role.property("logs").path]])));
  for (const { context, by, statements } of grants) {
    // One that is there twice in one document is found where that is read.
    for (const Sid of new Set(statements.map((statement) => statement.Sid))) {
      if (Sid === undefined) continue;
      const first = taken.get(Sid);
      if (first === undefined) taken.set(Sid, context.path);
      else (by === POLICY_DOCUMENT ? context : context.property("sid")).report(messages.duplicateSid(Sid, first));
    }
  }
}
