import type { ConditionKeyType } from "@amplify-roles/service-reference";
import { elementType, holdsSeveral, nearestOperator, type Operator, renamed } from "../../aws/condition-operators.js";
import { conditionKeyOf } from "../../aws/service-reference.js";
import type { Report, Severity } from "../../findings/finding.js";
import { quoted } from "../../findings/text.js";
import { isUnresolved } from "../../placeholders/placeholder.js";
import type { LocatedCondition } from "../parse/located.js";
import { servicesOf } from "./condition-keys.js";
import type { StatementRule } from "./rule.js";

/** Keys with several values that the service reference lists with one. */
const SEVERAL = ["cognito-identity.amazonaws.com:amr"];

/** The operator for a key's type, and its negation. */
const FOR_TYPE: Readonly<Record<ReturnType<typeof elementType>, readonly [plain: string, negated: string]>> = {
  String: ["StringEquals", "StringNotEquals"],
  ARN: ["ArnLike", "ArnNotLike"],
  Bool: ["Bool", "Bool"],
  Numeric: ["NumericEquals", "NumericNotEquals"],
  Date: ["DateEquals", "DateNotEquals"],
  IPAddress: ["IpAddress", "NotIpAddress"],
};

/** Operators exist, and compare the type of their key. */
export const conditionOperators: StatementRule = (statement) => {
  const unknown = new Set<string>();
  for (const condition of statement.conditions) {
    const { name, operator, operatorContext, key } = condition;
    if (operator === undefined) {
      // Once per operator, not per key.
      if (!unknown.has(name)) operatorContext.report(unknownOperator(name, nearestOperator(name)));
      unknown.add(name);
      continue;
    }
    const type = isUnresolved(key) ? undefined : conditionKeyOf(key, servicesOf(statement))?.type;
    if (type === undefined || operator.type === "any") continue;
    checkType(condition, operator, type);
    checkSet(condition, operator, SEVERAL.includes(key.toLowerCase()) || holdsSeveral(type));
  }
};

function checkType({ name, key, context }: LocatedCondition, operator: Operator, type: ConditionKeyType): void {
  const element = elementType(type);
  if (operator.type === element) return;
  // Dates can also be compared as seconds.
  if (operator.type === "Numeric" && element === "Date") return;
  const [plain, negated] = FOR_TYPE[element];
  const instead = renamed(operator, operator.negated === true ? negated : plain);
  // The string of an ARN can equal an ARN, so it is only a warning.
  const comparable = operator.type === "String" || (operator.type === "ARN" && element === "String");
  context.report(operatorNotOfKey(name, key, element, instead, comparable ? "warning" : "error"));
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html */
function checkSet({ name, key, context }: LocatedCondition, { set }: Operator, several: boolean): void {
  if (several && set === undefined) context.report(setOperatorMissing(name, key));
  if (!several && set === "ForAllValues") context.report(allOfSingle(name, key));
}

const unknownOperator = (operator: string, meant: string | undefined): Report => ({
  code: "INVALID_CONDITION_OPERATOR",
  message: `The condition operator ${quoted(operator)} does not exist.`,
  fix:
    meant === undefined
      ? 'Write an operator of IAM, such as "StringEquals", "ArnLike" or "Bool".'
      : `Did you mean "${meant}"?`,
  parameters: { found: operator, ...(meant === undefined ? {} : { meant }) },
});

const operatorNotOfKey = (
  operator: string,
  key: string,
  type: string,
  instead: string,
  severity: Severity,
): Report => ({
  code: "TYPE_MISMATCH",
  severity,
  message: `${operator} does not compare values of type ${type}, which ${quoted(key)} has.`,
  fix: `Write "${instead}".`,
  parameters: { operator, key, type, instead },
});

const setOperatorMissing = (operator: string, key: string): Report => ({
  code: "MISSING_QUALIFIER",
  severity: "warning",
  message: `${quoted(key)} can have several values, but ${operator} compares a single one.`,
  fix: `Write "ForAnyValue:${operator}" if one of them has to match, or "ForAllValues:${operator}" if all have to.`,
  parameters: { operator, key },
});

const allOfSingle = (operator: string, key: string): Report => ({
  code: "FORALLVALUES_WITH_SINGLE_VALUED_KEY",
  severity: "warning",
  message: `${quoted(key)} has a single value, and ${operator} also matches requests without it.`,
  fix: `Write "${operator.slice(operator.indexOf(":") + 1)}".`,
  parameters: { operator, key },
});
