import { faults } from "../../errors/faults.js";
import type { Severity } from "../../errors/finding.js";
import { isLate } from "../../text/late.js";
import { nearest } from "../../text/similar.js";
import {
  actionsOf,
  type CatalogueAction,
  type CatalogueService,
  globalKey,
  globalKeys,
  isKey,
  keyOf,
  serviceOf,
} from "../catalogue.js";
import type { LocatedCondition, LocatedStatement } from "../located.js";
import type { StatementRule } from "./rule.js";

/** A service, a colon and a name, without which IAM refuses the policy. */
const KEY = /^[A-Za-z0-9.-]+:./s;
/** Keys of a session that came by an identity provider, whose names are the provider's: `accounts.google.com:aud`. */
const OF_PROVIDER = /^(saml|[^:]*\.[^:]*):/;

/** Condition keys exist, and requests for the statement's actions carry them. */
export const conditionKeys: StatementRule = (statement) => {
  for (const condition of statement.conditions) {
    const { key } = condition;
    if (!isLate(key) && !KEY.test(key)) {
      condition.at.report(faults.badConditionKey(key));
      continue;
    }
    if (isLate(key) || OF_PROVIDER.test(key) || globalKey(key) !== undefined) continue;
    const services = servicesOf(statement);
    const own = serviceOf(key.slice(0, Math.max(0, key.indexOf(":"))));
    const known = keyOf(key, own === undefined ? services : [...services, own]);
    if (known === undefined) {
      const names = [...globalKeys(), ...services.flatMap(({ keys }) => keys)].map(({ name }) => name);
      condition.at.report(faults.unknownConditionKey(key, nearest(key, names)));
    } else reportStrangers(statement, condition);
  }
};

/** The services of a statement's actions. */
export function servicesOf({ actions, notActions }: LocatedStatement): readonly CatalogueService[] {
  const prefixes = new Set(
    [...actions, ...notActions].map(({ text }) => text.slice(0, Math.max(0, text.indexOf(":")))),
  );
  return [...prefixes].map(serviceOf).filter((service) => service !== undefined);
}

/** Reports actions of which no request carries the key. */
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
  condition.at.report(faults.keyNotOfAction(condition.key, names, consequence, severity));
}

const carries = ({ keys, resources }: CatalogueAction, name: string) =>
  keys.some((key) => isKey(key, name)) || resources.some((resource) => resource.keys.some((key) => isKey(key, name)));

/** What comes of a condition on a key that is never there. */
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
