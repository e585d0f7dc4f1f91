import { omitUndefined } from "../util/omit-undefined.js";
import type { AppSnapshot, LiveRole } from "./snapshot.js";

/** The role that a branch's server code runs as. */
export interface EffectiveRole {
  readonly branch: string;
  /** The ARN. */
  readonly role?: string;
  /** `branch`: its own role. `app`: it has none, and the app has one. `none`: neither has one. `static`: no server code. */
  readonly source: "branch" | "app" | "none" | "static";
}

/** Platforms with server code: https://docs.aws.amazon.com/amplify/latest/APIReference/API_App.html */
export const hasServer = ({ app }: AppSnapshot): boolean => app.platform !== "WEB";

/** A branch's own role is in effect if it has one, and else the app's. */
export function effectiveRoles(snapshot: AppSnapshot): readonly EffectiveRole[] {
  const { app, branches = [] } = snapshot;
  return branches.map(({ name, computeRole: own }): EffectiveRole => {
    if (!hasServer(snapshot)) return { branch: name, source: "static" };
    const role = own ?? app.computeRole;
    const source = own !== undefined ? "branch" : role !== undefined ? "app" : "none";
    return { branch: name, source, ...omitUndefined({ role }) };
  });
}

/** What a role is used as. A role can be both. */
export interface RoleUse {
  readonly role: LiveRole;
  readonly service: boolean;
  readonly compute: boolean;
}

/** The roles of the app, and what they are used as. */
export function roleUses(snapshot: AppSnapshot): readonly RoleUse[] {
  const compute = new Set([
    ...effectiveRoles(snapshot).map(({ role }) => role),
    // Without the branches, the app's role may be in effect on any of them. Previews run as it.
    snapshot.app.computeRole,
  ]);
  return snapshot.roles.map((role) => ({
    role,
    service: role.arn === snapshot.app.serviceRole,
    compute: compute.has(role.arn),
  }));
}
