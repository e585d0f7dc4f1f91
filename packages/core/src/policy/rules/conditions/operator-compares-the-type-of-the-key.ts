import type { ConditionKeyType } from "@amplify-roles/service-reference";
import { elementType, type Operator, renamed } from "../../../aws/condition-operators.js";
import { conditionKeyOf } from "../../../aws/service-reference.js";
import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { isOpenKey, type LocatedCondition } from "../../parse/located.js";
import type { StatementRule } from "../rule.js";
import { servicesOf } from "./condition-key-exists.js";

/** The operator for a key's type, and its negation. */
const FOR_TYPE: Readonly<Record<ReturnType<typeof elementType>, readonly [plain: string, negated: string]>> = {
  String: ["StringEquals", "StringNotEquals"],
  ARN: ["ArnLike", "ArnNotLike"],
  Bool: ["Bool", "Bool"],
  Numeric: ["NumericEquals", "NumericNotEquals"],
  Date: ["DateEquals", "DateNotEquals"],
  IPAddress: ["IpAddress", "NotIpAddress"],
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export const operatorComparesTheTypeOfTheKey: StatementRule = (statement) => {
  for (const condition of statement.conditions) {
    const { operator, key } = condition;
    const type = isOpenKey(key) ? undefined : conditionKeyOf(key, servicesOf(statement))?.type;
    if (type !== undefined && operator !== undefined && operator.type !== "any") checkType(condition, operator, type);
  }
};

/** Global keys that are dates only: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const IS_DATE = /^aws:(CurrentTime|TokenIssueTime)$/i;

function checkType({ name, key, context }: LocatedCondition, operator: Operator, type: ConditionKeyType): void {
  const element = elementType(type);
  if (operator.type === element) return;
  // The time in seconds is a number, too. Services may have others.
  if (operator.type === "Numeric" && element === "Date" && !IS_DATE.test(key)) return;
  const [plain, negated] = FOR_TYPE[element];
  const instead = renamed(operator, operator.negated === true ? negated : plain);
  if (element === "ARN" && operator.type === "String") {
    context.report(operator.wildcards === true ? stringLikeOnArn(name, key, instead) : stringOnArn(name, key, instead));
    return;
  }
  context.report(typeMismatch(name, key, element, instead, operator));
}

/**
 * Whether the type of a key is certain. AWS's own examples compare some keys of services, which the service reference lists
 * as strings, as numbers (https://docs.aws.amazon.com/amazonglacier/latest/dev/vault-lock-policy.html) and booleans
 * (https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html). The value of a tag can be
 * anything.
 */
const isCertain = (key: string): boolean => /^aws:/i.test(key) && !/^aws:\w+Tag\//i.test(key);

const typeMismatch = (
  operator: string,
  key: string,
  type: string,
  instead: string,
  { type: own }: Operator,
): Report => ({
  code: "TYPE_MISMATCH",
  // Strings can equal what they are compared with.
  severity: own === "String" || (type === "String" && (own === "ARN" || !isCertain(key))) ? "warning" : "error",
  message: `${operator} does not compare values of type ${type}, which ${quoted(key)} has.`,
  fix: `Write "${instead}".`,
  parameters: { operator, key, type, instead },
});

/** The string of an ARN can equal an ARN: AWS's own policies for CloudFront compare so. */
const stringOnArn = (operator: string, key: string, instead: string): Report => ({
  code: "TYPE_MISMATCH",
  severity: "suggestion",
  strictSeverity: "warning",
  message: `${operator} does not compare values of type ARN, which ${quoted(key)} has.`,
  fix: `Write "${instead}".`,
  parameters: { operator, key, type: "ARN", instead },
});

/** In a string, a wildcard also matches the colons between the parts of an ARN. */
const stringLikeOnArn = (operator: string, key: string, instead: string): Report => ({
  code: "STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS",
  severity: "security-warning",
  message: `${quoted(key)} is an ARN. In ${operator}, a wildcard also matches the colons between its parts.`,
  fix: `Write "${instead}".`,
  parameters: { operator, key, instead },
});
