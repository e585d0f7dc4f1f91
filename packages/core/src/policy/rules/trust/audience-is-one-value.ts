import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { OF_PROVIDER } from "../conditions/condition-key-exists.js";
import type { StatementRule } from "../rule.js";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif */
export const audienceIsOneValue: StatementRule = ({ conditions }, { type }) => {
  if (type !== "trust") return;
  for (const { name, key, context, operator } of conditions) {
    const qualified = operator?.set !== undefined && operator.type !== "any";
    if (qualified && OF_PROVIDER.test(key) && /:aud$/i.test(key)) context.report(qualifiedAudience(name, key));
  }
};

const qualifiedAudience = (operator: string, key: string): Report => ({
  code: "CONFIRM_AUDIENCE_CLAIM_TYPE",
  severity: "suggestion",
  message: `${operator} is for several values, but a token usually has one ${quoted(key)}.`,
  fix: `Write "${operator.slice(operator.indexOf(":") + 1)}", unless the provider writes several audiences.`,
  parameters: { operator, key },
});
