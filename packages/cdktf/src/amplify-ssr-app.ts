import type { AccessMatrix, RoleAccess } from "@amplify-roles/core";
import {
  type AppPlan,
  explainPlan,
  extractUnresolved,
  type PlannedBranch,
  planAmplifySsrApp,
  toDisplayAccess,
} from "@amplify-roles/core/adapter";
import type { AmplifyApp } from "@cdktf/provider-aws/lib/amplify-app";
import type { AmplifyBranch } from "@cdktf/provider-aws/lib/amplify-branch";
import type { CloudcontrolapiResource } from "@cdktf/provider-aws/lib/cloudcontrolapi-resource";
import { Construct } from "constructs";
import { type AmplifyRole, created } from "./amplify-role.js";
import { leafParts } from "./expressions.js";
import { IdentityPoolRoles } from "./identity-pool-roles.js";
import { PlannedConstruct } from "./planned-construct.js";
import { supportsArgument } from "./resources.js";
import type { AmplifySsrAppConfig } from "./specification.js";

/**
 * An SSR app on Amplify Hosting, with its service role, its compute roles and its branches.
 *
 * ```ts
 * const web = new AmplifySsrApp(this, "web", {
 *   name: "web",
 *   repository: "https://github.com/acme/web",
 *   computeRole: { grants: [dynamodb.readWrite(table.arn)] },
 *   branches: { main: { stage: "PRODUCTION" } },
 * });
 * ```
 *
 * @throws SpecificationError with every mistake in the specification; nothing has been created then
 */
export class AmplifySsrApp extends Construct {
  readonly app: AmplifyApp;
  /** By branch name. */
  readonly branches: Readonly<Record<string, AmplifySsrBranch>>;
  private readonly plan: Pick<AppPlan, "access" | "branches">;
  private readonly createdServiceRole: AmplifyRole | undefined;
  private readonly createdComputeRole: AmplifyRole | undefined;
  private readonly createdIdentityPool: IdentityPoolRoles | undefined;

  constructor(scope: Construct, id: string, config: AmplifySsrAppConfig) {
    const { provider, ...given } = config ?? {};
    const { specification, unresolved } = extractUnresolved(given, leafParts);
    const plan = planAmplifySsrApp(id, specification, { supportsArgument });

    super(scope, id);
    const planned = new PlannedConstruct(this, unresolved, provider);
    planned.create(plan);
    this.app = planned.resource<"aws_amplify_app">(plan.app);
    this.createdServiceRole = plan.serviceRole && planned.role(plan.serviceRole);
    this.createdComputeRole = plan.computeRole && planned.role(plan.computeRole);
    this.branches = Object.fromEntries(
      Object.entries(plan.branches).map(([name, branch]) => [name, new AmplifySsrBranch(name, branch, planned)]),
    );
    this.createdIdentityPool = plan.identityPool && new IdentityPoolRoles(plan.identityPool, planned);
    this.plan = { access: plan.access, branches: plan.branches };
  }

  /** Who may do what, on which branch; what is not known yet stands in words: `<arn of table>`. */
  get access(): readonly RoleAccess[] {
    return toDisplayAccess(this.plan.access);
  }

  /** The same for those who would rather look: `accessHtml(web.explain(), "web")` of `@amplify-roles/core/explain`. */
  explain(): AccessMatrix {
    return explainPlan(this.node.id, this.plan);
  }

  /** The role that Amplify builds with and writes logs with. */
  get serviceRole(): AmplifyRole {
    return created(this.createdServiceRole, `${this.node.path} has no service role of its own making`);
  }

  /** The role of every branch without its own. */
  get computeRole(): AmplifyRole {
    return created(this.createdComputeRole, `${this.node.path} has no compute role of its own making`);
  }

  /** The roles of the users of the app's identity pool. */
  get identityPool(): IdentityPoolRoles {
    if (this.createdIdentityPool === undefined)
      throw new Error(`${this.node.path} has no identity pool: its specification leaves it out.`);
    return this.createdIdentityPool;
  }
}

/** A branch of an app. */
export class AmplifySsrBranch {
  /** `aws_amplify_branch`, or `AWS::Amplify::Branch` through Cloud Control. */
  readonly branch: AmplifyBranch | CloudcontrolapiResource;
  private readonly createdComputeRole: AmplifyRole | undefined;

  /** @internal */
  constructor(
    private readonly name: string,
    { branch, computeRole }: PlannedBranch,
    planned: PlannedConstruct,
  ) {
    this.branch = planned.resource<"aws_amplify_branch" | "aws_cloudcontrolapi_resource">(branch);
    this.createdComputeRole = computeRole && planned.role(computeRole);
  }

  /** The branch's own role. */
  get computeRole(): AmplifyRole {
    return created(this.createdComputeRole, `branch "${this.name}" has no compute role of its own making`);
  }
}
