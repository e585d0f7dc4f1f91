import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import type { StatementRule } from "../rule.js";

/** Condition keys are not case-sensitive: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html */
export const conditionKeysDifferInMoreThanCase: StatementRule = ({ conditions }) => {
  const first = new Map<string, string>();
  for (const { name, key, context } of conditions) {
    const id = `${name}\0${key.toLowerCase()}`;
    const other = first.get(id);
    if (other === undefined) first.set(id, key);
    else context.report(sameKey(key, other));
  }
};

const sameKey = (key: string, other: string): Report => ({
  code: "DUPLICATE_KEYS_WITH_DIFFERENT_CASE",
  message: `${quoted(key)} and ${quoted(other)} are the same condition key: case does not matter.`,
  fix: "Merge the two.",
  parameters: { key, other },
});
