import { elementType, type Operator, renamed } from "../../../aws/condition-operators.js";
import { conditionKeyOf } from "../../../aws/service-reference.js";
import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { isUnresolved, toDisplayString } from "../../../placeholders/placeholder.js";
import { isOpenKey, type Located, type LocatedCondition } from "../../parse/located.js";
import type { StatementRule } from "../rule.js";
import { servicesOf } from "./condition-key-exists.js";

/**
 * Keys that are compared with a `Like` operator even without a wildcard: AWS's own trust policy for an identity pool does so
 * (https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html), and an encryption context
 * contains a name that may or may not be a prefix.
 */
const LIKE_BY_HABIT = /^(cognito-identity[a-z0-9.-]*\.amazonaws\.com:amr$|kms:EncryptionContext:)/i;

/** `*` and `?` are wildcards in `Like` operators only. */
export const likeOperatorHasAWildcard: StatementRule = (statement) => {
  for (const condition of statement.conditions) {
    const { key, operator } = condition;
    if (operator === undefined || operator.type !== "String" || operator.counterpart === undefined) continue;
    const type = isOpenKey(key) ? undefined : conditionKeyOf(key, servicesOf(statement))?.type;
    // For an operator of another type, a report already says what to write.
    if (type === undefined || elementType(type) === "String") check(condition, operator);
  }
};

/** A policy variable is known only at request time. */
const isWild = ({ text }: Located) => /[*?]/.test(text.replaceAll(/\$\{[^{}]*\}/g, ""));

function check({ name, key, context, values }: LocatedCondition, operator: Operator): void {
  const instead = renamed(operator, operator.counterpart ?? "");
  if (operator.wildcards !== true) {
    for (const { text, context: at } of values.filter(isWild)) at.report(wildcardInEquals(text, name, instead));
    return;
  }
  const open = values.some((value) => isWild(value) || isUnresolved(value.text));
  if (!open && !LIKE_BY_HABIT.test(key)) context.report(likeWithoutWildcard(name, instead));
}

const wildcardInEquals = (value: string, operator: string, instead: string): Report => ({
  code: "WILDCARD_WITHOUT_LIKE_OPERATOR",
  severity: "warning",
  message: `${operator} treats the wildcard in ${quoted(value)} as a plain character.`,
  fix: `Write "${instead}".`,
  parameters: { found: toDisplayString(value), operator, instead },
});

const likeWithoutWildcard = (operator: string, instead: string): Report => ({
  code: "LIKE_WITHOUT_WILDCARD",
  severity: "suggestion",
  strictSeverity: "warning",
  message: `${operator} compares with values that contain no wildcard.`,
  fix: `Write "${instead}", or add the wildcard.`,
  parameters: { operator, instead },
});
