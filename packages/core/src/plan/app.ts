import { type Deployment, deploymentOf } from "../aws/deployment.js";
import { messages } from "../findings/messages.js";
import { isUnresolved, referencePlaceholder } from "../placeholders/placeholder.js";
import type { Context } from "../schema/context.js";
import { type ParsedAppSpec, type ParsedBranchSpec, parseAppSpec } from "../specification/app.schema.js";
import { appArguments, branchArguments } from "../specification/app-arguments.schema.js";
import { omitUndefined } from "../util/omit-undefined.js";
import type { PlannedOrExisting, RoleAccess } from "./access.js";
import { appAccess } from "./app-access.js";
import { planAmplifyBranch, planCloudControlBranch } from "./branch.js";
import { collect, type WithWarnings } from "./collect.js";
import { type IdentityPoolPlan, planIdentityPool } from "./identity-pool.js";
import { roleName, sanitized } from "./names.js";
import { type ProviderSupport, resourceRegion, supportsArgument } from "./provider.js";
import type { PlannedIdentityPool, PlannedResource, PlannedResourceType, PlannedRole } from "./resources.js";
import { planRole, type RolePlan } from "./role.js";
import { planServiceRole } from "./service-role.js";
import { amplifyTrust, type IdentityPoolUser } from "./trust.js";

/** A branch as planned. */
export interface PlannedBranch {
  /** The id of its resource. */
  readonly branch: string;
  /** Its own role, where one is created for it. */
  readonly computeRole?: PlannedRole;
}

/** An app with its roles and branches as planned. */
export interface AppPlan {
  /** In an order in which each stands after what it refers to. */
  readonly resources: readonly PlannedResource[];
  readonly app: string;
  readonly serviceRole?: PlannedRole;
  readonly computeRole?: PlannedRole;
  readonly branches: Readonly<Record<string, PlannedBranch>>;
  readonly identityPool?: PlannedIdentityPool;
  /** Who may do what, on which branch. */
  readonly access: readonly RoleAccess[];
}

/** An app's resource in its plan. */
const APP = "app";
/** AWS does not say how long IAM takes. A branch that is refused nevertheless is created at the next deploy. */
const PROPAGATION_SECONDS = 10;

/**
 * Decides everything about an app: which resources there are, with which arguments, in which order.
 *
 * @param id the app's name in its stack or program; roles are named after it where the app's name is not known yet
 * @param specification an `AmplifySsrAppSpec`, of unknown shape, without late values (see `bind`)
 * @throws SpecificationError with every mistake in it
 */
export function planAmplifySsrApp(
  id: string,
  specification: unknown,
  tool: ProviderSupport = {},
): WithWarnings<AppPlan> {
  return collect(`AmplifySsrApp "${id}"`, (context) => {
    const spec = parseAppSpec(specification, context);
    return new AppPlanner(id, spec, tool, context).plan();
  });
}

class AppPlanner {
  private readonly deployment: Deployment;
  private readonly prefix: string;
  private readonly resourceRegion: { readonly region?: string };
  /** Who has taken a role name, by name in lower case: to IAM it is the same. */
  private readonly roleNames = new Map<string, string>();
  private readonly policyNames = new Map<string, string>();

  constructor(
    id: string,
    private readonly spec: ParsedAppSpec,
    private readonly tool: ProviderSupport,
    private readonly context: Context,
  ) {
    this.deployment = deploymentOf(spec);
    this.prefix = spec.roles?.namePrefix ?? (spec.name === undefined || isUnresolved(spec.name) ? id : spec.name);
    this.resourceRegion = resourceRegion(spec.region, "aws_amplify_app", tool);
  }

  plan(): AppPlan {
    const service = this.planServiceRole();
    const compute = this.planComputeRole(
      "compute-role",
      this.context.property("computeRole"),
      this.spec.computeRole,
      [],
    );
    const branches = this.planBranches(service, this.computeRoleArn(compute));
    const own = Object.values(branches).map(({ role }) => role);
    const identityPool = this.planIdentityPool();
    this.checkPlatform();

    // What a request or a build needs stands before what may start one; what names the app stands after it.
    const [serviceRole, ...afterApp] = service?.resources ?? [];
    const resources = [
      ...(serviceRole === undefined ? [] : [serviceRole]),
      ...(compute?.resources ?? []),
      this.planApp(service, compute),
      ...afterApp,
      ...own.flatMap((role) => role?.resources ?? []),
      ...Object.values(branches).map(({ resource }) => resource),
      ...(identityPool?.resources ?? []),
    ];
    return {
      resources,
      app: APP,
      ...omitUndefined({
        serviceRole: service?.planned,
        computeRole: compute?.planned,
        identityPool: identityPool?.planned,
      }),
      branches: mapRecord(branches, ({ resource, role }) => ({
        branch: resource.id,
        ...omitUndefined({ computeRole: role?.planned }),
      })),
      access: appAccess({
        service: this.roleAt(this.context.property("serviceRole"), service, this.spec.serviceRole),
        compute: this.roleAt(this.context.property("computeRole"), compute, this.spec.computeRole),
        branches: mapRecord(branches, ({ role, arn }, name) => {
          return { context: this.context.property("branches").property(name).property("computeRole"), role, arn };
        }),
        authenticated: this.poolRoleAt("authenticated", identityPool),
        unauthenticated: this.poolRoleAt("unauthenticated", identityPool),
      }),
    };
  }

  private roleAt(context: Context, role: RolePlan | undefined, given: unknown): PlannedOrExisting {
    return { context, role, arn: textOf(given) };
  }

  private poolRoleAt(user: IdentityPoolUser, plan: IdentityPoolPlan | undefined): PlannedOrExisting {
    return this.roleAt(
      this.context.property("identityPool").property(user),
      plan?.roles[user],
      this.spec.identityPool?.[user],
    );
  }

  private planServiceRole(): RolePlan | undefined {
    const context = this.context.property("serviceRole");
    const given = this.spec.serviceRole ?? {};
    if (given === false && this.spec.importId !== undefined) context.report(messages.importWithoutServiceRole());
    if (given === false || typeof given === "string") return undefined;
    return this.named(
      context,
      planServiceRole({
        id: "service-role",
        context,
        deployment: this.deployment,
        spec: { ...this.spec.roles, ...given },
        defaultName: this.roleName("service"),
        description: `Service role of the Amplify app ${this.prefix}: builds it and writes its SSR logs`,
        // An app that is made anew, though it was imported once, has another id than the one that the program still says.
        appId: referencePlaceholder(APP, "id"),
        importId: this.spec.importId,
        resourceRegion: this.resourceRegion,
      }),
    );
  }

  private planComputeRole(
    id: string,
    context: Context,
    given: ParsedAppSpec["computeRole"],
    nameParts: readonly string[],
  ): RolePlan | undefined {
    if (given === undefined || typeof given === "string") return undefined;
    // The provider asks again while it creates an app, but not while it updates one, and for Cloud Control never.
    const propagationSeconds = this.spec.roles?.propagationSeconds ?? PROPAGATION_SECONDS;
    const whose =
      nameParts.length === 0 ? `the Amplify app ${this.prefix}` : `branch ${nameParts.join(" ")} of ${this.prefix}`;
    return this.named(
      context,
      planRole({
        id,
        context,
        deployment: this.deployment,
        spec: { ...this.spec.roles, ...given },
        defaultName: this.roleName("compute", ...nameParts),
        description: `Compute role of ${whose}: what its server code may do`,
        trust: amplifyTrust(this.deployment, given.confusedDeputyConditions ?? false),
        ...omitUndefined({ propagationSeconds: propagationSeconds === 0 ? undefined : propagationSeconds }),
      }),
    );
  }

  private planIdentityPool(): IdentityPoolPlan | undefined {
    const spec = this.spec.identityPool;
    if (spec === undefined) return undefined;
    const context = this.context.property("identityPool");
    const plan = planIdentityPool({
      prefix: "identity-pool-",
      context,
      deployment: this.deployment,
      spec,
      ...omitUndefined({ defaults: this.spec.roles }),
      roleName: (user) => this.roleName(user),
      whose: `the Amplify app ${this.prefix}`,
      resourceRegion: this.resourceRegion,
    });
    for (const [user, role] of Object.entries(plan.roles)) this.named(context.property(user), role);
    return plan;
  }

  private roleName(...parts: readonly string[]): string {
    return isUnresolved(this.prefix)
      ? `${this.prefix}-amplify-${parts.join("-")}`
      : roleName(this.prefix, "amplify", ...parts);
  }

  /** Reports a role whose name another one has, or whose policies have names that those of another one have. */
  private named(context: Context, role: RolePlan): RolePlan {
    const taken = this.roleNames.get(role.name.toLowerCase());
    if (taken !== undefined) context.property("name").report(messages.roleNameTaken(role.name, taken));
    else this.roleNames.set(role.name.toLowerCase(), context.path);
    for (const { type, arguments: policy } of role.resources) {
      if (type !== "aws_iam_policy") continue;
      // "web" with a policy for "execute-api", and "web-execute" with one for "api".
      const other = this.policyNames.get(policy.name.toLowerCase());
      if (other === undefined) this.policyNames.set(policy.name.toLowerCase(), context.path);
      else if (taken === undefined) context.property("name").report(messages.policyNameTaken(policy.name, other));
    }
    return role;
  }

  private planApp(service: RolePlan | undefined, compute: RolePlan | undefined): PlannedResource<"aws_amplify_app"> {
    const given = pick(this.spec, Object.keys(appArguments) as (keyof typeof appArguments)[]);
    this.checkSupported("aws_amplify_app", given, this.context);
    const serviceRoleArn = service?.planned.arn ?? textOf(this.spec.serviceRole);
    const computeRoleArn = this.computeRoleArn(compute);
    return {
      type: "aws_amplify_app",
      id: APP,
      // The service role's ARN is composed, which is known at plan but refers to nothing.
      dependsOn: [...(service === undefined ? [] : [service.planned.role]), ...permissionsOf(compute)],
      ...omitUndefined({ importId: this.spec.importId }),
      arguments: {
        ...this.resourceRegion,
        ...given,
        name: this.spec.name ?? "",
        platform: this.spec.platform ?? "WEB_COMPUTE",
        ...omitUndefined({ iamServiceRoleArn: serviceRoleArn, computeRoleArn }),
      },
    };
  }

  private computeRoleArn(compute: RolePlan | undefined): string | undefined {
    return compute === undefined ? textOf(this.spec.computeRole) : referencePlaceholder(compute.planned.role, "arn");
  }

  private planBranches(service: RolePlan | undefined, appRole: string | undefined): Record<string, BranchParts> {
    const ids = new Map<string, string>();
    const branches = mapRecord(this.spec.branches ?? {}, (branch, name) => {
      const context = this.context.property("branches").property(name);
      const id = sanitized(branch.id ?? name);
      if (name === "" || name.length > 255 || id === "") context.report(messages.badBranchName(name));
      const other = ids.get(id.toLowerCase());
      if (other !== undefined) context.report(messages.branchCollision(id, other));
      ids.set(id.toLowerCase(), name);
      return this.planBranch(name, id, branch, { service, appRole }, context);
    });
    // A branch "x-compute-role" beside a branch "x" with a role of its own.
    const roles = new Map(
      Object.entries(branches).flatMap(([name, { role }]) => (role?.resources ?? []).map(({ id }) => [id, name])),
    );
    for (const [name, { resource }] of Object.entries(branches)) {
      const other = roles.get(resource.id);
      if (other !== undefined) {
        this.context.property("branches").property(name).report(messages.branchCollision(resource.id, other));
      }
    }
    return branches;
  }

  private planBranch(
    branchName: string,
    id: string,
    branch: ParsedBranchSpec,
    { service, appRole }: { service: RolePlan | undefined; appRole: string | undefined },
    context: Context,
  ): BranchParts {
    const role = this.planComputeRole(
      `branch-${id}-compute-role`,
      context.property("computeRole"),
      branch.computeRole,
      [id],
    );
    const arn = textOf(branch.computeRole);
    const ownRole = role === undefined ? arn : referencePlaceholder(role.planned.role, "arn");
    const managedBy = branch.managedBy ?? (ownRole === undefined ? "amplify" : "cloudControl");
    if (managedBy === "amplify" && ownRole !== undefined)
      context.property("managedBy").report(messages.computeRoleNeedsCloudControl());
    const imported = branch.import ?? this.spec.importId !== undefined;
    if (imported && managedBy === "cloudControl") context.report(messages.branchNotImportable());
    if (imported && this.spec.importId === undefined) context.property("import").report(messages.importWithoutApp());
    const given = pick(branch, Object.keys(branchArguments) as (keyof typeof branchArguments)[]);
    if (managedBy === "amplify") this.checkSupported("aws_amplify_branch", given, context);
    const plan = managedBy === "amplify" ? planAmplifyBranch : planCloudControlBranch;
    const resource = plan({
      id: `branch-${id}`,
      context,
      app: APP,
      branchName,
      arguments: given,
      buildSpec: branch.buildSpec,
      // Named even where the branch would have it anyway: Cloud Control leaves a role that is no longer said as it was,
      // and the branch's own one would be gone.
      computeRoleArn: ownRole ?? appRole,
      importId: imported ? `${this.spec.importId}/${branchName}` : undefined,
      dependsOn: [...permissionsOf(service), ...permissionsOf(role)],
      resourceRegion: this.resourceRegion,
    });
    return { resource, role, arn };
  }

  private checkSupported(kind: PlannedResourceType, given: object, context: Context): void {
    for (const argument of Object.keys(given)) {
      if (!supportsArgument(this.tool, kind, argument))
        context.property(argument).report(messages.notInProvider(argument, kind));
    }
  }

  /** Only platforms that run server code have a use for compute roles. */
  private checkPlatform(): void {
    if (this.spec.platform !== "WEB") return;
    if (this.spec.computeRole !== undefined)
      this.context.property("computeRole").report(messages.computeWithoutServer("WEB"));
    for (const [name, { computeRole: own }] of Object.entries(this.spec.branches ?? {})) {
      if (own !== undefined) {
        this.context
          .property("branches")
          .property(name)
          .property("computeRole")
          .report(messages.computeWithoutServer("WEB"));
      }
    }
  }
}

interface BranchParts {
  readonly resource: PlannedResource<"aws_amplify_branch"> | PlannedResource<"aws_cloudcontrolapi_resource">;
  readonly role: RolePlan | undefined;
  /** The ARN of a role that exists. */
  readonly arn: string | undefined;
}

/** What has to be there before a role is of any use: its policies, attachments and log group. */
const permissionsOf = (role: RolePlan | undefined): readonly string[] =>
  role === undefined ? [] : role.resources.map(({ id }) => id).filter((id) => id !== role.planned.role);

const textOf = (given: unknown) => (typeof given === "string" ? given : undefined);

function pick<T extends object, K extends keyof T>(from: T, keys: readonly K[]): Pick<T, K> {
  return Object.fromEntries(keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]])) as Pick<T, K>;
}

function mapRecord<T, U>(record: Readonly<Record<string, T>>, map: (value: T, key: string) => U): Record<string, U> {
  const mapped: Record<string, U> = Object.create(null);
  for (const [key, value] of Object.entries(record)) mapped[key] = map(value, key);
  return mapped;
}
