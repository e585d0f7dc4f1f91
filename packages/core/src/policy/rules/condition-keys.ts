import {
  globalConditionKeys,
  isConditionKey,
  type Service,
  type ServiceAction,
  serviceOf,
} from "@amplify-roles/service-reference";
import { actionsOf, conditionKeyOf, globalKey } from "../../aws/service-reference.js";
import type { Report, Severity } from "../../findings/finding.js";
import { quoted } from "../../findings/text.js";
import { isUnresolved } from "../../placeholders/placeholder.js";
import { isTypo, nearest } from "../../util/similar.js";
import type { LocatedCondition, LocatedStatement } from "../parse/located.js";
import type { StatementRule } from "./rule.js";

/** A service, a colon and a name. IAM refuses any other key. */
const KEY = /^[A-Za-z0-9.-]+:./s;
/** Keys of an identity provider's sessions, which start with the provider's name: `accounts.google.com:aud`. */
const OF_PROVIDER = /^(saml|[^:]*\.[^:]*):/;

/** Condition keys exist, and requests for the statement's actions have them. */
export const conditionKeys: StatementRule = (statement) => {
  for (const condition of statement.conditions) {
    const { key } = condition;
    if (!isUnresolved(key) && !KEY.test(key)) {
      condition.context.report(badConditionKey(key));
      continue;
    }
    if (isUnresolved(key) || OF_PROVIDER.test(key) || globalKey(key) !== undefined) continue;
    const services = servicesOf(statement);
    const own = serviceOf(key.slice(0, Math.max(0, key.indexOf(":"))));
    const known = conditionKeyOf(key, own === undefined ? services : [...services, own]);
    if (known === undefined) {
      const names = [...globalConditionKeys(), ...services.flatMap(({ conditionKeys }) => conditionKeys)].map(
        ({ name }) => name,
      );
      condition.context.report(unknownConditionKey(key, nearest(key, names)));
    } else reportStrangers(statement, condition);
  }
};

/** The services of a statement's actions. */
export function servicesOf({ actions, notActions }: LocatedStatement): readonly Service[] {
  const prefixes = new Set(
    [...actions, ...notActions].map(({ text }) => text.slice(0, Math.max(0, text.indexOf(":")))),
  );
  return [...prefixes].map(serviceOf).filter((service) => service !== undefined);
}

/** Reports actions whose requests never have the key. */
function reportStrangers(statement: LocatedStatement, condition: LocatedCondition): void {
  const strangers = statement.actions.filter(({ text }) => {
    const found = actionsOf(text);
    return found.length > 0 && !found.some((action) => carries(action, condition.key));
  });
  const [first, second] = strangers;
  if (first === undefined) return;
  const more = strangers.length > 2 ? ` and ${strangers.length - 1} more actions` : "";
  const names = `${first.text}${second === undefined ? "" : more === "" ? ` and ${second.text}` : more}`;
  const [consequence, severity] = consequenceOf(statement, condition);
  condition.context.report(keyNotOfAction(condition.key, names, consequence, severity));
}

const carries = ({ conditionKeys, resourceTypes }: ServiceAction, name: string) =>
  conditionKeys.some((key) => isConditionKey(key, name)) ||
  resourceTypes.some((type) => type.conditionKeys.some((key) => isConditionKey(key, name)));

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

const badConditionKey = (key: string): Report => ({
  code: "INVALID_CONDITION_KEY_FORMAT",
  message: `${quoted(key)} is not a valid condition key.`,
  fix: 'Write the service, a colon and a name: "aws:PrincipalTag/team", "s3:prefix".',
  parameters: { found: key },
});

const unknownConditionKey = (key: string, meant: string | undefined): Report => ({
  code: /^aws:/i.test(key) ? "INVALID_GLOBAL_CONDITION_KEY" : "INVALID_SERVICE_CONDITION_KEY",
  severity: isTypo(key, meant) ? "error" : "warning",
  message: `AWS does not list the condition key ${quoted(key)}.`,
  fix:
    meant === undefined
      ? "Look it up in the Service Authorization Reference, or remove it."
      : `Did you mean "${meant}"?`,
  parameters: { found: key, ...(meant === undefined ? {} : { meant }) },
});

const keyNotOfAction = (key: string, action: string, consequence: string, severity: Severity): Report => ({
  code: "UNSUPPORTED_ACTION_FOR_CONDITION_KEY",
  severity,
  message: `Requests for ${action} do not include ${quoted(key)}: ${consequence}.`,
  fix: `Move ${action} to a separate statement without this condition, or remove it.`,
  parameters: { key, action },
});
