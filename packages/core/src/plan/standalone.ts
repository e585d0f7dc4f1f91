import { deploymentOf } from "../aws/deployment.js";
import { messages } from "../findings/messages.js";
import { standaloneComputeRole, standaloneIdentityPool, standaloneServiceRole } from "../specification/role.schema.js";
import { ANYWHERE, accessOf, ON_NO_BRANCH, type RoleAccess } from "./access.js";
import { collect, type WithWarnings } from "./collect.js";
import { attachComputeRoleCommand, attachServiceRoleCommand } from "./commands.js";
import { planIdentityPool } from "./identity-pool.js";
import { roleName } from "./names.js";
import { type ProviderSupport, resourceRegion } from "./provider.js";
import type { PlannedIdentityPool, PlannedResource, PlannedRole } from "./resources.js";
import { planRole } from "./role.js";
import { planServiceRole } from "./service-role.js";
import { amplifyTrust } from "./trust.js";

/** A role for an app that is managed elsewhere, as planned. */
export interface StandaloneRolePlan {
  readonly resources: readonly PlannedResource[];
  readonly role: PlannedRole;
  /** What it may do. */
  readonly access: readonly RoleAccess[];
}

/** The roles of an identity pool as planned. */
export interface StandaloneIdentityPoolPlan {
  readonly resources: readonly PlannedResource[];
  readonly identityPool: PlannedIdentityPool;
  /** What each of them may do. */
  readonly access: readonly RoleAccess[];
}

/**
 * Plans a service role alone.
 *
 * @param id what its name is made of where it has none
 * @param specification an `AmplifyServiceRoleSpec`, of unknown shape
 * @throws SpecificationError with every mistake in it
 */
export function planAmplifyServiceRole(
  id: string,
  specification: unknown,
  tool: ProviderSupport = {},
): WithWarnings<StandaloneRolePlan> {
  return collect(`AmplifyServiceRole "${id}"`, (context) => {
    const spec = standaloneServiceRole(specification, context) ?? {};
    const deployment = deploymentOf(spec);
    const plan = planServiceRole({
      id: "role",
      context,
      deployment,
      spec,
      defaultName: roleName(id),
      description: "Service role of an Amplify app: builds it and writes its SSR logs",
      appId: spec.appId,
      resourceRegion: resourceRegion(spec.region, "aws_cloudwatch_log_group", tool),
    });
    const { resources, planned: role } = plan;
    const attach =
      spec.appId === undefined ? {} : { attachCommand: attachServiceRoleCommand(spec.appId, role.arn, deployment) };
    return { resources, role: { ...role, ...attach }, access: accessOf("service", { context, role: plan }, ANYWHERE) };
  });
}

/**
 * Plans a compute role alone.
 *
 * @param id what its name is made of where it has none
 * @param specification an `AmplifyComputeRoleSpec`, of unknown shape
 * @throws SpecificationError with every mistake in it
 */
export function planAmplifyComputeRole(id: string, specification: unknown): WithWarnings<StandaloneRolePlan> {
  return collect(`AmplifyComputeRole "${id}"`, (context) => {
    const spec = standaloneComputeRole(specification, context) ?? {};
    const deployment = deploymentOf(spec);
    if (spec.branchName !== undefined && spec.appId === undefined)
      context.property("appId").report(messages.missing("appId"));
    const plan = planRole({
      id: "role",
      context,
      deployment,
      spec,
      defaultName: roleName(id),
      description: "Compute role of an Amplify app: what its server code may do",
      trust: amplifyTrust(deployment, spec.confusedDeputyConditions ?? false),
    });
    const { resources, planned: role } = plan;
    const reach = spec.branchName === undefined ? ANYWHERE : { branches: [spec.branchName], otherBranches: false };
    const access = accessOf("compute", { context, role: plan }, reach);
    if (spec.appId === undefined) return { resources, role, access };
    const attachCommand = attachComputeRoleCommand(spec.appId, spec.branchName, role.arn, deployment);
    return { resources, role: { ...role, attachCommand }, access };
  });
}

/**
 * Plans the roles of an identity pool.
 *
 * @param id what the roles' names are made of where they have none
 * @param specification an `AmplifyIdentityPoolRoleSpec`, of unknown shape
 * @throws SpecificationError with every mistake in it
 */
export function planAmplifyIdentityPoolRole(
  id: string,
  specification: unknown,
  tool: ProviderSupport = {},
): WithWarnings<StandaloneIdentityPoolPlan> {
  return collect(`AmplifyIdentityPoolRole "${id}"`, (context) => {
    const spec = standaloneIdentityPool(specification, context) ?? { identityPoolId: "" };
    const { resources, planned, roles } = planIdentityPool({
      prefix: "",
      context,
      deployment: deploymentOf(spec),
      spec,
      roleName: (user) => roleName(id, user),
      whose: "an Amplify app",
      resourceRegion: resourceRegion(spec.region, "aws_cognito_identity_pool_roles_attachment", tool),
    });
    const [authenticated, unauthenticated] = [roles.authenticated?.name, roles.unauthenticated?.name];
    if (authenticated !== undefined && authenticated.toLowerCase() === unauthenticated?.toLowerCase()) {
      context
        .property("unauthenticated")
        .property("name")
        .report(messages.roleNameTaken(unauthenticated, "authenticated"));
    }
    const access = (["authenticated", "unauthenticated"] as const).flatMap((user) => {
      const given = spec[user];
      const arn = typeof given === "string" ? given : undefined;
      return accessOf(user, { context: context.property(user), role: roles[user], arn }, ON_NO_BRANCH);
    });
    return { resources, identityPool: planned, access };
  });
}
