import type { Statement } from "../policy/document.js";
import type { RolePlan } from "../roles/plan-role.js";
import { shown } from "../text/late.js";

/** What one role may do, and where it is in force. */
export interface RoleAccess {
  /** `service`: builds and SSR logs. `compute`: the server code. */
  readonly kind: "service" | "compute";
  /** The role's name, or the ARN of one that exists. */
  readonly role: string;
  /** The branches that it is in force on. */
  readonly branches: readonly string[];
  /** What its grants and logs come to. Nothing is known of a role that exists. */
  readonly statements: readonly Statement[];
  /** ARNs of policies that are attached beside. */
  readonly managedPolicies: readonly string[];
}

interface Compute {
  readonly role: RolePlan | undefined;
  readonly arn: string | undefined;
}

/** What roles may do, in words that a person can read where it is not known yet. */
export const readable = (access: readonly RoleAccess[]): readonly RoleAccess[] =>
  JSON.parse(shown(JSON.stringify(access)));

/** Who may do what on which branch. A branch's own compute role takes the place of the app's. */
export function roleAccess(
  service: RolePlan | undefined,
  app: Compute,
  branches: Readonly<Record<string, Compute>>,
): readonly RoleAccess[] {
  const names = Object.keys(branches);
  const isOwn = (name: string) => branches[name]?.role !== undefined || branches[name]?.arn !== undefined;
  return [
    ...(service === undefined ? [] : [access("service", service, names)]),
    ...computeAccess(
      app,
      names.filter((name) => !isOwn(name)),
    ),
    ...names.filter(isOwn).flatMap((name) => computeAccess(branches[name] as Compute, [name])),
  ];
}

function computeAccess({ role, arn }: Compute, branches: readonly string[]): readonly RoleAccess[] {
  if (role !== undefined) return [access("compute", role, branches)];
  return arn === undefined ? [] : [{ kind: "compute", role: arn, branches, statements: [], managedPolicies: [] }];
}

const access = (kind: RoleAccess["kind"], role: RolePlan, branches: readonly string[]): RoleAccess => ({
  kind,
  role: role.name,
  branches,
  statements: role.statements,
  managedPolicies: role.managedPolicies,
});
