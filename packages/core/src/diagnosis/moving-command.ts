import { statementsIn } from "../denials/compare-policy.js";
import { putRolePolicy } from "../denials/put-role-policy.js";
import { shellQuoted } from "../util/shell-quoted.js";
import { inSequence, newRoleName, ofRole } from "./commands.js";
import { roleUses } from "./effective-roles.js";
import type { AppSnapshot, LivePolicy, LiveRole } from "./snapshot.js";

type AnyStatement = Readonly<Record<string, unknown>>;

/** The longest name of a policy: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MAX_POLICY_NAME = 128;

/**
 * The command that moves the permissions of server code from a role's policies to the compute role. Undefined if a statement
 * is not a plain list of actions that are allowed: then somebody has to decide.
 *
 * @param policies those with such permissions
 */
export function movingCommand(
  snapshot: AppSnapshot,
  role: LiveRole,
  policies: readonly LivePolicy[],
  isOfServerCode: (action: string) => boolean,
): string | undefined {
  const target = roleUses(snapshot).find(({ compute }) => compute)?.role;
  const to = target?.name ?? newRoleName(snapshot, "compute");
  const taken = new Set(target?.policies.map(({ name }) => name));
  const commands = policies.map((policy): readonly string[] | undefined => {
    const statements = statementsIn(policy.document);
    if (!statements.every(isPlain)) return undefined;
    const moved = statements.flatMap((statement) => withActions(statement, isOfServerCode));
    const rest = statements.flatMap((statement) => withActions(statement, (action) => !isOfServerCode(action)));
    if (policy.arn !== undefined) {
      const arn = `--policy-arn ${shellQuoted(policy.arn)}`;
      const attach = ofRole("attach-role-policy", to, arn);
      return rest.length > 0 ? [attach] : [attach, ofRole("detach-role-policy", role.name, arn)];
    }
    const { name } = policy;
    const free = taken.has(name) ? `${name}-of-${role.name}`.slice(0, MAX_POLICY_NAME) : name;
    return [
      putRolePolicy(to, free, moved),
      rest.length > 0
        ? putRolePolicy(role.name, name, rest)
        : ofRole("delete-role-policy", role.name, `--policy-name ${shellQuoted(name)}`),
    ];
  });
  return commands.every((some) => some !== undefined) ? inSequence(...commands.flat()) : undefined;
}

const actionsOf = ({ Action }: AnyStatement): readonly string[] =>
  [Action].flat().filter((action): action is string => typeof action === "string");

const isPlain = (statement: AnyStatement) => statement.Effect === "Allow" && actionsOf(statement).length > 0;

/** The statement with some of its actions. Nothing if none is left. */
function withActions(statement: AnyStatement, isOne: (action: string) => boolean): readonly AnyStatement[] {
  const actions = actionsOf(statement).filter(isOne);
  return actions.length === 0 ? [] : [{ ...statement, Action: actions.length === 1 ? actions[0] : actions }];
}
