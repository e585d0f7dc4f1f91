import type { RoleReference } from "../placeholders/placeholder.js";

/** A role with a construct or component of its own, which the apps and branches that use it wait for. */
export interface SharedRole<Role> {
  readonly roleType: RoleReference;
  readonly role: Role;
  /** How many seconds they wait after its creation. */
  readonly propagationSeconds: number;
}

/** The roles of an adapter by their constructs or components. */
export class SharedRoles<Role> {
  readonly #roles = new WeakMap<object, SharedRole<Role>>();

  add(owner: object, role: SharedRole<Role>): void {
    this.#roles.set(owner, role);
  }

  /** The role that a value is the construct or component of. */
  of(value: unknown): SharedRole<Role> | undefined {
    return typeof value === "object" && value !== null ? this.#roles.get(value) : undefined;
  }
}
