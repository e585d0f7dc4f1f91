import type { RoleReference } from "../placeholders/placeholder.js";
import type { Propagation } from "./resources.js";

/** A role with a construct or component of its own, which the apps and branches that use it wait for. */
export interface SharedRole<Role> {
  readonly roleType: RoleReference;
  readonly role: Role;
  /** How they wait after its creation. Undefined if nothing has to wait. */
  readonly propagation: Propagation | undefined;
}

/** What a resource that uses a role waits for. A compute role's ARN refers to the role itself. */
export const dependenciesOfRole = <T>({
  roleType,
  role: { role, policies, attachments },
}: SharedRole<{
  readonly role: T;
  readonly policies: readonly T[];
  readonly attachments: readonly T[];
}>): readonly T[] => [...policies, ...attachments, ...(roleType === "service" ? [role] : [])];

/** Called after a grant gave the role other policies. */
type Listener = () => void;

/** The roles of an adapter by their constructs or components. */
export class SharedRoles<Role> {
  readonly #roles = new WeakMap<object, SharedRole<Role>>();
  readonly #listeners = new WeakMap<SharedRole<Role>, Listener[]>();

  add(owner: object, role: SharedRole<Role>): void {
    this.#roles.set(owner, role);
  }

  /** The role that a value is the construct or component of. */
  of(value: unknown): SharedRole<Role> | undefined {
    return typeof value === "object" && value !== null ? this.#roles.get(value) : undefined;
  }

  /** Calls back after each change of the policies of a role. */
  onChange(role: SharedRole<Role>, listener: Listener): void {
    this.#listeners.set(role, [...(this.#listeners.get(role) ?? []), listener]);
  }

  /** Tells those who wait for a role that it has other policies. */
  changed(owner: object): void {
    const role = this.#roles.get(owner);
    for (const listener of (role && this.#listeners.get(role)) ?? []) listener();
  }
}
