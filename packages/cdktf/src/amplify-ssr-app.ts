import type { AccessMatrix, Requirement, RoleAccess } from "@amplify-roles/core";
import {
  type AccessSubject,
  type AppPlan,
  branchesByName,
  explainPlan,
  extractUnresolved,
  type PlannedBranch,
  planAmplifySsrApp,
  TESTED_ACCESS,
  type TestedAccess,
  toDisplayAccess,
} from "@amplify-roles/core/adapter";
import type { AmplifyApp } from "@cdktf/provider-aws/lib/amplify-app";
import { AmplifyBranch } from "@cdktf/provider-aws/lib/amplify-branch";
import type { CloudcontrolapiResource } from "@cdktf/provider-aws/lib/cloudcontrolapi-resource";
import { Fn, TerraformStack, Token } from "cdktf";
import { Construct } from "constructs";
import { type AmplifyRole, createdRole } from "./amplify-role.js";
import { leafParts } from "./expressions.js";
import { IdentityPoolRoles } from "./identity-pool-roles.js";
import { takeNames } from "./names.js";
import { PlannedConstruct } from "./planned-construct.js";
import { reportErrors } from "./report-errors.js";
import { supportsArgument } from "./resources.js";
import { createdSettings, type Settings, settingsOf } from "./settings.js";
import type { AmplifySsrAppConfig } from "./specification.js";
import { testedAccess } from "./tested-access.js";

/**
 * An SSR app on Amplify Hosting, with its service role, its compute roles and its branches.
 *
 * ```ts
 * const web = new AmplifySsrApp(this, "web", {
 *   name: "web",
 *   repository: "https://github.com/acme/web",
 *   computeRole: { grants: [dynamodb.readWrite(table)] },
 *   branches: { main: { stage: "PRODUCTION" } },
 * });
 * ```
 *
 * @throws SpecificationError with all errors in the specification. Nothing is created then.
 */
export class AmplifySsrApp<Branch extends string = string> extends Construct implements AccessSubject {
  readonly app: AmplifyApp;
  /** By branch name. A name that is not in the specification does not compile, and throws. */
  readonly branches: Readonly<Record<Branch, AmplifySsrBranch>>;
  private readonly plan: Pick<AppPlan, "access" | "branches" | "unnamedBranches">;
  private readonly requirementsOfPlan: () => readonly Requirement[];
  private readonly tested: () => TestedAccess;
  private readonly createdServiceRole: AmplifyRole | undefined;
  private readonly createdComputeRole: AmplifyRole | undefined;
  private readonly createdSettings: Settings | undefined;
  private readonly createdIdentityPool: IdentityPoolRoles | undefined;

  constructor(scope: Construct, id: string, config: AmplifySsrAppConfig<Branch>) {
    const { provider, ...given } = config ?? {};
    const { specification, unresolved } = extractUnresolved(
      given,
      leafParts({ stack: TerraformStack.of(scope), provider }),
    );
    const plan = reportErrors(() => planAmplifySsrApp(id, specification, { supportsArgument }));
    takeNames(scope, provider, `AmplifySsrApp "${id}"`, plan.resources);

    super(scope, id);
    const planned = new PlannedConstruct(this, unresolved, provider);
    planned.create(plan);
    this.requirementsOfPlan = () => planned.requirements(plan.requirements);
    this.app = planned.resource<"aws_amplify_app">(plan.app);
    this.createdServiceRole = plan.serviceRole && planned.role(plan.serviceRole);
    this.createdComputeRole = plan.computeRole && planned.role(plan.computeRole);
    const branches = Object.entries(plan.branches).map(([name, branch]) => [
      name,
      new AmplifySsrBranch(name, branch, planned),
    ]);
    this.branches = branchesByName(`AmplifySsrApp "${this.node.path}"`, Object.fromEntries(branches));
    this.createdSettings = plan.settings && settingsOf(plan.settings, planned);
    this.createdIdentityPool = plan.identityPool && new IdentityPoolRoles(plan.identityPool, planned);
    this.plan = { access: plan.access, branches: plan.branches, unnamedBranches: plan.unnamedBranches };
    const tested = { label: `AmplifySsrApp "${id}"`, ...plan, branches: Object.keys(plan.branches) };
    this.tested = () => testedAccess(this, tested, unresolved, provider);
  }

  /** Who may do what, on which branch. A value known only after deploy is described: `<arn of table>`. */
  get access(): readonly RoleAccess[] {
    return toDisplayAccess(this.plan.access);
  }

  /**
   * What the roles need in policies of resources, such as tables and keys in another account: the statements to add there.
   * Values known only after deploy are tokens.
   */
  get requirements(): readonly Requirement[] {
    return this.requirementsOfPlan();
  }

  /** Who may do what as data for a table or a picture. The command `amplify-roles explain` draws it. */
  explain(): AccessMatrix {
    return explainPlan(this.node.id, this.plan);
  }

  /** For `expectAccess` of `@amplify-roles/core/testing`. */
  [TESTED_ACCESS](): TestedAccess {
    return this.tested();
  }

  /** The role that Amplify builds the app with and writes its logs with. */
  get serviceRole(): AmplifyRole {
    return createdRole(this.createdServiceRole, `AmplifySsrApp "${this.node.path}"`, "serviceRole");
  }

  /** The role of every branch without its own role. */
  get computeRole(): AmplifyRole {
    return createdRole(this.createdComputeRole, `AmplifySsrApp "${this.node.path}"`, "computeRole");
  }

  /** The settings under the app's path. */
  get settings(): Settings {
    return createdSettings(this.createdSettings, `AmplifySsrApp "${this.node.path}"`);
  }

  /** The roles of the users of the app's identity pool. */
  get identityPool(): IdentityPoolRoles {
    if (this.createdIdentityPool === undefined)
      throw new Error(`AmplifySsrApp "${this.node.path}" has no identity pool: \`identityPool\` is left out.`);
    return this.createdIdentityPool;
  }
}

/** A branch of an app. */
export class AmplifySsrBranch {
  /** `aws_amplify_branch`, or `AWS::Amplify::Branch` through Cloud Control. */
  readonly branch: AmplifyBranch | CloudcontrolapiResource;
  /** Its name. A domain or a webhook that uses it waits for the branch. */
  readonly branchName: string;
  /** Its ARN, known only after deploy. What uses it waits for the branch. */
  readonly arn: string;
  private readonly createdComputeRole: AmplifyRole | undefined;
  private readonly createdSettings: Settings | undefined;

  /** @internal */
  constructor(
    private readonly name: string,
    { branch, computeRole, settings }: PlannedBranch,
    planned: PlannedConstruct,
  ) {
    this.branch = planned.resource<"aws_amplify_branch" | "aws_cloudcontrolapi_resource">(branch);
    const { id } = this.branch;
    // Cloud Control's identifier of a branch is its ARN. The name depends on it, so that what uses the name waits.
    const isPlain = this.branch instanceof AmplifyBranch;
    this.branchName = isPlain ? this.branch.branchName : Token.asString(Fn.element([name, id], 0));
    this.arn = isPlain ? this.branch.arn : id;
    this.createdComputeRole = computeRole && planned.role(computeRole);
    this.createdSettings = settings && settingsOf(settings, planned);
  }

  /** The branch's own role. */
  get computeRole(): AmplifyRole {
    return createdRole(this.createdComputeRole, `The branch "${this.name}"`, "computeRole");
  }

  /** The branch's own settings. */
  get settings(): Settings {
    return createdSettings(this.createdSettings, `The branch "${this.name}"`);
  }
}
