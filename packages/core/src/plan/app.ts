import type { Deployment } from "../aws/deployment.js";
import { Collector } from "../findings/collector.js";
import type { Report } from "../findings/finding.js";
import { referencePlaceholder } from "../placeholders/placeholder.js";
import { Context } from "../schema/context.js";
import { parseApp } from "../specification/app.schema.js";
import { withDeployment } from "../specification/deployment.schema.js";
import { mapValues } from "../util/map-values.js";
import { omitUndefined } from "../util/omit-undefined.js";
import type { PlannedOrExisting, RoleAccess } from "./access.js";
import { appAccess } from "./app-access.js";
import { type AppRequest, appRequest } from "./app-request.js";
import { APP, existingRoleArn, planAppResource, roleArnOf } from "./app-resource.js";
import { planAppComputeRole, planAppIdentityPool, planAppServiceRole } from "./app-roles.js";
import { checkAppRoots } from "./app-root.js";
import { type AppSettingsPlan, planAppSettings, withSettingsPath } from "./app-settings.js";
import { checkBasicAuth } from "./basic-auth.js";
import { type BranchPlan, planBranches } from "./branches.js";
import { checkPull } from "./build-permissions.js";
import type { IdentityPoolPlan } from "./identity-pool.js";
import { checkImport } from "./import.js";
import { logGroupKeyRequirement } from "./log-group-key.js";
import { type PlannedBranch, plannedBranches } from "./planned-branches.js";
import { appComputeRole, checkPreviews, unnamedBranches } from "./previews.js";
import type { ProviderSupport } from "./provider.js";
import { type Requirement, requirementsOf } from "./requirements.js";
import type { PlannedIdentityPool, PlannedResource, PlannedRole, PlannedSettings } from "./resources.js";
import { planOrThrow, type WithWarnings } from "./result.js";
import type { RolePlan } from "./role.js";
import { settingsCost } from "./settings-cost.js";
import { TakenNames } from "./taken-names.js";
import { appReference, referringTo } from "./this-app.js";

const computeRoleWithoutServer = (platform: string): Report => ({
  code: "COMPUTE_ROLE_WITHOUT_SERVER",
  message: `An app on platform "${platform}" runs no server code, so nothing can use a compute role.`,
  fix: 'Write platform: "WEB_COMPUTE", or remove the compute role.',
  parameters: { platform },
});

/** A planned app with its roles and branches. */
export interface AppPlan {
  /** Each resource comes after those that it refers to. */
  readonly resources: readonly PlannedResource[];
  /** The id of the app's resource. */
  readonly app: string;
  /** Left out if the app uses an existing role, or none. */
  readonly serviceRole?: PlannedRole;
  /** Left out if the app uses an existing role, or none. */
  readonly computeRole?: PlannedRole;
  /** By branch name. */
  readonly branches: Readonly<Record<string, PlannedBranch>>;
  readonly identityPool?: PlannedIdentityPool;
  /** The settings under the app's path. */
  readonly settings?: PlannedSettings;
  /** What to tell people who look at the plan, such as the cost of settings. */
  readonly notes?: readonly string[];
  /** Whether Amplify may create pull-request previews, and branches by itself. Both run as the app's compute role. */
  readonly unnamedBranches: { readonly previews: boolean; readonly autoCreated: boolean };
  /** Who may do what, on which branch. */
  readonly access: readonly RoleAccess[];
  /** What the roles need in policies of resources. */
  readonly requirements: readonly Requirement[];
  /** Where the app is. */
  readonly deployment: Deployment;
}

/**
 * Plans an app: which resources there are, with which arguments, in which order.
 *
 * @param id the app's name in its stack or program, which names the roles if the app's own name is known only after deploy
 * @param specification an `AmplifySsrAppSpec` of unknown shape, with placeholders for values known only after deploy
 * @param tool what the tool and its provider support
 * @throws SpecificationError with all errors in the specification
 */
export function planAmplifySsrApp(
  id: string,
  specification: unknown,
  tool: ProviderSupport = {},
): WithWarnings<AppPlan> {
  const collector = new Collector();
  const deployed = withDeployment(specification, new Context(collector));
  const context = deployed.ofApp(appReference(referencePlaceholder(APP, "id"), deployed.deployment));
  const plan = planApp(withSettingsPath(appRequest(id, parseApp(specification, context), context, tool)));
  return planOrThrow(`AmplifySsrApp "${id}"`, specification, plan, collector);
}

/** The parts of an app's plan. What is undefined is an existing role, or none. */
interface AppParts {
  readonly service: RolePlan | undefined;
  readonly compute: RolePlan | undefined;
  /** What of the compute role refers to the app, so that the app cannot wait for it. Branches do. */
  readonly computeAfterApp: readonly PlannedResource[];
  readonly branches: Readonly<Record<string, BranchPlan>>;
  readonly identityPool: IdentityPoolPlan | undefined;
  readonly settings: AppSettingsPlan | undefined;
}

function planApp(request: AppRequest): AppPlan {
  const service = planAppServiceRole(request);
  const { given, context: computeContext } = appComputeRole(request);
  const compute = planAppComputeRole(request, given, computeContext);
  const computeAfterApp = referringTo(APP, compute?.resources ?? []);
  const parts: AppParts = {
    service,
    compute,
    computeAfterApp,
    branches: planBranches(request, { service, computeAfterApp, computeRoleArn: roleArnOf(compute, given) }),
    identityPool: planAppIdentityPool(request),
    settings: planAppSettings(request),
  };
  checkPull(request.spec, service, request.context);
  checkNames(request, parts);
  checkImport(request);
  checkPreviews(request, compute);
  checkPlatform(request);
  checkAppRoots(request);
  checkBasicAuth(request);
  return {
    resources: inOrder(planAppResource(request, parts), parts),
    app: APP,
    ...omitUndefined({
      serviceRole: service?.planned,
      computeRole: compute?.planned,
      identityPool: parts.identityPool?.planned,
      settings: parts.settings?.own?.planned,
      notes: notesOf(parts.settings),
    }),
    branches: plannedBranches(request, parts),
    unnamedBranches: unnamedBranches(request.spec),
    // Few programs look at it.
    get access() {
      return accessOfApp(request, parts);
    },
    requirements: requirementsOfApp(request, parts),
    deployment: request.context.deployment,
  };
}

/** The settings of an app and its branches. */
const settingsOf = (settings: AppSettingsPlan | undefined) =>
  settings === undefined
    ? []
    : [...(settings.own === undefined ? [] : [settings.own]), ...Object.values(settings.branches)];

const notesOf = (settings: AppSettingsPlan | undefined): readonly string[] | undefined =>
  settings === undefined ? undefined : [settingsCost(settingsOf(settings))];

/** What a request or a build needs comes before what may start one. What refers to the app comes after it. */
function inOrder(
  app: PlannedResource,
  { service, compute, computeAfterApp, branches, identityPool, settings }: AppParts,
): readonly PlannedResource[] {
  const [serviceRole, ...afterApp] = service?.resources ?? [];
  const branchPlans = Object.values(branches);
  return [
    ...(serviceRole === undefined ? [] : [serviceRole]),
    ...(compute?.resources ?? []).filter((resource) => !computeAfterApp.includes(resource)),
    ...settingsOf(settings).flatMap(({ resources }) => resources),
    app,
    ...afterApp,
    ...computeAfterApp,
    ...branchPlans.flatMap(({ role }) => role?.resources ?? []),
    ...branchPlans.map(({ resource }) => resource),
    ...(identityPool?.resources ?? []),
  ];
}

function accessOfApp(request: AppRequest, { service, compute, branches, identityPool }: AppParts) {
  const { spec, context } = request;
  const appCompute = appComputeRole(request);
  const roleAt = (roleContext: Context, role: RolePlan | undefined, given: unknown): PlannedOrExisting => ({
    context: roleContext,
    role,
    arn: existingRoleArn(given),
  });
  const poolContext = context.property("identityPool");
  const [poolRoles, poolSpec] = [identityPool?.roles, spec.identityPool];
  return appAccess({
    service: roleAt(context.property("serviceRole"), service, spec.serviceRole),
    compute: roleAt(appCompute.context, compute, appCompute.given),
    branches: mapValues(branches, ({ role }, name) =>
      roleAt(branchRole(context, name), role, spec.branches?.[name]?.computeRole),
    ),
    authenticated: roleAt(poolContext.property("authenticated"), poolRoles?.authenticated, poolSpec?.authenticated),
    unauthenticated: roleAt(
      poolContext.property("unauthenticated"),
      poolRoles?.unauthenticated,
      poolSpec?.unauthenticated,
    ),
  });
}

function requirementsOfApp(request: AppRequest, parts: AppParts): readonly Requirement[] {
  const { spec, context } = request;
  const { service, compute, branches, identityPool } = parts;
  const given = spec.serviceRole;
  const serviceContext = context.property("serviceRole");
  const logs = typeof given === "object" ? given.logs : undefined;
  const pool = Object.entries(identityPool?.roles ?? {});
  return [
    ...requirementsOf(serviceContext, service),
    ...logGroupKeyRequirement(serviceContext, logs),
    ...requirementsOf(appComputeRole(request).context, compute),
    ...Object.entries(branches).flatMap(([name, { role }]) => requirementsOf(branchRole(context, name), role)),
    ...pool.flatMap(([user, role]) => requirementsOf(context.property("identityPool").property(user), role)),
  ];
}

/** Where the compute role of a branch is specified. */
const branchRole = (context: Context, name: string): Context =>
  context.property("branches").property(name).property("computeRole");

function checkNames(request: AppRequest, { service, compute, branches, identityPool }: AppParts): void {
  const { context } = request;
  const names = new TakenNames();
  names.add(context.property("serviceRole"), service);
  names.add(appComputeRole(request).context, compute);
  for (const [name, { role }] of Object.entries(branches)) names.add(branchRole(context, name), role);
  for (const [user, role] of Object.entries(identityPool?.roles ?? {}))
    names.add(context.property("identityPool").property(user), role);
}

/** Reports compute roles of an app that hosts static files. */
function checkPlatform(request: AppRequest): void {
  const { spec, context } = request;
  if (spec.platform !== "WEB") return;
  const { given, context: computeContext } = appComputeRole(request);
  if (given !== undefined) computeContext.report(computeRoleWithoutServer("WEB"));
  for (const [name, { computeRole }] of Object.entries(spec.branches ?? {}))
    if (computeRole !== undefined) branchRole(context, name).report(computeRoleWithoutServer("WEB"));
}
