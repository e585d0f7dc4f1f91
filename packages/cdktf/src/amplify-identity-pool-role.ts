import type { Requirement } from "@amplify-roles/core";
import {
  type AccessSubject,
  planAmplifyIdentityPoolRole,
  TESTED_ACCESS,
  type TestedAccess,
} from "@amplify-roles/core/adapter";
import { Construct } from "constructs";
import type { AmplifyRole } from "./amplify-role.js";
import { IdentityPoolRoles } from "./identity-pool-roles.js";
import { planIn } from "./plan.js";
import { PlannedConstruct } from "./planned-construct.js";
import { supportsArgument } from "./resources.js";
import type { AmplifyIdentityPoolRoleConfig } from "./specification.js";
import { testedAccess } from "./tested-access.js";

/**
 * The roles of an identity pool's signed-in users, its guests, or both, and their attachment to the pool. A pool has one
 * attachment, so both roles belong to one construct.
 *
 * ```ts
 * new AmplifyIdentityPoolRole(this, "users", {
 *   identityPoolId: pool.id,
 *   authenticated: { grants: [appsync.query(api), appsync.mutate(api, { fields: ["createPost"] })] },
 *   unauthenticated: { grants: [appsync.query(api, { fields: ["listPosts"] })] },
 * });
 * ```
 *
 * @throws SpecificationError with all errors in the specification. Nothing is created then.
 */
export class AmplifyIdentityPoolRole extends Construct implements AccessSubject {
  private readonly roles: IdentityPoolRoles;
  private readonly requirementsOfPlan: () => readonly Requirement[];
  private readonly tested: () => TestedAccess;

  constructor(scope: Construct, id: string, config: AmplifyIdentityPoolRoleConfig) {
    const { provider } = config ?? {};
    const plan = planIn(scope, `AmplifyIdentityPoolRole "${id}"`, config ?? {}, (specification) =>
      planAmplifyIdentityPoolRole(id, specification, { supportsArgument }),
    );

    super(scope, id);
    const planned = new PlannedConstruct(this, plan, provider);
    planned.create();
    this.requirementsOfPlan = () => planned.requirements(plan.current.requirements);
    this.roles = new IdentityPoolRoles(() => plan.current.identityPool, planned);
    this.tested = () => testedAccess(this, { label: plan.subject, ...plan.current }, plan.unresolved, provider);
  }

  /** For `expectAccess` of `@amplify-roles/core/testing`. */
  [TESTED_ACCESS](): TestedAccess {
    return this.tested();
  }

  /**
   * What the roles need in policies of resources, such as tables and keys in another account: the statements to add there.
   * Values known only after deploy are tokens.
   */
  get requirements(): readonly Requirement[] {
    return this.requirementsOfPlan();
  }

  /** The role of signed-in users. */
  get authenticated(): AmplifyRole {
    return this.roles.authenticated;
  }

  /** The role of guests. */
  get unauthenticated(): AmplifyRole {
    return this.roles.unauthenticated;
  }

  /** What makes the roles those of the identity pool. */
  get attachment(): IdentityPoolRoles["attachment"] {
    return this.roles.attachment;
  }

  /** One for each identity provider whose claims become session tags. */
  get principalTags(): IdentityPoolRoles["principalTags"] {
    return this.roles.principalTags;
  }
}
