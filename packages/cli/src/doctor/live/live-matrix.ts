import type { AccessMatrix, MatrixRole, RolePermission } from "@amplify-roles/core";
import { type AppSnapshot, effectiveRoles, type RoleUse, roleUses } from "@amplify-roles/core/doctor";
import { statementsOf } from "../../terraform/policies.js";
import { omitUndefined } from "../../util.js";

/** Who may do what in a live app, as `explain` shows it. */
export function matrixOf(snapshot: AppSnapshot): AccessMatrix {
  const { app } = snapshot;
  const uses = roleUses(snapshot);
  const columns = uses.flatMap(columnsOf);
  const idOf = (arn: string | undefined) =>
    columns.find(({ role, type }) => type === "compute" && role.arn === arn)?.id;
  const unnamed = [
    ...(snapshot.branches?.some(({ previews }) => previews) ? ["pull-request previews"] : []),
    ...(app.autoBranchCreation ? ["auto-created branches"] : []),
  ].map((name) => ({
    owner: app.name,
    name,
    computeRoleSource: app.computeRole === undefined ? ("none" as const) : ("app" as const),
    ...omitUndefined({ computeRole: idOf(app.computeRole) }),
  }));
  return {
    roles: columns.map(({ id, type, role }) => matrixRole(id, type, role.policiesComplete, role, snapshot)),
    branches: effectiveRoles(snapshot).map(({ branch, role, source }) => ({
      owner: app.name,
      name: branch,
      computeRoleSource: source === "static" ? "none" : source,
      ...omitUndefined({ computeRole: idOf(role) }),
    })),
    ...(unnamed.length === 0 ? {} : { unnamedBranches: unnamed }),
    permissions: columns.flatMap(({ id, role }) =>
      role.policies.flatMap(({ name, arn, document }) =>
        (statementsOf(document) ?? []).map(
          (statement): RolePermission => ({
            role: id,
            by: name,
            path: arn ?? `inline policy of ${role.name}`,
            statement,
          }),
        ),
      ),
    ),
  };
}

interface Column {
  readonly id: string;
  readonly type: MatrixRole["type"];
  readonly role: RoleUse["role"];
}

function columnsOf({ role, service, compute }: RoleUse): readonly Column[] {
  const types: readonly MatrixRole["type"][] = [
    ...(service ? (["service"] as const) : []),
    ...(compute ? (["compute"] as const) : []),
  ];
  return (types.length === 0 ? (["authenticated"] as const) : types).map((type) => ({
    id: `${role.arn}: ${type}`,
    type,
    role,
  }));
}

function matrixRole(
  id: string,
  type: MatrixRole["type"],
  isKnown: boolean,
  { arn, name }: RoleUse["role"],
  snapshot: AppSnapshot,
): MatrixRole {
  const on = effectiveRoles(snapshot).filter(({ role }) => role === arn);
  const branches =
    type === "service" ? (snapshot.branches ?? []).map(({ name: branch }) => branch) : on.map(({ branch }) => branch);
  return {
    id,
    owner: snapshot.app.name,
    type,
    name,
    exists: !isKnown,
    branches,
    otherBranches: arn === (type === "service" ? snapshot.app.serviceRole : snapshot.app.computeRole),
    managedPolicies: [],
  };
}
