import type { ConditionKeyType } from "@amplify-roles/service-reference";
import { elementType, holdsSeveral, nearestOperator, type Operator, renamed } from "../../aws/condition-operators.js";
import { conditionKeyOf } from "../../aws/service-reference.js";
import { messages } from "../../findings/messages.js";
import { isUnresolved } from "../../placeholders/placeholder.js";
import type { LocatedCondition } from "../parse/located.js";
import { servicesOf } from "./condition-keys.js";
import type { StatementRule } from "./rule.js";

/** Keys that hold several values, where the reference speaks of one. */
const SEVERAL = ["cognito-identity.amazonaws.com:amr"];

/** The operator for a key's type, and the one that holds where that does not. */
const FOR_TYPE: Readonly<Record<ReturnType<typeof elementType>, readonly [plain: string, negated: string]>> = {
  String: ["StringEquals", "StringNotEquals"],
  ARN: ["ArnLike", "ArnNotLike"],
  Bool: ["Bool", "Bool"],
  Numeric: ["NumericEquals", "NumericNotEquals"],
  Date: ["DateEquals", "DateNotEquals"],
  IPAddress: ["IpAddress", "NotIpAddress"],
};

/** Operators exist, and compare what their key holds. */
export const conditionOperators: StatementRule = (statement) => {
  const unknown = new Set<string>();
  for (const condition of statement.conditions) {
    const { name, operator, operatorContext, key } = condition;
    if (operator === undefined) {
      // Once for an operator, however many keys it has.
      if (!unknown.has(name)) operatorContext.report(messages.unknownOperator(name, nearestOperator(name)));
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
  // Dates are compared as seconds, too.
  if (operator.type === "Numeric" && element === "Date") return;
  const [plain, negated] = FOR_TYPE[element];
  const instead = renamed(operator, operator.negated === true ? negated : plain);
  // Text of an ARN and an ARN can be equal: no more than likely a mistake.
  const comparable = operator.type === "String" || (operator.type === "ARN" && element === "String");
  context.report(messages.operatorNotOfKey(name, key, element, instead, comparable ? "warning" : "error"));
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html */
function checkSet({ name, key, context }: LocatedCondition, { set }: Operator, several: boolean): void {
  if (several && set === undefined) context.report(messages.setOperatorMissing(name, key));
  if (!several && set === "ForAllValues") context.report(messages.allOfSingle(name, key));
}
