import type { RoleReference } from "@amplify-roles/core/adapter";
import type { AmplifyRole } from "./amplify-role.js";

/** A role with a component of its own, which the apps and branches that use it wait for. */
export interface SharedRole {
  readonly kind: RoleReference;
  readonly role: AmplifyRole;
  /** How many seconds they wait after its creation. */
  readonly propagationSeconds: number;
}

const roles = new WeakMap<object, SharedRole>();

export const shareRole = (component: object, role: SharedRole): void => {
  roles.set(component, role);
};

/** The role that a value is the component of. */
export const sharedRoleOf = (value: unknown): SharedRole | undefined =>
  typeof value === "object" && value !== null ? roles.get(value) : undefined;
