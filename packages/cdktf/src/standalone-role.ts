import type { Grant, Requirement } from "@amplify-roles/core";
import {
  type AccessSubject,
  type ProviderSupport,
  type RoleReference,
  type StandaloneRolePlan,
  TESTED_ACCESS,
  type TestedAccess,
  type WithWarnings,
} from "@amplify-roles/core/adapter";
import { Construct } from "constructs";
import type { AmplifyRole } from "./amplify-role.js";
import { planIn } from "./plan.js";
import { PlannedConstruct } from "./planned-construct.js";
import { supportsArgument } from "./resources.js";
import { sharedRoles } from "./shared-role.js";
import type { CdktfOptions } from "./specification.js";
import { testedAccess } from "./tested-access.js";

/** A role for an app that is managed elsewhere. */
export abstract class StandaloneRole extends Construct implements AmplifyRole, AccessSubject {
  private readonly created: AmplifyRole;
  private readonly requirementsOfPlan: () => readonly Requirement[];
  private readonly tested: () => TestedAccess;

  protected constructor(
    scope: Construct,
    id: string,
    config: CdktfOptions,
    roleType: RoleReference,
    planner: (id: string, specification: unknown, provider: ProviderSupport) => WithWarnings<StandaloneRolePlan>,
  ) {
    const { provider } = config;
    const subject = `${roleType === "compute" ? "AmplifyComputeRole" : "AmplifyServiceRole"} "${id}"`;
    const plan = planIn(scope, subject, config, (specification) => planner(id, specification, { supportsArgument }));

    super(scope, id);
    const construct = new PlannedConstruct(this, plan, provider);
    construct.create();
    this.requirementsOfPlan = () => construct.requirements(plan.current.requirements);
    this.created = construct.role(() => plan.current.role);
    const { propagation } = plan.current;
    sharedRoles.add(this, { roleType, role: this.created, propagation });
    this.tested = () => testedAccess(this, { label: subject, ...plan.current }, plan.unresolved, provider);
  }

  grant(...grants: readonly Grant[]): void {
    this.created.grant(...grants);
    sharedRoles.changed(this);
  }

  /** For `expectAccess` of `@amplify-roles/core/testing`. */
  [TESTED_ACCESS](): TestedAccess {
    return this.tested();
  }

  /**
   * What the role needs in policies of resources, such as tables and keys in another account: the statements to add there.
   * Values known only after deploy are tokens.
   */
  get requirements(): readonly Requirement[] {
    return this.requirementsOfPlan();
  }

  get role(): AmplifyRole["role"] {
    return this.created.role;
  }

  get policies(): AmplifyRole["policies"] {
    return this.created.policies;
  }

  get attachments(): AmplifyRole["attachments"] {
    return this.created.attachments;
  }

  get logGroup(): AmplifyRole["logGroup"] {
    return this.created.logGroup;
  }

  get arn(): string {
    return this.created.arn;
  }

  get attachCommand(): string | undefined {
    return this.created.attachCommand;
  }

  get lastAssumedCommand(): string {
    return this.created.lastAssumedCommand;
  }
}
