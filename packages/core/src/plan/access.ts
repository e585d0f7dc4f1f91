import { numberUnresolved } from "../placeholders/number-unresolved.js";
import type { Statement } from "../policy/document.js";
import type { Context } from "../schema/context.js";
import type { RolePlan } from "./role.js";

/**
 * What a role is for. `service`: builds and SSR logs. `compute`: the server code. `authenticated` and `unauthenticated`:
 * the signed-in users and the guests of an identity pool.
 */
export type RoleType = "service" | "compute" | "authenticated" | "unauthenticated";

/** The statements of one grant. */
export interface GrantAccess {
  /** Its path in the specification: `branches.main.computeRole.grants[0]`. */
  readonly path: string;
  /** What gives the statements: the function `dynamodb.readWrite`, `SSR logs`, or `policy document`. */
  readonly by: string;
  /** What the grant expands to. */
  readonly statements: readonly Statement[];
}

/** What one role may do, and on which branches. */
export interface RoleAccess {
  /** What the role is for. */
  readonly type: RoleType;
  /** Its path in the specification: `computeRole`. Empty for a role that is specified alone. */
  readonly path: string;
  /** The role's name, or the ARN of an existing role. */
  readonly role: string;
  /** Whether the role already exists. Then its permissions are not known. */
  readonly exists: boolean;
  /** The branches that use the role. None for the roles of an identity pool, whose users are on no branch. */
  readonly branches: readonly string[];
  /** Whether branches that the specification does not name use the role, too. */
  readonly otherBranches: boolean;
  /** The grants that give the role its permissions. */
  readonly grants: readonly GrantAccess[];
  /** The statements of all grants together, minimized. */
  readonly statements: readonly Statement[];
  /** ARNs of the other managed policies that are attached to the role. */
  readonly managedPolicies: readonly string[];
  /** ARN of the policy that limits what the role may do. Default: none. */
  readonly permissionsBoundary?: string;
}

/** The access of roles as people read it: a value known only after deploy is described, for example `<arn of orders>`. */
export const toDisplayAccess = (access: readonly RoleAccess[]): readonly RoleAccess[] =>
  JSON.parse(numberUnresolved(JSON.stringify(access)));

/** A planned role, or the ARN of an existing one. Neither if there is no role. */
export interface PlannedOrExisting {
  /** Where the role is specified. */
  readonly context: Context;
  readonly role: RolePlan | undefined;
  readonly arn?: string | undefined;
}

/** Which branches use a role. */
type BranchScope = Pick<RoleAccess, "branches" | "otherBranches">;

/** The scope of a standalone role: wherever it is attached. */
export const ANY_BRANCH: BranchScope = { branches: [], otherBranches: true };
/** The scope of a role that no branch uses. */
export const NO_BRANCH: BranchScope = { branches: [], otherBranches: false };

/** The access of a role; none if there is no role. */
export function accessOf(
  type: RoleType,
  { context, role, arn }: PlannedOrExisting,
  scope: BranchScope,
): readonly RoleAccess[] {
  const position = { type, path: context.path, ...scope };
  if (role === undefined) {
    return arn === undefined
      ? []
      : [{ ...position, role: arn, exists: true, grants: [], statements: [], managedPolicies: [] }];
  }
  const { name, statements, managedPolicies, permissionsBoundary } = role;
  const grants = role.grants.map((grant) => ({
    path: grant.context.path,
    by: grant.by,
    statements: grant.statements,
  }));
  const limit = permissionsBoundary === undefined ? {} : { permissionsBoundary };
  return [{ ...position, role: name, exists: false, grants, statements, managedPolicies, ...limit }];
}
