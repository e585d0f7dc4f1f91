import { quotas } from "../aws/quotas.js";
import type { Report } from "../findings/finding.js";
import { counted, quoted } from "../findings/text.js";
import { isUnresolved, minLength, referencePlaceholder, toDisplayString } from "../placeholders/placeholder.js";
import type { PolicyDocument, Statement } from "../policy/document.js";
import { maxSizeOf } from "../policy/size.js";
import { splitByService } from "../policy/split.js";
import type { Context } from "../schema/context.js";
import type { ParsedPoolRole } from "../specification/identity-pool.schema.js";
import type { ParsedGrant } from "../specification/permissions.schema.js";
import { omitUndefined } from "../util/omit-undefined.js";
import { attachedPolicies } from "./attachments.js";
import {
  type GrantSize,
  largestGrants,
  largestText,
  longestValues,
  policyOverQuota,
  sizeOverQuota,
} from "./policy-size.js";
import type { PlannedResource } from "./resources.js";

const invalidPolicyName = (name: string): Report => ({
  code: "INVALID_ROLE_NAME",
  message: `${quoted(name)} is not a valid name of a managed policy. It is composed of the names of the role and a service, and can have at most ${counted(quotas.policyName, "character")}.`,
  fix: 'Give the role a shorter name, or write policyType: "inline".',
  parameters: { found: toDisplayString(name), most: quotas.policyName },
});

const invalidPolicyPath = (path: string): Report => ({
  code: "INVALID_PATH",
  message: `${quoted(path)} is not a valid path of a managed policy, which has the path of its role.`,
  fix: 'Use letters, digits and .,+@=_- between the slashes, or write policyType: "inline".',
  parameters: { found: toDisplayString(path) },
});

interface TooManyPolicies {
  readonly count: number;
  readonly most: number;
  /** The grants that need the most, if the role's own policies are managed. */
  readonly largest: readonly GrantSize[];
  readonly isManaged: boolean;
  readonly fitsInline: boolean;
}

function tooManyPolicies({ isManaged, ...parameters }: TooManyPolicies): Report {
  const { count, most, largest, fitsInline } = parameters;
  const grants = largest.length === 0 ? "" : ` ${largestText(largest)}.`;
  const ways = [
    "Attach fewer policies",
    ...(isManaged ? ['name resources by prefix ("my-app-*")'] : []),
    ...(fitsInline ? ['write policyType: "inline"'] : []),
    `if AWS has raised the account's quota, write it: maxManagedPolicies: ${count}`,
  ];
  return {
    code: "TOO_MANY_POLICIES",
    message: `IAM attaches at most ${most} managed policies to a role, got ${count}.${grants}`,
    fix: `${ways.slice(0, -1).join(", ")}, or ${ways.at(-1)}.`,
    parameters,
  };
}

/** What the policies of a role are planned from. */
export interface RolePoliciesRequest {
  /** The first part of the resources' ids: `service-role`, which is the id of the role itself. */
  readonly id: string;
  /** Where the role is specified. */
  readonly context: Context;
  readonly spec: ParsedPoolRole;
  readonly roleName: string;
  /** All that the role may do. */
  readonly statements: readonly Statement[];
  /** The same in as few statements as possible. */
  readonly permissions: PolicyDocument;
  /** The grants that most of the statements come from. */
  readonly grants: readonly ParsedGrant[];
}

type Attachment = PlannedResource<"aws_iam_role_policy_attachment">;

/** The policies of a role: its own, the attachments of those and of others, and what keeps them exclusive. */
export interface RolePolicies {
  readonly policies: readonly PlannedResource<"aws_iam_role_policy" | "aws_iam_policy">[];
  readonly attachments: readonly Attachment[];
  /** All of these, each after what it depends on. */
  readonly resources: readonly PlannedResource[];
  /** ARNs of the managed policies that are not the role's own. */
  readonly managedPolicies: readonly string[];
}

/** Plans the policies of a role and reports those that IAM does not accept. */
export function planRolePolicies(request: RolePoliciesRequest): RolePolicies {
  const { id, context, spec } = request;
  const own = spec.policyType === "managed" ? managedPolicies(request) : inlinePolicy(request);
  const attached = attachedPolicies(spec.managedPolicies ?? [], context.deployment);
  const others = [...attached].map(([name, policyArn]) => attachment(`${id}-attached-${name}`, id, policyArn));
  const planned = [...own, ...others];

  const policies = planned.filter((resource) => resource.type !== "aws_iam_role_policy_attachment");
  const attachments = planned.filter((resource) => resource.type === "aws_iam_role_policy_attachment");
  checkCount(request, attachments.length);
  return {
    policies,
    attachments,
    resources: [...planned, ...(spec.exclusivePolicies === true ? exclusivePolicies(id, planned) : [])],
    managedPolicies: [...attached.values()],
  };
}

type PolicyOrAttachment = PlannedResource<"aws_iam_role_policy" | "aws_iam_policy" | "aws_iam_role_policy_attachment">;

const attachment = (id: string, role: string, policyArn: string): Attachment => ({
  type: "aws_iam_role_policy_attachment",
  id,
  dependsOn: [],
  arguments: { role: referencePlaceholder(role, "name"), policyArn },
});

/** All permissions in one inline policy of the role. */
function inlinePolicy({
  id,
  context,
  permissions: policy,
  grants,
}: RolePoliciesRequest): readonly PolicyOrAttachment[] {
  if (policy.Statement.length === 0) return [];
  const size = sizeOverQuota(quotas.inlinePolicies, grants)(policy);
  if (size !== undefined) {
    const fix =
      'Write policyType: "managed", which creates one policy per service, or use fewer, wider names ("my-app-*").';
    context.report(
      policyOverQuota("The role's inline policy", size, largestGrants(grants, longestValues(grants)), fix),
    );
  }
  return [
    {
      type: "aws_iam_role_policy",
      id: `${id}-policy`,
      dependsOn: [],
      arguments: { name: "permissions", role: referencePlaceholder(id, "name"), policy },
    },
  ];
}

/** The paths of policies have fewer characters than those of roles: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html */
const POLICY_PATH = /^(\/[\w.,+@=-]+)*\/$/;

/** Customer managed policies for each service, attached to the role. */
function managedPolicies(request: RolePoliciesRequest): readonly PolicyOrAttachment[] {
  const { id, context, spec, roleName, statements, grants } = request;
  const { path = "/" } = spec;
  if (!isUnresolved(path) && !POLICY_PATH.test(path)) context.property("path").report(invalidPolicyPath(path));
  const overQuota = sizeOverQuota(quotas.managedPolicy, grants);
  const policies = splitByService(statements, (document) => overQuota(document) === undefined);
  return policies.flatMap(({ name, document, shards }): readonly PolicyOrAttachment[] => {
    const size = overQuota(document);
    if (size !== undefined) {
      const fix = 'Name resources by prefix ("my-app-*") or by path instead of one by one.';
      context.report(
        policyOverQuota(`The policy ${quoted(name)}`, size, largestGrants(grants, longestValues(grants)), fix),
      );
    }
    const policyId = `${id}-policy-${name}`;
    const policyName = `${roleName}-${name}`;
    if (minLength(policyName) > quotas.policyName) context.property("name").report(invalidPolicyName(policyName));
    return [
      {
        type: "aws_iam_policy",
        id: policyId,
        // When a policy is split, the role first gets the other parts, and then this one loses their statements.
        dependsOn: shards.map((shard) => `${id}-policy-${shard}-attachment`),
        arguments: omitUndefined({ name: policyName, path: spec.path, policy: document, tags: spec.tags }),
      },
      attachment(`${policyId}-attachment`, id, referencePlaceholder(policyId, "arn")),
    ];
  });
}

/** Reports a role with more attachments than IAM allows. */
function checkCount({ context, spec, permissions, grants }: RolePoliciesRequest, count: number): void {
  const { maxManagedPolicies: most = quotas.managedPoliciesPerRole } = spec;
  if (count <= most) return;
  const isManaged = spec.policyType === "managed";
  const longest = longestValues(grants);
  const fitsInline = isManaged && maxSizeOf(permissions, longest) <= quotas.inlinePolicies;
  const largest = isManaged ? largestGrants(grants, longest) : [];
  context.report(tooManyPolicies({ count, most, largest, isManaged, fitsInline }));
}

/**
 * Makes the role's inline policies and attachments the only ones. Both resources depend on all of the role's policies:
 * otherwise they would not find them yet, or would remove one before its replacement exists.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role_policies_exclusive
 */
function exclusivePolicies(id: string, planned: readonly PolicyOrAttachment[]): readonly PlannedResource[] {
  const inline = planned.filter((policy) => policy.type === "aws_iam_role_policy");
  const attached = planned.filter((policy) => policy.type === "aws_iam_role_policy_attachment");
  const roleName = referencePlaceholder(id, "name");
  const dependsOn = planned.map((policy) => policy.id);
  return [
    {
      type: "aws_iam_role_policies_exclusive",
      id: `${id}-policies-exclusive`,
      dependsOn,
      arguments: { roleName, policyNames: inline.map((policy) => policy.arguments.name) },
    },
    {
      type: "aws_iam_role_policy_attachments_exclusive",
      id: `${id}-attachments-exclusive`,
      dependsOn,
      arguments: { roleName, policyArns: attached.map((policy) => policy.arguments.policyArn) },
    },
  ];
}
