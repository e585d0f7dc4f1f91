import type { RoleKind } from "../plan/access.js";
import type { Statement } from "../policy/document.js";

/** Who may do what on what: plain data, readable where a value is known at deploy time only. */
export interface AccessMatrix {
  readonly roles: readonly MatrixRole[];
  readonly branches: readonly MatrixBranch[];
  /** What each grant comes to, in as few statements as say it. */
  readonly permissions: readonly RolePermission[];
}

/** A role, and where it is in force. */
export interface MatrixRole {
  /** Unique in its matrix. */
  readonly id: string;
  /** The app, or the role alone, that it was specified with: `web`. */
  readonly of: string;
  /** `either`: one that Amplify may assume and that is attached elsewhere, as its service role or as a compute role. */
  readonly kind: RoleKind | "either";
  /** Its name, or the ARN of one that exists. */
  readonly name: string;
  /** Whether it exists already: then nothing is known of what it may do. */
  readonly exists: boolean;
  /** The branches that it is in force on. */
  readonly branches: readonly string[];
  /** Whether it is in force, too, on branches that are not named. */
  readonly otherBranches: boolean;
  /** Policies whose contents are not known here: ARNs of attached ones, what Terraform computes one of. */
  readonly managedPolicies: readonly string[];
}

/** A branch, and what its server code runs as. */
export interface MatrixBranch {
  /** The app that it belongs to: `web`. */
  readonly of: string;
  readonly name: string;
  /** The `id` of the compute role that is in force on it; missing where there is none. */
  readonly computeRole?: string;
  /** `own`: the branch has it. `app`: the branch has none of its own, and the app has one. `none`: neither has. */
  readonly because: "own" | "app" | "none";
}

/** What a role may do, or may not, by one statement. */
export interface RolePermission {
  /** The `id` of the role. */
  readonly role: string;
  /** What gives it: `dynamodb.readWrite`, `SSR logs`, or the policy that it stands in. */
  readonly by: string;
  /** Where that stands: its path in the specification, or its address in Terraform's configuration. */
  readonly path: string;
  readonly statement: Statement;
}

/** Several matrices as one. */
export const mergeMatrices = (matrices: readonly AccessMatrix[]): AccessMatrix => ({
  roles: matrices.flatMap(({ roles }) => roles),
  branches: matrices.flatMap(({ branches }) => branches),
  permissions: matrices.flatMap(({ permissions }) => permissions),
});
