import type { RoleType } from "../plan/access.js";
import type { Statement } from "../policy/document.js";

/** Who may do what: plain data. A value that is known only after deploy reads like `<arn of orders>`. */
export interface AccessMatrix {
  readonly roles: readonly MatrixRole[];
  readonly branches: readonly MatrixBranch[];
  /**
   * What Amplify creates by itself: entries named `pull-request previews` and `auto-created branches`, where they are
   * turned on. Default: none.
   */
  readonly unnamedBranches?: readonly MatrixBranch[];
  /** The permissions of each grant and policy, minimized. */
  readonly permissions: readonly RolePermission[];
  /** Policies of buckets, secrets, keys, queues and other resources, which can allow or deny more. Default: none. */
  readonly resourcePolicies?: readonly MatrixResourcePolicy[];
}

/** A policy of a resource. */
export interface MatrixResourcePolicy {
  /** The address of the Terraform resource that has it: `aws_s3_bucket_policy.images`. */
  readonly path: string;
  /** Its text. Left out if it is known only after deploy. */
  readonly policy?: string;
}

/** The permissions boundary of a role. https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html */
export interface Boundary {
  /** Its name or ARN. */
  readonly name: string;
  /** Left out if its contents are unknown. */
  readonly statements?: readonly Statement[];
}

/** A role, and the branches that it is in effect on. */
export interface MatrixRole {
  /** Unique in its matrix. */
  readonly id: string;
  /** The app that the role belongs to; the role's own id or name if it belongs to none: `web`. */
  readonly owner: string;
  /** `either`: Amplify may assume it, and nothing here attaches it as a service role or as a compute role. */
  readonly type: RoleType | "either";
  /** Its name, or the ARN of a role that exists already. */
  readonly name: string;
  /** Whether the role exists already, so that its permissions are unknown. */
  readonly exists: boolean;
  /** The branches that the role is in effect on. */
  readonly branches: readonly string[];
  /** Whether the role is also in effect on branches that are not named. */
  readonly otherBranches: boolean;
  /** Attached policies whose contents are unknown, by ARN or name. */
  readonly managedPolicies: readonly string[];
  /** What the role may do at most. Default: no limit. */
  readonly boundary?: Boundary;
}

/** The names of what Amplify creates by itself. */
export const UNNAMED_BRANCHES = { previews: "pull-request previews", autoCreated: "auto-created branches" } as const;

/** A branch, and the role of its server code. */
export interface MatrixBranch {
  /** The app that the branch belongs to: `web`. */
  readonly owner: string;
  readonly name: string;
  /** Its stage, such as `PRODUCTION`. `UNKNOWN`: a plan does not say it. Default: it has none. */
  readonly stage?: string;
  /** The `id` of the compute role that is in effect on the branch; missing if server code on the branch has no role. */
  readonly computeRole?: string;
  /** `branch`: the branch has a role of its own. `app`: it has none, and the app has one. `none`: neither has one. */
  readonly computeRoleSource: "branch" | "app" | "none";
}

/** One statement about a role. */
export interface RolePermission {
  /** The `id` of the role. */
  readonly role: string;
  /** What contains the statement: `dynamodb.readWrite`, `SSR logs`, or a policy's name. */
  readonly by: string;
  /** Its path in the specification, or the address of its resource in Terraform's configuration. */
  readonly path: string;
  readonly statement: Statement;
}
