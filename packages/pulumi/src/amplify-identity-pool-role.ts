import type { Requirement } from "@amplify-roles/core";
import {
  type AccessSubject,
  planAmplifyIdentityPoolRole,
  TESTED_ACCESS,
  type TestedAccess,
} from "@amplify-roles/core/adapter";
import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import type { AmplifyRole } from "./amplify-role.js";
import { IdentityPoolRoles } from "./identity-pool-roles.js";
import { planOf } from "./plan.js";
import { PlannedComponent } from "./planned-component.js";
import { supportsArgument } from "./resources.js";
import type { AmplifyIdentityPoolRoleArgs } from "./specification.js";
import { testedAccess } from "./tested-access.js";

/**
 * The roles of an identity pool's signed-in users, its guests, or both, and their attachment to the pool. A pool has one
 * attachment, so both roles belong to one construct.
 *
 * ```ts
 * new AmplifyIdentityPoolRole("users", {
 *   identityPoolId: pool.id,
 *   authenticated: { grants: [appsync.query(api), appsync.mutate(api, { fields: ["createPost"] })] },
 *   unauthenticated: { grants: [appsync.query(api, { fields: ["listPosts"] })] },
 * });
 * ```
 *
 * @throws SpecificationError with all errors in the specification. Nothing is registered then.
 */
export class AmplifyIdentityPoolRole extends ComponentResource implements AccessSubject {
  /** What the roles need in policies of resources, such as keys in another account: the statements to add there. */
  readonly requirements: Output<readonly Requirement[]>;
  private readonly roles: IdentityPoolRoles;
  private readonly tested: () => TestedAccess;

  constructor(name: string, args: AmplifyIdentityPoolRoleArgs, opts?: ComponentResourceOptions) {
    const { transform, ...given } = args ?? {};
    const plan = planOf(`AmplifyIdentityPoolRole "${name}"`, given, (specification) =>
      planAmplifyIdentityPoolRole(name, specification, { supportsArgument }),
    );
    const { authenticated, unauthenticated } = plan.current.identityPool;

    super("amplify-roles:index:AmplifyIdentityPoolRole", name, {}, opts);
    const planned = new PlannedComponent(this, name, plan, transform, opts);
    this.requirements = planned.requirements(() => plan.current.requirements);
    this.roles = new IdentityPoolRoles(() => plan.current.identityPool, planned);
    this.tested = () => testedAccess(this, { label: plan.subject, ...plan.current }, plan.unresolved, planned.lookedUp);
    this.registerOutputs({
      authenticatedRoleArn: authenticated && this.authenticated.role.arn,
      unauthenticatedRoleArn: unauthenticated && this.unauthenticated.role.arn,
    });
  }

  /** For `expectAccess` of `@amplify-roles/core/testing`. */
  [TESTED_ACCESS](): TestedAccess {
    return this.tested();
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
