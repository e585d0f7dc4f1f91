import type { AccessMatrix, Grant, Requirement, RoleAccess } from "@amplify-roles/core";
import {
  type AccessSubject,
  type AppPlan,
  type BranchSummary,
  branchesByName,
  branchWithoutOwnRole,
  explainPlan,
  type GrantablePlan,
  mapValues,
  type PlannedBranch,
  planAmplifySsrApp,
  TESTED_ACCESS,
  type TestedAccess,
  toDisplayAccess,
} from "@amplify-roles/core/adapter";
import type { AmplifyApp } from "@cdktf/provider-aws/lib/amplify-app";
import { AmplifyBranch } from "@cdktf/provider-aws/lib/amplify-branch";
import type { CloudcontrolapiResource } from "@cdktf/provider-aws/lib/cloudcontrolapi-resource";
import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import { type AmplifyRole, createdRole } from "./amplify-role.js";
import { IdentityPoolRoles } from "./identity-pool-roles.js";
import { planIn } from "./plan.js";
import { PlannedConstruct } from "./planned-construct.js";
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
  private readonly plan: GrantablePlan<AppPlan>;
  private readonly requirementsOfPlan: () => readonly Requirement[];
  private readonly tested: () => TestedAccess;
  private readonly createdServiceRole: AmplifyRole | undefined;
  private readonly createdComputeRole: AmplifyRole | undefined;
  private readonly createdSettings: Settings | undefined;
  private readonly createdIdentityPool: IdentityPoolRoles | undefined;

  constructor(scope: Construct, id: string, config: AmplifySsrAppConfig<Branch>) {
    const { provider } = config ?? {};
    const plan = planIn(scope, `AmplifySsrApp "${id}"`, config ?? {}, (specification) =>
      planAmplifySsrApp(id, specification, { supportsArgument }),
    );
    const { app, branches, settings, identityPool } = plan.current;

    super(scope, id);
    const planned = new PlannedConstruct(this, plan, provider);
    planned.create();
    this.plan = plan;
    this.requirementsOfPlan = () => planned.requirements(plan.current.requirements);
    this.app = planned.resource<"aws_amplify_app">(app);
    this.createdServiceRole = planned.role(() => plan.current.serviceRole);
    this.createdComputeRole = planned.role(() => plan.current.computeRole);
    this.branches = branchesByName(
      `AmplifySsrApp "${this.node.path}"`,
      mapValues(branches, (branch, name) => {
        const role = planned.role(() => plan.current.branches[name]?.computeRole);
        return new AmplifySsrBranch({ name, app: plan.subject, role }, branch, planned);
      }),
    );
    this.createdSettings = settings && settingsOf(settings, planned);
    this.createdIdentityPool =
      identityPool && new IdentityPoolRoles(() => plan.current.identityPool ?? identityPool, planned);
    this.tested = () => {
      const tested = { label: plan.subject, ...plan.current, branches: Object.keys(branches) };
      return testedAccess(this, tested, plan.unresolved, provider);
    };
  }

  /** Who may do what, on which branch. A value known only after deploy is described: `<arn of table>`. */
  get access(): readonly RoleAccess[] {
    return toDisplayAccess(this.plan.current.access);
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
    return explainPlan(this.node.id, this.plan.current);
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
  // Tokens, which CDKTF keeps a stack trace for: most programs use none of them.
  private nameToken: string | undefined;
  private arnToken: string | undefined;
  private readonly createdSettings: Settings | undefined;

  /** @internal */
  constructor(
    private readonly of: { readonly name: string; readonly app: string; readonly role: AmplifyRole | undefined },
    private readonly plan: PlannedBranch,
    planned: PlannedConstruct,
  ) {
    const { branch, settings } = plan;
    this.branch = planned.resource<"aws_amplify_branch" | "aws_cloudcontrolapi_resource">(branch);
    this.createdSettings = settings && settingsOf(settings, planned);
  }

  /**
   * What it is created with, without secrets. It is known at the first plan, where `desired_state` is not, so an output of
   * it shows what changes: `new TerraformOutput(this, "main", { value: web.branches.main.summary })`.
   */
  get summary(): BranchSummary {
    return this.plan.summary;
  }

  /** Its name. A domain or a webhook that uses it waits for the branch. */
  get branchName(): string {
    const { branch, of } = this;
    // With Cloud Control, the name depends on the id, so that what uses the name waits.
    this.nameToken ??=
      branch instanceof AmplifyBranch ? branch.branchName : Token.asString(Fn.element([of.name, branch.id], 0));
    return this.nameToken;
  }

  /** Its ARN, known only after deploy. What uses it waits for the branch. */
  get arn(): string {
    const { branch } = this;
    // Cloud Control's identifier of a branch is its ARN.
    this.arnToken ??= branch instanceof AmplifyBranch ? branch.arn : branch.id;
    return this.arnToken;
  }

  /** The branch's own role. */
  get computeRole(): AmplifyRole {
    return createdRole(this.of.role, `The branch "${this.of.name}"`, "computeRole");
  }

  /**
   * Lets the branch's own role do more: `web.branches.main.grant(dynamodb.read(table))`. Works until `app.synth()`.
   *
   * @throws SpecificationError if the branch has no role of its own, with all errors in the grants, or if it is too late
   */
  grant(...grants: readonly Grant[]): void {
    if (this.of.role === undefined) throw branchWithoutOwnRole(this.of.app, this.of.name);
    this.of.role.grant(...grants);
  }

  /** The branch's own settings. */
  get settings(): Settings {
    return createdSettings(this.createdSettings, `The branch "${this.of.name}"`);
  }
}
