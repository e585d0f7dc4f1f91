import type { AccessMatrix, RoleAccess } from "@amplify-roles/core";
import {
  type AppPlan,
  explainPlan,
  type PlannedBranch,
  planAmplifySsrApp,
  toDisplayAccess,
} from "@amplify-roles/core/adapter";
import type { amplify, cloudcontrol } from "@pulumi/aws";
import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import { type AmplifyRole, created } from "./amplify-role.js";
import { IdentityPoolRoles } from "./identity-pool-roles.js";
import { bindOutputs, PlannedComponent } from "./planned-component.js";
import { supportsArgument } from "./resources.js";
import type { AmplifySsrAppArgs } from "./specification.js";

/**
 * An SSR app on Amplify Hosting, with its service role, its compute roles and its branches.
 *
 * ```ts
 * const web = new AmplifySsrApp("web", {
 *   name: "web",
 *   repository: "https://github.com/acme/web",
 *   computeRole: { grants: [dynamodb.readWrite(table.arn)] },
 *   branches: { main: { stage: "PRODUCTION" } },
 * });
 * ```
 *
 * @throws SpecificationError with every mistake in the specification; nothing has been registered then
 */
export class AmplifySsrApp extends ComponentResource {
  readonly app: amplify.App;
  /** By branch name. */
  readonly branches: Readonly<Record<string, AmplifySsrBranch>>;
  private readonly name: string;
  private readonly plan: Pick<AppPlan, "access" | "branches">;
  private readonly createdServiceRole: AmplifyRole | undefined;
  private readonly createdComputeRole: AmplifyRole | undefined;
  private readonly createdIdentityPool: IdentityPoolRoles | undefined;

  constructor(name: string, args: AmplifySsrAppArgs, opts?: ComponentResourceOptions) {
    const { transform = {}, ...given } = args ?? {};
    const { specification, unresolved } = bindOutputs(given);
    const plan = planAmplifySsrApp(name, specification, { supportsArgument });

    super("amplify-roles:index:AmplifySsrApp", name, {}, opts);
    const planned = new PlannedComponent(this, name, unresolved, transform, opts);
    planned.create(plan);
    this.app = planned.resource<"aws_amplify_app">(plan.app);
    this.createdServiceRole = plan.serviceRole && planned.role(plan.serviceRole);
    this.createdComputeRole = plan.computeRole && planned.role(plan.computeRole);
    this.branches = Object.fromEntries(
      Object.entries(plan.branches).map(([branch, parts]) => [branch, new AmplifySsrBranch(branch, parts, planned)]),
    );
    this.createdIdentityPool = plan.identityPool && new IdentityPoolRoles(plan.identityPool, planned);
    this.plan = { access: plan.access, branches: plan.branches };
    this.name = name;
    this.registerOutputs({
      appId: this.app.id,
      defaultDomain: this.app.defaultDomain,
      serviceRoleArn: this.createdServiceRole?.role.arn,
      computeRoleArn: this.createdComputeRole?.role.arn,
    });
  }

  /** Who may do what, on which branch; what is not known yet stands in words: `<arn of table>`. */
  get access(): readonly RoleAccess[] {
    return toDisplayAccess(this.plan.access);
  }

  /** The same for those who would rather look: `accessHtml(web.explain(), "web")` of `@amplify-roles/core/explain`. */
  explain(): AccessMatrix {
    return explainPlan(this.name, this.plan);
  }

  /** The role that Amplify builds with and writes logs with. */
  get serviceRole(): AmplifyRole {
    return created(this.createdServiceRole, "This app has no service role of its own making");
  }

  /** The role of every branch without its own. */
  get computeRole(): AmplifyRole {
    return created(this.createdComputeRole, "This app has no compute role of its own making");
  }

  /** The roles of the users of the app's identity pool. */
  get identityPool(): IdentityPoolRoles {
    if (this.createdIdentityPool === undefined)
      throw new Error("This app has no identity pool: its specification leaves it out.");
    return this.createdIdentityPool;
  }
}

/** A branch of an app. */
export class AmplifySsrBranch {
  /** `aws.amplify.Branch`, or `AWS::Amplify::Branch` through Cloud Control. */
  readonly branch: amplify.Branch | cloudcontrol.Resource;
  private readonly createdComputeRole: AmplifyRole | undefined;

  /** @internal */
  constructor(
    private readonly name: string,
    { branch, computeRole }: PlannedBranch,
    planned: PlannedComponent,
  ) {
    this.branch = planned.resource<"aws_amplify_branch" | "aws_cloudcontrolapi_resource">(branch);
    this.createdComputeRole = computeRole && planned.role(computeRole);
  }

  /** The branch's own role. */
  get computeRole(): AmplifyRole {
    return created(this.createdComputeRole, `Branch "${this.name}" has no compute role of its own making`);
  }
}
