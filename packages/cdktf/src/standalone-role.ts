import type { Requirement } from "@amplify-roles/core";
import {
  type AccessSubject,
  extractUnresolved,
  type ProviderSupport,
  type RoleReference,
  type StandaloneRolePlan,
  TESTED_ACCESS,
  type TestedAccess,
  type WithWarnings,
} from "@amplify-roles/core/adapter";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { AmplifyRole } from "./amplify-role.js";
import { leafParts } from "./expressions.js";
import { takeNames } from "./names.js";
import { PlannedConstruct } from "./planned-construct.js";
import { reportErrors } from "./report-errors.js";
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
    { provider, ...given }: CdktfOptions,
    roleType: RoleReference,
    plan: (id: string, specification: unknown, provider: ProviderSupport) => WithWarnings<StandaloneRolePlan>,
  ) {
    const { specification, unresolved } = extractUnresolved(
      given,
      leafParts({ stack: TerraformStack.of(scope), provider }),
    );
    const planned = reportErrors(() => plan(id, specification, { supportsArgument }));
    const label = `${roleType === "compute" ? "AmplifyComputeRole" : "AmplifyServiceRole"} "${id}"`;
    takeNames(scope, provider, label, planned.resources);

    super(scope, id);
    const construct = new PlannedConstruct(this, unresolved, provider);
    construct.create(planned);
    this.requirementsOfPlan = () => construct.requirements(planned.requirements);
    this.created = construct.role(planned.role);
    sharedRoles.add(this, { roleType, role: this.created, propagationSeconds: planned.propagationSeconds ?? 0 });
    this.tested = () => testedAccess(this, { label, ...planned }, unresolved, provider);
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
