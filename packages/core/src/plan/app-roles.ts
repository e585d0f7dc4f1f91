import { referencePlaceholder } from "../placeholders/placeholder.js";
import type { Context } from "../schema/context.js";
import type { ParsedApp } from "../specification/app.schema.js";
import { omitUndefined } from "../util/omit-undefined.js";
import { type AppRequest, appRoleName } from "./app-request.js";
import { APP, preventsDestroy } from "./app-resource.js";
import { settingsOfRole } from "./app-settings.js";
import { pullOfRepository } from "./build-permissions.js";
import { type IdentityPoolPlan, planIdentityPool } from "./identity-pool.js";
import { propagationOf } from "./propagation.js";
import { planRole, type RolePlan } from "./role.js";
import { withCheckedPermissions } from "./role-permissions.js";
import { planServiceRole } from "./service-role.js";
import { amplifyTrust } from "./trust.js";

/** Plans the service role, unless the app uses an existing one or none. */
export function planAppServiceRole(request: AppRequest): RolePlan | undefined {
  const { spec, context, prefix, resourceRegion } = request;
  const given = spec.serviceRole ?? {};
  if (given === false || typeof given === "string") return undefined;
  return planServiceRole({
    id: "service-role",
    context: context.property("serviceRole"),
    spec: { ...spec.roles, ...given },
    defaultName: appRoleName(request, "service"),
    description: `Service role of the Amplify app ${prefix}: builds it and writes its SSR logs`,
    // Not the `importId`: if the app is replaced after it was imported, its id is another than the specification's.
    appId: referencePlaceholder(APP, "id"),
    importId: spec.importId,
    preventDestroy: preventsDestroy(request),
    resourceRegion,
    forBuilds: pullOfRepository(spec.repository, context),
  });
}

/**
 * Plans the compute role of the app or of one of its branches. Undefined for an existing role, or without a role.
 *
 * @param context where the role is specified
 * @param branch the branch's part of names, and its name
 */
export function planAppComputeRole(
  request: AppRequest,
  given: ParsedApp["computeRole"],
  context: Context,
  branch?: { readonly id: string; readonly name: string },
): RolePlan | undefined {
  if (given === undefined || typeof given === "string") return undefined;
  const { spec, prefix } = request;
  const branchId = branch?.id;
  const owner = branchId === undefined ? `the Amplify app ${prefix}` : `branch ${branchId} of ${prefix}`;
  return withCheckedPermissions(
    context,
    planRole({
      id: branchId === undefined ? "compute-role" : `branch-${branchId}-compute-role`,
      context,
      spec: { ...spec.roles, ...given },
      defaultName: appRoleName(request, "compute", ...(branchId === undefined ? [] : [branchId])),
      description: `Compute role of ${owner}: what its server code may do`,
      trust: amplifyTrust(context.deployment, given.confusedDeputyConditions ?? false),
      builtIn: settingsOfRole(request, branch?.name),
      // The provider retries while it creates an app, but not while it updates one. Cloud Control never retries.
      ...omitUndefined({ propagation: propagationOf(spec.roles) }),
    }),
  );
}

/** Plans the roles of the app's identity pool, if it has one. */
export function planAppIdentityPool(request: AppRequest): IdentityPoolPlan | undefined {
  const { spec, context, prefix, resourceRegion } = request;
  if (spec.identityPool === undefined) return undefined;
  return planIdentityPool({
    prefix: "identity-pool-",
    context: context.property("identityPool"),
    spec: spec.identityPool,
    ...omitUndefined({ defaults: spec.roles }),
    roleName: (user) => appRoleName(request, user),
    owner: `the Amplify app ${prefix}`,
    resourceRegion,
  });
}
