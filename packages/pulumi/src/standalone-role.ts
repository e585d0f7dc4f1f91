import type { Requirement } from "@amplify-roles/core";
import {
  type AccessSubject,
  type ProviderSupport,
  type RoleReference,
  type StandaloneRolePlan,
  TESTED_ACCESS,
  type TestedAccess,
  type WithWarnings,
} from "@amplify-roles/core/adapter";
import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import type { AmplifyRole } from "./amplify-role.js";
import { KnownValues } from "./known-values.js";
import { takeNames } from "./names.js";
import { extractOutputs, PlannedComponent } from "./planned-component.js";
import { reportErrors } from "./report-errors.js";
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
    { transform = {}, ...given }: PulumiOptions,
    opts: ComponentResourceOptions | undefined,
    roleType: RoleReference,
    plan: (id: string, specification: unknown, provider: ProviderSupport) => WithWarnings<StandaloneRolePlan>,
  ) {
    const { specification, unresolved } = extractOutputs(given);
    const planned = reportErrors(() => plan(name, specification, { supportsArgument }));
    const planAgain = (known: unknown) => plan(name, known, { supportsArgument });

    super(type, name, {}, opts);
    const label = `${roleType === "compute" ? "AmplifyComputeRole" : "AmplifyServiceRole"} "${name}"`;
    takeNames(this, label, planned.resources);
    const known = new KnownValues(this, specification, planAgain, planned.warnings);
    const component = new PlannedComponent(this, name, unresolved, transform, opts, known);
    component.create(planned);
    this.requirements = component.requirements(planned.requirements);
    this.created = component.role(planned.role);
    sharedRoles.add(this, { roleType, role: this.created, propagationSeconds: planned.propagationSeconds ?? 0 });
    this.tested = () => testedAccess(this, { label, ...planned }, unresolved, component.lookups);
    this.registerOutputs({ roleArn: this.role.arn, attachCommand: this.attachCommand });
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
