import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import type { StatementRule } from "../rule.js";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Numeric */
export const oneNumberIsEnough: StatementRule = ({ conditions }) => {
  for (const { name, key, operator, values, context } of conditions) {
    const [, comparison] = /^Numeric(Less|Greater)Than/.exec(operator?.base ?? "") ?? [];
    const numbers = values.map(({ text }) => Number(text));
    if (comparison === undefined || values.length < 2 || numbers.some(Number.isNaN)) continue;
    const further = comparison === "Less" ? Math.max : Math.min;
    const needed = numbers.reduce((one, other) => further(one, other));
    context.report(redundantNumbers(name, key, needed));
  }
};

const redundantNumbers = (operator: string, key: string, needed: number): Report => ({
  code: "REDUNDANT_CONDITION_VALUE_NUM",
  severity: "suggestion",
  message: `${operator} compares ${quoted(key)} with several numbers, of which only ${needed} has an effect.`,
  fix: `Write "${needed}" only.`,
  parameters: { operator, key, needed },
});
