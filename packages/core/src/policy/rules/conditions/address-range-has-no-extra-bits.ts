import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import type { StatementRule } from "../rule.js";
import { formatAddressRange, parseAddressRange, withoutExtraBits } from "./address-range.js";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress */
export const addressRangeHasNoExtraBits: StatementRule = ({ conditions }) => {
  for (const { operator, values } of conditions) {
    if (operator?.type !== "IPAddress") continue;
    for (const { text, context } of values) {
      const range = parseAddressRange(text);
      if (range === undefined) continue;
      const masked = withoutExtraBits(range);
      if (range.parts.some((part, index) => part !== masked.parts[index]))
        context.report(extraBits(text, formatAddressRange(masked)));
    }
  }
};

const extraBits = (found: string, range: string): Report => ({
  code: "IMPROVE_IP_RANGE",
  severity: "suggestion",
  message: `IAM ignores the bits of ${quoted(found)} after its mask.`,
  fix: `Write "${range}".`,
  parameters: { found, range },
});
