import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import type { StatementRule } from "../rule.js";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Boolean */
export const booleanHasOneValue: StatementRule = ({ conditions }) => {
  for (const { key, operator, values, context } of conditions) {
    const single = operator?.type === "Bool" || operator?.type === "any";
    if (single && operator.set === undefined && values.length > 1) context.report(severalBooleans(key));
  }
};

const severalBooleans = (key: string): Report => ({
  code: "INVALID_CONDITION_MULTIPLE_BOOLEAN",
  message: `${quoted(key)} is compared with several Booleans.`,
  fix: 'Write one: "true" or "false".',
  parameters: { key },
});
