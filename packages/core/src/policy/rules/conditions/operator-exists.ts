import { nearestOperator } from "../../../aws/condition-operators.js";
import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { isUnresolved } from "../../../placeholders/placeholder.js";
import { isOpenKey } from "../../parse/located.js";
import type { StatementRule } from "../rule.js";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export const operatorExists: StatementRule = ({ conditions }, { templates = false }) => {
  // Once per operator, not per key.
  const reported = new Set<string>();
  for (const { name, operator, operatorContext } of conditions) {
    if (reported.has(name) || (templates ? isOpenKey(name) : isUnresolved(name))) continue;
    const isNull = operator?.type === "any" && operator.set !== undefined;
    if (operator !== undefined && !isNull) continue;
    reported.add(name);
    if (operator !== undefined) operatorContext.report(nullWithQualifier(name));
    else if (/^NullIfExists$/i.test(name)) operatorContext.report(nullWithIfExists());
    else operatorContext.report(unknownOperator(name, nearestOperator(name)));
  }
};

const unknownOperator = (operator: string, meant: string | undefined): Report => ({
  code: "INVALID_CONDITION_OPERATOR",
  message: `The condition operator ${quoted(operator)} does not exist.`,
  fix:
    meant === undefined
      ? 'Write an operator of IAM, such as "StringEquals", "ArnLike" or "Bool".'
      : `Did you mean "${meant}"?`,
  parameters: { found: operator, ...(meant === undefined ? {} : { meant }) },
});

const nullWithIfExists = (): Report => ({
  code: "NULL_WITH_IF_EXISTS",
  message: '"Null" tests whether the key exists, so IAM does not accept "NullIfExists".',
  fix: 'Write "Null".',
});

const nullWithQualifier = (operator: string): Report => ({
  code: "NULL_WITH_QUALIFIER",
  severity: "suggestion",
  message: `${quoted(operator)} does not depend on the request: with ForAllValues, Null is always true, with ForAnyValue always false.`,
  fix: 'Write "Null", or another operator.',
  parameters: { operator },
});
