import { formatArn } from "../aws/arn.js";
import { quotas } from "../aws/quotas.js";
import type { Report } from "../findings/finding.js";
import { counted, grouped } from "../findings/text.js";
import { minLength } from "../placeholders/placeholder.js";
import type { PolicyDocument, Statement } from "../policy/document.js";
import { policyDocument } from "../policy/policy.js";
import { duplicateSid } from "../policy/rules/sids/sids-are-unique.js";
import { sizeOf } from "../policy/size.js";
import type { Context } from "../schema/context.js";
import type { ParsedPoolRole } from "../specification/identity-pool.schema.js";
import type { ParsedGrant } from "../specification/permissions.schema.js";
import { invalidRoleName } from "../specification/role.schema.js";
import { omitUndefined } from "../util/omit-undefined.js";
import { lastAssumedCommand } from "./commands.js";
import { toIamDescription } from "./names.js";
import type { PlannedResource, PlannedRole, Propagation } from "./resources.js";
import { planRolePolicies } from "./role-policies.js";
import { checkVariables } from "./role-variables.js";

const trustOverQuota = (size: number): Report => ({
  code: "TRUST_OVER_QUOTA",
  message: `The trust policy has at least ${counted(size, "character")}, but IAM's quota is ${grouped(quotas.trustPolicy)}.`,
  fix: "Shorten the partition, the region or the account.",
  parameters: { size, quota: quotas.trustPolicy },
});

/** The statements of one grant, or of what a role has besides its grants. */
export type PlannedGrant = Pick<ParsedGrant, "context" | "by" | "statements">;

/** What a role is planned from. */
export interface RoleRequest {
  /** The first part of its resources' ids: `service-role`. */
  readonly id: string;
  /** Where the role is specified. */
  readonly context: Context;
  readonly spec: ParsedPoolRole;
  /** Its name, unless the specification gives one. */
  readonly defaultName: string;
  /** Its description, unless the specification gives one. */
  readonly description: string;
  /** Who may assume it. */
  readonly trust: PolicyDocument;
  /** The event that CloudTrail records when the role is assumed. Default: `AssumeRole`. */
  readonly assumedBy?: "AssumeRoleWithWebIdentity";
  /** How to wait until a new role can be assumed. Default: no wait. */
  readonly propagation?: Propagation;
  /** What the role may do besides its grants, such as writing the SSR logs. Default: nothing. */
  readonly builtIn?: readonly PlannedGrant[];
}

/** A planned role: its resources in the order of their creation, and what they are. */
export interface RolePlan {
  readonly resources: readonly PlannedResource[];
  readonly planned: PlannedRole;
  readonly name: string;
  /** What the role may do, grant by grant. */
  readonly grants: readonly PlannedGrant[];
  /** What the role may do, minimized. */
  readonly statements: readonly Statement[];
  /** ARNs of the attached managed policies that are not the role's own. */
  readonly managedPolicies: readonly string[];
  /** ARN of the policy that limits what the role may do. */
  readonly permissionsBoundary: string | undefined;
}

/** Plans a role with its policies and attachments, and reports what IAM does not accept. */
export function planRole(request: RoleRequest): RolePlan {
  const { id, context, spec, trust, builtIn = [] } = request;
  const name = spec.name ?? request.defaultName;
  if (name === "" || minLength(name) > quotas.roleName) context.property("name").report(invalidRoleName(name));
  if (sizeOf(trust) > quotas.trustPolicy) context.report(trustOverQuota(sizeOf(trust)));
  const grants = [...(spec.grants ?? []), ...(spec.policyDocuments ?? [])];
  checkSids(grants, builtIn);
  checkVariables(grants, request.assumedBy !== undefined);

  const allGrants = [...builtIn, ...grants];
  const statements = allGrants.flatMap((grant) => grant.statements);
  const permissions = policyDocument(statements);
  const { policies, attachments, resources, managedPolicies } = planRolePolicies({
    id,
    context,
    spec,
    roleName: name,
    statements,
    permissions,
    grants,
  });
  const role: PlannedResource = {
    type: "aws_iam_role",
    id,
    dependsOn: [],
    ...omitUndefined({ propagation: request.propagation }),
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
  const { deployment } = context;
  const arn = formatArn({
    partition: deployment.partition,
    service: "iam",
    region: "",
    account: deployment.account,
    resource: `role${spec.path ?? "/"}${name}`,
  });
  return {
    resources: [role, ...resources],
    name,
    grants: allGrants,
    statements: permissions.Statement,
    managedPolicies,
    permissionsBoundary: spec.permissionsBoundary,
    planned: {
      role: id,
      steps: context.steps,
      policies: policies.map((policy) => policy.id),
      attachments: attachments.map((attachment) => attachment.id),
      arn,
      lastAssumedCommand: lastAssumedCommand(arn, deployment, request.assumedBy),
    },
  };
}

/** Reports a Sid that another grant of the role already has. Duplicates within a document are found in the document. */
function checkSids(grants: readonly ParsedGrant[], builtIn: readonly PlannedGrant[]): void {
  const taken = new Map<string, string>();
  for (const { context, statements } of builtIn)
    for (const { Sid } of statements) if (Sid !== undefined) taken.set(Sid, context.path);
  for (const { context, sidContext, statements } of grants) {
    for (const Sid of new Set(statements.map((statement) => statement.Sid))) {
      if (Sid === undefined) continue;
      const first = taken.get(Sid);
      if (first === undefined) taken.set(Sid, context.path);
      else sidContext.report(duplicateSid(Sid, first));
    }
  }
}
