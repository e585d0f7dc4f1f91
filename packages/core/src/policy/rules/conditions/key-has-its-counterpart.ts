import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { mayHaveOtherConditions } from "../../parse/located.js";
import type { StatementRule } from "../rule.js";

/**
 * A private address is unique only in its VPC:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-vpcsourceip
 */
const COUNTERPARTS: ReadonlyMap<string, readonly string[]> = new Map([
  ["aws:vpcsourceip", ["aws:SourceVpc", "aws:SourceVpce", "aws:SourceVpcArn"]],
]);

export const keyHasItsCounterpart: StatementRule = ({ conditions }) => {
  if (mayHaveOtherConditions({ conditions })) return;
  const keys = new Set(conditions.map(({ key }) => key.toLowerCase()));
  for (const { key, context } of conditions) {
    const counterparts = COUNTERPARTS.get(key.toLowerCase());
    if (counterparts?.every((other) => !keys.has(other.toLowerCase()))) context.report(unpaired(key, counterparts));
  }
};

const unpaired = (key: string, counterparts: readonly string[]): Report => ({
  code: "MISSING_PAIRED_CONDITION_KEYS",
  severity: "security-warning",
  message: `${quoted(key)} is a private address, which is unique only within its VPC.`,
  fix: `Add a condition on ${counterparts[0]}.`,
  parameters: { key, counterparts },
});
