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
import { type amplify, cloudcontrol } from "@pulumi/aws";
import { ComponentResource, type ComponentResourceOptions, type Input, type Output } from "@pulumi/pulumi";
import { type AmplifyRole, createdRole } from "./amplify-role.js";
import { IdentityPoolRoles } from "./identity-pool-roles.js";
import { planOf } from "./plan.js";
import { PlannedComponent } from "./planned-component.js";
import { supportsArgument } from "./resources.js";
import { createdSettings, type Settings, settingsOf } from "./settings.js";
import type { AmplifySsrAppArgs } from "./specification.js";
import { testedAccess } from "./tested-access.js";

/**
 * An SSR app on Amplify Hosting, with its service role, its compute roles and its branches.
 *
 * ```ts
 * const web = new AmplifySsrApp("web", {
 *   name: "web",
 *   repository: "https://github.com/acme/web",
 *   computeRole: { grants: [dynamodb.readWrite(table)] },
 *   branches: { main: { stage: "PRODUCTION" } },
 * });
 * ```
 *
 * @throws SpecificationError with all errors in the specification. Nothing is registered then.
 */
export class AmplifySsrApp<Branch extends string = string> extends ComponentResource implements AccessSubject {
  /** The Amplify app: its id and its default domain. */
  readonly app: amplify.App;
  /** By branch name. A name that is not in the specification does not compile, and throws. */
  readonly branches: Readonly<Record<Branch, AmplifySsrBranch>>;
  /**
   * What the roles need in policies of resources, such as tables and keys in another account: the statements to add there.
   * Values known only after deploy are resolved.
   */
  readonly requirements: Output<readonly Requirement[]>;
  private readonly name: string;
  private readonly plan: GrantablePlan<AppPlan>;
  private readonly tested: () => TestedAccess;
  private readonly createdServiceRole: AmplifyRole | undefined;
  private readonly createdComputeRole: AmplifyRole | undefined;
  private readonly createdSettings: Settings | undefined;
  private readonly createdIdentityPool: IdentityPoolRoles | undefined;

  constructor(name: string, args: AmplifySsrAppArgs<Branch>, opts?: ComponentResourceOptions) {
    const { transform, ...given } = args ?? {};
    const plan = planOf(`AmplifySsrApp "${name}"`, given, (specification) =>
      planAmplifySsrApp(name, specification, { supportsArgument }),
    );
    const { app, branches, settings, identityPool } = plan.current;

    super("amplify-roles:index:AmplifySsrApp", name, {}, opts);
    const planned = new PlannedComponent(this, name, plan, transform, opts);
    this.name = name;
    this.plan = plan;
    this.requirements = planned.requirements(() => plan.current.requirements);
    this.app = planned.resource<"aws_amplify_app">(app);
    this.createdServiceRole = planned.role(() => plan.current.serviceRole);
    this.createdComputeRole = planned.role(() => plan.current.computeRole);
    this.branches = branchesByName(
      plan.subject,
      mapValues(branches, (parts, branch) => {
        const role = planned.role(() => plan.current.branches[branch]?.computeRole);
        return new AmplifySsrBranch({ name: branch, app: plan.subject, role }, parts, planned);
      }),
    );
    this.createdSettings = settings && settingsOf(settings, planned);
    this.createdIdentityPool =
      identityPool && new IdentityPoolRoles(() => plan.current.identityPool ?? identityPool, planned);
    this.tested = () => {
      const tested = { label: plan.subject, ...plan.current, branches: Object.keys(branches) };
      return testedAccess(this, tested, plan.unresolved, planned.lookedUp);
    };
    this.registerOutputs({
      appId: this.app.id,
      defaultDomain: this.app.defaultDomain,
      serviceRoleArn: this.createdServiceRole?.role.arn,
      computeRoleArn: this.createdComputeRole?.role.arn,
    });
  }

  /** Who may do what, on which branch. A value known only after deploy is described: `<arn of table>`. */
  get access(): readonly RoleAccess[] {
    return toDisplayAccess(this.plan.current.access);
  }

  /** The same as data for a table or a picture. The command `amplify-roles explain` draws it. */
  explain(): AccessMatrix {
    return explainPlan(this.name, this.plan.current);
  }

  /** For `expectAccess` of `@amplify-roles/core/testing`. */
  [TESTED_ACCESS](): TestedAccess {
    return this.tested();
  }

  /** The role that Amplify builds the app with and writes its logs with. */
  get serviceRole(): AmplifyRole {
    return createdRole(this.createdServiceRole, `AmplifySsrApp "${this.name}"`, "serviceRole");
  }

  /** The role of every branch without its own role. */
  get computeRole(): AmplifyRole {
    return createdRole(this.createdComputeRole, `AmplifySsrApp "${this.name}"`, "computeRole");
  }

  /** The settings under the app's path. */
  get settings(): Settings {
    return createdSettings(this.createdSettings, `AmplifySsrApp "${this.name}"`);
  }

  /** The roles of the users of the app's identity pool. */
  get identityPool(): IdentityPoolRoles {
    if (this.createdIdentityPool === undefined)
      throw new Error(`AmplifySsrApp "${this.name}" has no identity pool: \`identityPool\` is left out.`);
    return this.createdIdentityPool;
  }
}

/** A branch of an app. */
export class AmplifySsrBranch {
  /** `aws.amplify.Branch`, or `AWS::Amplify::Branch` through Cloud Control. */
  readonly branch: amplify.Branch | cloudcontrol.Resource;
  /** Its name. A domain or a webhook that uses it waits for the branch. */
  readonly branchName: Output<string>;
  /** Its ARN, known only after deploy. What uses it waits for the branch. */
  readonly arn: Output<string>;
  /**
   * What it is created with, without secrets. It is known at the first preview, where `desiredState` is not, so a stack
   * output of it shows what changes: `export const main = web.branches.main.summary`.
   */
  readonly summary: BranchSummary;
  private readonly createdSettings: Settings | undefined;

  /** @internal */
  constructor(
    private readonly of: { readonly name: string; readonly app: string; readonly role: AmplifyRole | undefined },
    { branch, summary, settings }: PlannedBranch,
    planned: PlannedComponent,
  ) {
    this.branch = planned.resource<"aws_amplify_branch" | "aws_cloudcontrolapi_resource">(branch);
    if (this.branch instanceof cloudcontrol.Resource) {
      // Its type is known in a preview, and so is the name. Cloud Control's identifier of a branch is its ARN.
      this.branchName = this.branch.typeName.apply(() => of.name);
      this.arn = this.branch.id;
    } else {
      this.branchName = this.branch.branchName;
      this.arn = this.branch.arn;
    }
    this.summary = summary;
    this.createdSettings = settings && settingsOf(settings, planned);
  }

  /** The branch's own role. */
  get computeRole(): AmplifyRole {
    return createdRole(this.of.role, `The branch "${this.of.name}"`, "computeRole");
  }

  /**
   * Lets the branch's own role do more: `web.branches.main.grant(dynamodb.read(table))`. Call it right after the
   * constructor, before the program awaits anything and not inside `apply`.
   *
   * @throws SpecificationError if the branch has no role of its own, with all errors in the grants, or if it is too late
   */
  grant(...grants: readonly Grant<Input<string>>[]): void {
    if (this.of.role === undefined) throw branchWithoutOwnRole(this.of.app, this.of.name);
    this.of.role.grant(...grants);
  }

  /** The branch's own settings. */
  get settings(): Settings {
    return createdSettings(this.createdSettings, `The branch "${this.of.name}"`);
  }
}
