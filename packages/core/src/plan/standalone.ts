import type { Deployment } from "../aws/deployment.js";
import { Collector } from "../findings/collector.js";
import { requiredProperty } from "../findings/messages.js";
import { Context } from "../schema/context.js";
import { withDeployment } from "../specification/deployment.schema.js";
import {
  standaloneComputeRole,
  standaloneIdentityPool,
  standaloneServiceRole,
} from "../specification/standalone.schema.js";
import { omitUndefined } from "../util/omit-undefined.js";
import { ANY_BRANCH, accessOf, NO_BRANCH, type RoleAccess } from "./access.js";
import { existingRoleArn } from "./app-resource.js";
import { attachComputeRoleCommand, attachServiceRoleCommand } from "./commands.js";
import { planIdentityPool } from "./identity-pool.js";
import { logGroupKeyRequirement } from "./log-group-key.js";
import { roleName } from "./names.js";
import { propagationOf } from "./propagation.js";
import { type ProviderSupport, resourceRegion } from "./provider.js";
import { type Requirement, requirementsOf } from "./requirements.js";
import type { PlannedIdentityPool, PlannedResource, PlannedRole, Propagation } from "./resources.js";
import { planOrThrow, type WithWarnings } from "./result.js";
import { planRole } from "./role.js";
import { withCheckedPermissions } from "./role-permissions.js";
import { planServiceRole } from "./service-role.js";
import { TakenNames } from "./taken-names.js";
import { withItsApp } from "./this-app.js";
import { amplifyTrust } from "./trust.js";

/** A planned role for an app that is managed elsewhere. */
export interface StandaloneRolePlan {
  readonly resources: readonly PlannedResource[];
  readonly role: PlannedRole;
  /** How what uses the role waits after its creation. Left out if nothing has to wait. */
  readonly propagation?: Propagation;
  /** What the role may do. */
  readonly access: readonly RoleAccess[];
  /** What the role needs in policies of resources. */
  readonly requirements: readonly Requirement[];
  /** Where the role is. */
  readonly deployment: Deployment;
}

/** The planned roles of an identity pool. */
export interface StandaloneIdentityPoolPlan {
  readonly resources: readonly PlannedResource[];
  readonly identityPool: PlannedIdentityPool;
  /** What each role may do. */
  readonly access: readonly RoleAccess[];
  /** What the roles need in policies of resources. */
  readonly requirements: readonly Requirement[];
  /** Where the roles are. */
  readonly deployment: Deployment;
}

/**
 * Plans a service role without its app.
 *
 * @param id the role's name, unless the specification gives one
 * @param specification an `AmplifyServiceRoleSpec` of unknown shape, with placeholders for values known only after deploy
 * @throws SpecificationError with all errors in the specification
 */
export function planAmplifyServiceRole(
  id: string,
  specification: unknown,
  tool: ProviderSupport = {},
): WithWarnings<StandaloneRolePlan> {
  const collector = new Collector();
  const context = withItsApp(specification, withDeployment(specification, new Context(collector)));
  const spec = standaloneServiceRole(specification, context) ?? {};
  const { appId } = spec;
  const role = planServiceRole({
    id: "role",
    context,
    spec,
    defaultName: roleName(id),
    description: "Service role of an Amplify app: builds it and writes its SSR logs",
    appId,
    resourceRegion: resourceRegion(spec.region, "aws_cloudwatch_log_group", tool),
  });
  const { resources, planned } = role;
  const attach =
    appId === undefined ? {} : { attachCommand: attachServiceRoleCommand(appId, planned.arn, context.deployment) };
  const access = accessOf("service", { context, role }, ANY_BRANCH);
  const requirements = [...requirementsOf(context, role), ...logGroupKeyRequirement(context, spec.logs)];
  const plan = { resources, role: { ...planned, ...attach }, access, requirements, deployment: context.deployment };
  return planOrThrow(`AmplifyServiceRole "${id}"`, specification, plan, collector);
}

/**
 * Plans a compute role without its app.
 *
 * @param id the role's name, unless the specification gives one
 * @param specification an `AmplifyComputeRoleSpec` of unknown shape, with placeholders for values known only after deploy
 * @throws SpecificationError with all errors in the specification
 */
export function planAmplifyComputeRole(id: string, specification: unknown): WithWarnings<StandaloneRolePlan> {
  const collector = new Collector();
  const context = withItsApp(specification, withDeployment(specification, new Context(collector)));
  const { deployment } = context;
  const spec = standaloneComputeRole(specification, context) ?? {};
  const { appId, branchName } = spec;
  if (branchName !== undefined && appId === undefined) context.property("appId").report(requiredProperty("appId"));
  const role = withCheckedPermissions(
    context,
    planRole({
      id: "role",
      context,
      spec,
      defaultName: roleName(id),
      description: "Compute role of an Amplify app: what its server code may do",
      trust: amplifyTrust(deployment, spec.confusedDeputyConditions ?? false),
    }),
  );
  const { resources, planned } = role;
  const attach =
    appId === undefined ? {} : { attachCommand: attachComputeRoleCommand(appId, branchName, planned.arn, deployment) };
  const scope = branchName === undefined ? ANY_BRANCH : { branches: [branchName], otherBranches: false };
  const plan = {
    resources,
    role: { ...planned, ...attach },
    ...omitUndefined({ propagation: propagationOf(spec) }),
    access: accessOf("compute", { context, role }, scope),
    requirements: requirementsOf(context, role),
    deployment,
  };
  return planOrThrow(`AmplifyComputeRole "${id}"`, specification, plan, collector);
}

/**
 * Plans the roles of an identity pool.
 *
 * @param id the first part of the roles' names, unless the specification gives names
 * @param specification an `AmplifyIdentityPoolRoleSpec` of unknown shape, with placeholders for values known only after
 * deploy
 * @throws SpecificationError with all errors in the specification
 */
export function planAmplifyIdentityPoolRole(
  id: string,
  specification: unknown,
  tool: ProviderSupport = {},
): WithWarnings<StandaloneIdentityPoolPlan> {
  const collector = new Collector();
  const context = withDeployment(specification, new Context(collector));
  const spec = standaloneIdentityPool(specification, context) ?? { identityPoolId: "" };
  const { resources, planned, roles } = planIdentityPool({
    prefix: "",
    context,
    spec,
    roleName: (user) => roleName(id, user),
    owner: "an Amplify app",
    resourceRegion: resourceRegion(spec.region, "aws_cognito_identity_pool_roles_attachment", tool),
  });
  const names = new TakenNames();
  const access = (["authenticated", "unauthenticated"] as const).flatMap((user) => {
    const roleContext = context.property(user);
    names.add(roleContext, roles[user]);
    return accessOf(user, { context: roleContext, role: roles[user], arn: existingRoleArn(spec[user]) }, NO_BRANCH);
  });
  const requirements = Object.entries(roles).flatMap(([user, role]) => requirementsOf(context.property(user), role));
  const plan = { resources, identityPool: planned, access, requirements, deployment: context.deployment };
  return planOrThrow(`AmplifyIdentityPoolRole "${id}"`, specification, plan, collector);
}
