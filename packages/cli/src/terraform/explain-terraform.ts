import type { AccessMatrix, MatrixBranch, MatrixRole, RolePermission } from "@amplify-roles/core";
import { omitUndefined, recordOf } from "../util.js";
import { Stack, type TerraformResource } from "./configuration.js";
import { boundaryOf, policiesOf, refersTo, resourcePoliciesIn } from "./policies.js";
import { nameOf, type Use, type UsedBranch, Uses } from "./uses.js";

/**
 * Who may do what, by the output of `cdktf synth`: the roles of Amplify apps, branches and identity pools in these
 * stacks, and roles that trust Amplify or Cognito and are attached elsewhere. A value that is known only after deploy
 * reads like `<arn of table>`.
 *
 * @param configurations the contents of each stack's `cdk.tf.json`, of any shape, by the stack's name
 */
export function explainTerraform(configurations: Readonly<Record<string, unknown>>): AccessMatrix {
  const stacks: readonly Stack[] = Object.entries(configurations).map(([name, json]) => {
    const others = () => stacks.filter((stack) => stack.name !== name);
    return new Stack(name, recordOf(json), {
      output: (output) =>
        others()
          .map((stack) => stack.output(output))
          .find((found) => found !== undefined),
      has: (type, shortName) => others().some((stack) => stack.has(type, shortName)),
    });
  });
  const roles = stacks.flatMap((stack) => stack.ofType("aws_iam_role"));
  const uses = new Uses(stacks);
  const used = uses.all.map((use) => ({ use, role: roles.find((role) => refersTo(use.role, role, use.stack)) }));
  const attached = new Set(used.map(({ role }) => role));
  const detached = roles
    .filter((role) => !attached.has(role))
    .map((role) => ({ use: uses.ofDetachedRole(role), role }))
    .filter((entry): entry is { use: Use; role: TerraformResource } => entry.use !== undefined);
  const columns = [...used, ...detached].map(({ use, role }) => columnOf(use, role, stacks));
  const resourcePolicies = stacks.flatMap(resourcePoliciesIn);
  return {
    roles: columns.map(({ role }) => role),
    branches: uses.branches.map(matrixBranch),
    ...(uses.unnamedBranches.length === 0 ? {} : { unnamedBranches: uses.unnamedBranches.map(matrixBranch) }),
    permissions: columns.flatMap(({ permissions }) => permissions),
    ...(resourcePolicies.length === 0 ? {} : { resourcePolicies }),
  };
}

/** @param role undefined if it exists already, outside of these stacks */
function columnOf(
  { id, owner, type, role: given, stack, branches, otherBranches }: Use,
  role: TerraformResource | undefined,
  stacks: readonly Stack[],
): { readonly role: MatrixRole; readonly permissions: readonly RolePermission[] } {
  const name = role === undefined ? (stack.text(given) ?? "") : nameOf(role);
  const policies = role === undefined ? [] : policiesOf(role, stacks);
  const managedPolicies = policies.filter(({ statements }) => statements === undefined).map(({ by }) => by);
  const boundary = role === undefined ? undefined : boundaryOf(role, stacks);
  return {
    role: {
      ...{ id, owner, type, name, exists: role === undefined, branches, otherBranches, managedPolicies },
      ...omitUndefined({ boundary }),
    },
    permissions: policies.flatMap(({ by, path, statements = [] }) =>
      statements.map((statement): RolePermission => ({ role: id, by, path, statement })),
    ),
  };
}

function matrixBranch({ owner, name, stage, own, app }: UsedBranch): MatrixBranch {
  const computeRoleSource = own !== undefined ? "branch" : app !== undefined ? "app" : "none";
  const known = stage !== undefined && /^[A-Z_]+$/.test(stage) && stage !== "NONE" ? stage : undefined;
  return { owner, name, ...omitUndefined({ stage: known, computeRole: (own ?? app)?.id }), computeRoleSource };
}
