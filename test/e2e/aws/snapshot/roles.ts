import type { PolicyDocument } from "@amplify-roles/core";
import {
  GetPolicyCommand,
  GetRoleCommand,
  IAMClient,
  type ManagedPolicyDetail,
  paginateGetAccountAuthorizationDetails,
  type RoleDetail,
} from "@aws-sdk/client-iam";
import type { Named } from "../snapshot.js";
import { all, byName, type Source, tagsOf } from "./clients.js";
import { documentIn } from "./documents.js";

export interface Role {
  readonly path: string;
  readonly trust: PolicyDocument;
  readonly description?: string | undefined;
  /** In seconds. */
  readonly maxSessionDuration?: number | undefined;
  /** The ARN of the policy. */
  readonly permissionsBoundary?: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly inlinePolicies: Named<PolicyDocument>;
  /** By ARN, sorted. */
  readonly attachedPolicies: readonly string[];
}

/** A customer managed policy. */
export interface ManagedPolicy {
  readonly arn: string;
  readonly path: string;
  readonly description?: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  /** The default version's. */
  readonly document: PolicyDocument;
}

export async function rolesOf({ client }: Source): Promise<Named<Role>> {
  const iam = new IAMClient(client);
  const details = await all(
    paginateGetAccountAuthorizationDetails({ client: iam }, { Filter: ["Role"] }),
    ({ RoleDetailList }) => RoleDetailList,
  );
  return byName(await Promise.all(details.map((detail) => roleOf(iam, detail))));
}

async function roleOf(iam: IAMClient, detail: RoleDetail): Promise<[string, Role]> {
  const { RoleName = "", RolePolicyList = [], AttachedManagedPolicies = [] } = detail;
  // These settings are not among the details.
  const { Role: role } = await iam.send(new GetRoleCommand({ RoleName }));
  return [
    RoleName,
    {
      path: detail.Path ?? "",
      trust: documentIn(detail.AssumeRolePolicyDocument ?? ""),
      description: role?.Description,
      maxSessionDuration: role?.MaxSessionDuration,
      permissionsBoundary: role?.PermissionsBoundary?.PermissionsBoundaryArn,
      tags: tagsOf(role?.Tags),
      inlinePolicies: Object.fromEntries(
        RolePolicyList.map(({ PolicyName = "", PolicyDocument = "" }) => [PolicyName, documentIn(PolicyDocument)]),
      ),
      attachedPolicies: AttachedManagedPolicies.map(({ PolicyArn = "" }) => PolicyArn).sort(),
    },
  ];
}

export async function managedPoliciesOf({ client }: Source): Promise<Named<ManagedPolicy>> {
  const iam = new IAMClient(client);
  const details = await all(
    paginateGetAccountAuthorizationDetails({ client: iam }, { Filter: ["LocalManagedPolicy"] }),
    ({ Policies }) => Policies,
  );
  return byName(await Promise.all(details.map((detail) => managedPolicyOf(iam, detail))));
}

async function managedPolicyOf(iam: IAMClient, detail: ManagedPolicyDetail): Promise<[string, ManagedPolicy]> {
  const { Arn = "", PolicyVersionList = [] } = detail;
  // The description is not among the details, nor are the tags; moto leaves out the name as well.
  const { Policy: policy } = await iam.send(new GetPolicyCommand({ PolicyArn: Arn }));
  const current = PolicyVersionList.find(({ IsDefaultVersion }) => IsDefaultVersion);
  return [
    policy?.PolicyName ?? "",
    {
      arn: Arn,
      path: policy?.Path ?? "",
      description: policy?.Description || undefined,
      tags: tagsOf(policy?.Tags),
      document: documentIn(current?.Document ?? ""),
    },
  ];
}
