import { formatArn } from "../arn/arn.js";
import type { Deployment } from "../arn/deployment.js";
import { faults } from "../errors/faults.js";
import { type ExpandedGrant, expandGrant } from "../grants/expand.js";
import type { PlannedResource, PlannedRole } from "../plan/resources.js";
import type { PolicyDocument, Statement } from "../policy/document.js";
import { packByService } from "../policy/pack.js";
import { policyDocument, sizeOf } from "../policy/policy.js";
import { quotas } from "../policy/quotas.js";
import type { Place } from "../read/place.js";
import { present } from "../read/present.js";
import { digest } from "../text/digest.js";
import { isLate, referenceMarker } from "../text/late.js";
import { lastAssumedCommand } from "./commands.js";
import { latin, sanitised } from "./names.js";
import type { RoleSpec } from "./specification.js";
import { amplifyTrust } from "./trust.js";

/** What it takes to plan a role. */
export interface RoleRequest {
  /** What its resources' ids begin with: `service-role`. */
  readonly id: string;
  /** Where it stands in the specification. */
  readonly at: Place;
  readonly deployment: Deployment;
  readonly spec: RoleSpec<string, boolean | string, number | string>;
  /** Its name, unless the specification gives one. */
  readonly defaultName: string;
  readonly description: string;
  readonly confusedDeputyConditions: boolean;
  /** Statements beside those of its grants. */
  readonly statements?: readonly Statement[];
}

/** A role as planned: its resources in the order in which they are created, and what they are. */
export interface RolePlan {
  readonly resources: readonly PlannedResource[];
  readonly planned: PlannedRole;
  readonly name: string;
  /** What was asked for, grant by grant. */
  readonly grants: readonly ExpandedGrant[];
  /** All that its policies allow, minimised. */
  readonly statements: readonly Statement[];
  readonly managedPolicies: readonly string[];
}

/** The ARN of an AWS-managed policy that is given by name. */
const managedPolicyArn = (policy: string, { partition }: Deployment) =>
  isLate(policy) || policy.startsWith("arn:")
    ? policy
    : formatArn({ partition, service: "iam", region: "", account: "aws", resource: `policy/${policy}` });

/** Plans a role, its policies and attachments, and reports what IAM would refuse. */
export function planRole(request: RoleRequest): RolePlan {
  const { id, at, deployment, spec } = request;
  const name = spec.name ?? request.defaultName;
  if (name === "") at.member("name").report(faults.badRoleName(name));
  if (spec.grants?.length === 0) at.member("grants").report(faults.empty("grant"));
  const grants = (spec.grants ?? [])
    .map((grant, index) => expandGrant(grant, deployment, at.member("grants").entry(index)))
    .filter((grant) => grant !== undefined);
  checkSids(grants);
  const asked = [...(request.statements ?? []), ...grants.flatMap((grant) => grant.statements)];
  const permissions = policyDocument(asked);
  const managedPolicies = [
    ...new Set((spec.managedPolicies ?? []).map((policy) => managedPolicyArn(policy, deployment))),
  ];

  const trust = amplifyTrust(deployment, spec.confusedDeputyConditions ?? request.confusedDeputyConditions);
  const role: PlannedResource = {
    kind: "aws_iam_role",
    id,
    dependsOn: [],
    arguments: present({
      name,
      path: spec.path,
      description: spec.description ?? latin(request.description),
      assumeRolePolicy: trust,
      permissionsBoundary: spec.permissionsBoundary,
      maxSessionDuration: spec.maxSessionDuration,
      forceDetachPolicies: spec.forceDetachPolicies,
      tags: spec.tags,
    }),
  };
  const policies =
    spec.policyType === "managed"
      ? managedPolicyResources(request, name, asked, grants)
      : inlinePolicyResources(request, permissions, grants);
  // One of AWS's may be given by name and by ARN.
  const attached = new Map(managedPolicies.map((policyArn, index) => [attachmentName(policyArn, index), policyArn]));
  const attachments = [...attached].map(
    ([attachment, policyArn]): PlannedResource<"aws_iam_role_policy_attachment"> => ({
      kind: "aws_iam_role_policy_attachment",
      id: `${id}-attached-${attachment}`,
      dependsOn: [],
      arguments: { role: referenceMarker(id, "name"), policyArn },
    }),
  );

  const count = policies.filter(({ kind }) => kind === "aws_iam_policy").length + attachments.length;
  if (count > quotas.managedPoliciesPerRole) at.report(faults.tooManyPolicies(count, quotas.managedPoliciesPerRole));
  if (sizeOf(trust) > quotas.trustPolicy) at.report(faults.trustOverQuota(sizeOf(trust), quotas.trustPolicy));

  const arn = formatArn({
    partition: deployment.partition,
    service: "iam",
    region: "",
    account: deployment.account,
    resource: `role${spec.path ?? "/"}${name}`,
  });
  return {
    resources: [role, ...policies, ...attachments],
    name,
    grants,
    statements: permissions.Statement,
    managedPolicies: [...attached.values()],
    planned: {
      role: id,
      policies: policies.filter(({ kind }) => kind !== "aws_iam_role_policy_attachment").map((policy) => policy.id),
      attachments: [...policies.filter(({ kind }) => kind === "aws_iam_role_policy_attachment"), ...attachments].map(
        (attachment) => attachment.id,
      ),
      arn,
      lastAssumedCommand: lastAssumedCommand(arn, deployment),
    },
  };
}

/**
 * The policy's own name, so that attaching another one moves none; with a digest where it is not AWS's, as two accounts
 * may use one name. Its place in the list where the name is late.
 */
function attachmentName(arn: string, index: number): string {
  const [, owner = "", name = ""] = /:iam::([^:]*):policy\/(.*)$/.exec(arn) ?? [];
  if (name === "" || isLate(name)) return `${index}`;
  return owner === "aws" ? sanitised(name) : `${sanitised(name)}-${digest(arn)}`;
}

/** All permissions in one inline policy of the role. */
function inlinePolicyResources(
  { id, at }: RoleRequest,
  policy: PolicyDocument,
  grants: readonly ExpandedGrant[],
): readonly PlannedResource[] {
  if (policy.Statement.length === 0) return [];
  const size = sizeOf(policy);
  if (size > quotas.inlinePolicies) at.report(faults.overInlineQuota(size, quotas.inlinePolicies, heaviest(grants)));
  return [
    {
      kind: "aws_iam_role_policy",
      id: `${id}-policy`,
      dependsOn: [],
      arguments: { name: "permissions", role: referenceMarker(id, "name"), policy },
    },
  ];
}

/** A customer-managed policy for each service, attached to the role. */
function managedPolicyResources(
  { id, at, spec }: RoleRequest,
  roleName: string,
  statements: readonly Statement[],
  grants: readonly ExpandedGrant[],
): readonly PlannedResource[] {
  return packByService(statements).flatMap(({ name, document }): readonly PlannedResource[] => {
    const size = sizeOf(document);
    if (size > quotas.managedPolicy)
      at.report(faults.overManagedQuota(name, size, quotas.managedPolicy, heaviest(grants)));
    const policyId = `${id}-policy-${name}`;
    return [
      {
        kind: "aws_iam_policy",
        id: policyId,
        dependsOn: [],
        arguments: present({ name: `${roleName}-${name}`, path: spec.path, policy: document, tags: spec.tags }),
      },
      {
        kind: "aws_iam_role_policy_attachment",
        id: `${policyId}-attachment`,
        dependsOn: [],
        arguments: { role: referenceMarker(id, "name"), policyArn: referenceMarker(policyId, "arn") },
      },
    ];
  });
}

/** The three grants whose statements take the most room. */
function heaviest(grants: readonly ExpandedGrant[]): string {
  return grants
    .map(({ at, by, statements }) => ({ text: `${at.path} (${by})`, size: sizeOf(asDocument(statements)) }))
    .sort((a, b) => b.size - a.size)
    .slice(0, 3)
    .map(({ text, size }) => `${text}, ${size} characters`)
    .join("; ");
}
const asDocument = (Statement: readonly Statement[]): PolicyDocument => ({ Version: "2012-10-17", Statement });

function checkSids(grants: readonly ExpandedGrant[]): void {
  const taken = new Map<string, string>();
  for (const { at, statements } of grants) {
    for (const { Sid } of statements) {
      if (Sid === undefined) continue;
      const first = taken.get(Sid);
      if (first === undefined) taken.set(Sid, at.path);
      else at.member("sid").report(faults.duplicateSid(Sid, first));
    }
  }
}
