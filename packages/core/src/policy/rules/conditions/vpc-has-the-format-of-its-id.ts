import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { isUnresolved } from "../../../placeholders/placeholder.js";
import type { StatementRule } from "../rule.js";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourcevpc */
const FORMATS = new Map([
  ["aws:sourcevpc", { code: "INVALID_VPC_FORMAT", what: "VPC", prefix: "vpc" }],
  ["aws:sourcevpce", { code: "INVALID_VPCE_FORMAT", what: "VPC endpoint", prefix: "vpce" }],
] as const);
type Format = NonNullable<ReturnType<typeof FORMATS.get>>;

export const vpcHasTheFormatOfItsId: StatementRule = ({ conditions }) => {
  for (const { key, operator, values } of conditions) {
    const format = FORMATS.get(key.toLowerCase() as "aws:sourcevpc");
    if (format === undefined || operator?.type !== "String") continue;
    const id = new RegExp(`^${format.prefix}-([0-9a-z]{8}|[0-9a-z]{17})$`);
    for (const { text, context } of values) {
      const open = isUnresolved(text) || text.includes("${") || (operator.wildcards === true && /[*?]/.test(text));
      if (!open && !id.test(text)) context.report(invalidId(text, format));
    }
  }
};

const invalidId = (found: string, { code, what, prefix }: Format): Report => ({
  code,
  message: `${quoted(found)} is not the id of a ${what}.`,
  fix: `Write "${prefix}-" and 8 or 17 letters and digits.`,
  parameters: { found, prefix },
});
