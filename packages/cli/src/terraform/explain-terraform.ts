import type { AccessMatrix, MatrixBranch, MatrixRole, RolePermission } from "@amplify-roles/core";
import { omitUndefined } from "@amplify-roles/core/lint";
import { recordOf, Stack, type TerraformResource } from "./configuration.js";
import { policiesOf, refersTo } from "./policies.js";
import { nameOf, type Use, type UsedBranch, Uses } from "./uses.js";

/**
 * Who may do what on what, read out of what `cdktf synth` wrote: the roles that Amplify apps, branches and identity
 * pools of these stacks have, and those that trust Amplify or Cognito and are attached elsewhere. What is known at
 * deploy time only reads like `<arn of table>`.
 *
 * @param configurations the contents of each stack's `cdk.tf.json`, of unknown shape, by the stack's name
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
  const taken = new Set(used.map(({ role }) => role));
  const alone = roles
    .filter((role) => !taken.has(role))
    .map((role) => ({ use: uses.ofRoleAlone(role), role }))
    .filter((entry): entry is { use: Use; role: TerraformResource } => entry.use !== undefined);
  const columns = [...used, ...alone].map(({ use, role }) => columnOf(use, role, stacks));
  return {
    roles: columns.map(({ role }) => role),
    branches: uses.branches.map(matrixBranch),
    permissions: columns.flatMap(({ rights }) => rights),
  };
}

/** @param role nothing where it is one that exists */
function columnOf(
  { id, of, kind, role: given, stack, branches, otherBranches }: Use,
  role: TerraformResource | undefined,
  stacks: readonly Stack[],
): { readonly role: MatrixRole; readonly rights: readonly RolePermission[] } {
  const name = role === undefined ? (stack.text(given) ?? "") : nameOf(role);
  const policies = role === undefined ? [] : policiesOf(role, stacks);
  const managedPolicies = policies.filter(({ statements }) => statements === undefined).map(({ by }) => by);
  return {
    role: { id, of, kind, name, exists: role === undefined, branches, otherBranches, managedPolicies },
    rights: policies.flatMap(({ by, path, statements = [] }) =>
      statements.map((statement): RolePermission => ({ role: id, by, path, statement })),
    ),
  };
}

function matrixBranch({ of, name, own, app }: UsedBranch): MatrixBranch {
  const because = own !== undefined ? "own" : app !== undefined ? "app" : "none";
  return { of, name, because, ...omitUndefined({ computeRole: (own ?? app)?.id }) };
}
