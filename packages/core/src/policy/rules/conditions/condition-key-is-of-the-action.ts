import {
  type ConditionKey,
  globalConditionKey,
  isConditionKey,
  type ServiceAction,
} from "@amplify-roles/service-reference";
import { hasAdditionalKey, hasUnassignedKey, isOfSession } from "../../../aws/additional-condition-keys.js";
import type { Report, Severity } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { isOpenKey, type Located, type LocatedCondition, type LocatedStatement } from "../../parse/located.js";
import { actionsBy } from "../../parse/patterns.js";
import type { StatementRule } from "../rule.js";
import { keyIn, OF_PROVIDER, servicesOf } from "./condition-key-exists.js";

/** Requests for the statement's actions have the condition keys of services. For global keys about tags see tag-key-is-of-the-action.ts. */
export const conditionKeyIsOfTheAction: StatementRule = (statement) => {
  for (const condition of statement.conditions) {
    const { key, context } = condition;
    if (isOpenKey(key) || isOpenKey(condition.name) || OF_PROVIDER.test(key)) continue;
    if (globalConditionKey(key) !== undefined || isOfSession(key)) continue;
    if (keyIn(key, servicesOf(statement)) === undefined) continue;
    const without = actionsWithout(key, statement.actions);
    const [first, second] = without;
    if (first === undefined) continue;
    const some = without.length < statement.actions.length;
    // The suffix says that the key may be missing, as it is for some of the actions.
    if (some && condition.operator?.ifExists === true) continue;
    const more = without.length > 2 ? ` and ${without.length - 1} more actions` : "";
    const names = `${first.text}${second === undefined ? "" : more === "" ? ` and ${second.text}` : more}`;
    const [consequence, severity] = consequenceOf(statement, condition);
    // A wildcard next to actions that have the key matches more than is meant, as in AWS's own policy for keys of log groups:
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
    const tolerable = some && without.every(({ text }) => /[*?]/.test(text));
    context.report(keyNotOfAction(key, names, consequence, tolerable ? "warning" : severity));
  }
};

/** The actions whose requests never have the key. */
export const actionsWithout = (key: string, actions: readonly Located[]): readonly Located[] =>
  actions.filter((pattern) => {
    const found = actionsBy(pattern);
    const [first] = found;
    // All that a pattern matches are of one service.
    return first !== undefined && !found.some((action) => carries(action, key)) && !hasUnassignedKey(first.name, key);
  });

const carries = (action: ServiceAction, name: string) =>
  includesKey(action.conditionKeys, name) ||
  action.resourceTypes.some((type) => includesKey(type.conditionKeys, name)) ||
  hasAdditionalKey(action.name, name);

/** Actions and resource types share their arrays of keys. */
const answers = new WeakMap<readonly ConditionKey[], Map<string, boolean>>();
/** The keys of a policy may be anything. */
const MOST_ANSWERS = 1_000;

function includesKey(keys: readonly ConditionKey[], name: string): boolean {
  let known = answers.get(keys);
  if (known === undefined || known.size >= MOST_ANSWERS) {
    known = new Map();
    answers.set(keys, known);
  }
  let answer = known.get(name);
  if (answer === undefined) {
    answer = keys.some((key) => isConditionKey(key, name));
    known.set(name, answer);
  }
  return answer;
}

/** The effect of a condition on a key that requests never have. */
function consequenceOf(
  { effect }: LocatedStatement,
  { operator }: LocatedCondition,
): readonly [consequence: string, severity: Severity] {
  if (operator?.set === "ForAllValues" && effect === "Allow") return ["without it ForAllValues always holds", "error"];
  const holds =
    operator !== undefined &&
    (operator.negated === true || operator.ifExists || operator.type === "any" || operator.set === "ForAllValues");
  return holds ? ["the condition says nothing", "warning"] : ["the condition never holds", "error"];
}

const keyNotOfAction = (key: string, action: string, consequence: string, severity: Severity): Report => ({
  code: "UNSUPPORTED_ACTION_FOR_CONDITION_KEY",
  severity,
  message: `Requests for ${action} do not include ${quoted(key)}: ${consequence}.`,
  fix: `Move ${action} to a separate statement without this condition, or remove it.`,
  parameters: { key, action },
});
