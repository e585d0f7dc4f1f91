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
import { ComponentResource, type ComponentResourceOptions, type Input, type Output } from "@pulumi/pulumi";
import type { AmplifyRole } from "./amplify-role.js";
import { planOf } from "./plan.js";
import { PlannedComponent } from "./planned-component.js";
import { supportsArgument } from "./resources.js";
import { sharedRoles } from "./shared-role.js";
import type { PulumiOptions } from "./specification.js";
import { testedAccess } from "./tested-access.js";

/** A role for an app that is managed elsewhere. */
export abstract class StandaloneRole extends ComponentResource implements AmplifyRole, AccessSubject {
  /**
   * What the role needs in policies of resources, such as tables and keys in another account: the statements to add there.
   * Values known only after deploy are Outputs.
   */
  readonly requirements: Output<readonly Requirement[]>;
  private readonly created: AmplifyRole;
  private readonly tested: () => TestedAccess;

  protected constructor(
    type: string,
    name: string,
    { transform, ...given }: PulumiOptions,
    opts: ComponentResourceOptions | undefined,
    roleType: RoleReference,
    planner: (id: string, specification: unknown, provider: ProviderSupport) => WithWarnings<StandaloneRolePlan>,
  ) {
    const subject = `${roleType === "compute" ? "AmplifyComputeRole" : "AmplifyServiceRole"} "${name}"`;
    const plan = planOf(subject, given, (specification) => planner(name, specification, { supportsArgument }));

    super(type, name, {}, opts);
    const component = new PlannedComponent(this, name, plan, transform, opts);
    this.requirements = component.requirements(() => plan.current.requirements);
    this.created = component.role(() => plan.current.role);
    const { propagation } = plan.current;
    sharedRoles.add(this, { roleType, role: this.created, propagation });
    this.tested = () => testedAccess(this, { label: subject, ...plan.current }, plan.unresolved, component.lookedUp);
    this.registerOutputs({ roleArn: this.role.arn, attachCommand: this.attachCommand });
  }

  grant(...grants: readonly Grant<Input<string>>[]): void {
    this.created.grant(...grants);
  }

  /** For `expectAccess` of `@amplify-roles/core/testing`. */
  [TESTED_ACCESS](): TestedAccess {
    return this.tested();
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

  get arn(): AmplifyRole["arn"] {
    return this.created.arn;
  }

  get attachCommand(): AmplifyRole["attachCommand"] {
    return this.created.attachCommand;
  }

  get lastAssumedCommand(): AmplifyRole["lastAssumedCommand"] {
    return this.created.lastAssumedCommand;
  }
}
