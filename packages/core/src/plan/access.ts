import { toDisplayString } from "../placeholders/placeholder.js";
import type { Statement } from "../policy/document.js";
import type { Context } from "../schema/context.js";
import type { RolePlan } from "./role.js";

/**
 * `service`: builds and SSR logs. `compute`: the server code. `authenticated`, `unauthenticated`: users of an identity
 * pool who signed in, and guests.
 */
export type RoleKind = "service" | "compute" | "authenticated" | "unauthenticated";

/** What one grant of a role comes to. */
export interface GrantAccess {
  /** Where it stands in the specification: `branches.main.computeRole.grants[0]`. */
  readonly path: string;
  /** What made it: the function `dynamodb.readWrite`, or `SSR logs`. */
  readonly by: string;
  readonly statements: readonly Statement[];
}

/** What one role may do, and where it is in force. */
export interface RoleAccess {
  readonly kind: RoleKind;
  /** Where it stands in the specification: `computeRole`; empty for one that is specified alone. */
  readonly path: string;
  /** The role's name, or the ARN of one that exists. */
  readonly role: string;
  /** Whether it exists already: then nothing is known of what it may do. */
  readonly exists: boolean;
  /** The branches that it is in force on; none for users of an identity pool, who are on no branch. */
  readonly branches: readonly string[];
  /** Whether it is in force, too, on branches that the specification does not name. */
  readonly otherBranches: boolean;
  /** What gives it what it may do. */
  readonly grants: readonly GrantAccess[];
  /** What that comes to, minimised. */
  readonly statements: readonly Statement[];
  /** ARNs of policies that are attached beside. */
  readonly managedPolicies: readonly string[];
}

/** What roles may do, in words that a person can read where it is not known yet. */
export const toDisplayAccess = (access: readonly RoleAccess[]): readonly RoleAccess[] =>
  JSON.parse(toDisplayString(JSON.stringify(access)));

/** A role that is planned, or the ARN of one that exists; neither where there is none. */
export interface PlannedOrExisting {
  /** Where it stands in the specification. */
  readonly context: Context;
  readonly role: RolePlan | undefined;
  readonly arn?: string | undefined;
}

/** Where a role is in force. */
type Reach = Pick<RoleAccess, "branches" | "otherBranches">;

/** Of a role that stands alone: wherever somebody attaches it. */
export const ANYWHERE: Reach = { branches: [], otherBranches: true };
/** Of a role that no branch has. */
export const ON_NO_BRANCH: Reach = { branches: [], otherBranches: false };

/** What a role may do; nothing where there is no role. */
export function accessOf(
  kind: RoleKind,
  { context, role, arn }: PlannedOrExisting,
  reach: Reach,
): readonly RoleAccess[] {
  const where = { kind, path: context.path, ...reach };
  if (role === undefined) {
    return arn === undefined
      ? []
      : [{ ...where, role: arn, exists: true, grants: [], statements: [], managedPolicies: [] }];
  }
  const { name, statements, managedPolicies } = role;
  const grants = role.grants.map((grant) => ({
    path: grant.context.path,
    by: grant.by,
    statements: grant.statements,
  }));
  return [{ ...where, role: name, exists: false, grants, statements, managedPolicies }];
}
