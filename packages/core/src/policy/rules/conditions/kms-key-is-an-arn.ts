import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { isUnresolved, toDisplayString } from "../../../placeholders/placeholder.js";
import type { StatementRule } from "../rule.js";

/** Keys whose values are ARNs of KMS keys: https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html */
const KMS_KEY = /^s3:x-amz-server-side-encryption-aws-kms-key-id$/i;
const KEY_ARN = /^(arn:[^:]*:kms:[^:]*:[^:]*:key\/.+|\*)$/;

export const kmsKeyIsAnArn: StatementRule = ({ conditions }) => {
  for (const { key, operator, values } of conditions) {
    if (!KMS_KEY.test(key) || (operator?.type !== "String" && operator?.type !== "ARN")) continue;
    for (const { text, context } of values) {
      const open = isUnresolved(text) || text.includes("${") || (operator.wildcards === true && /[*?]/.test(text));
      if (!open && !KEY_ARN.test(text)) context.report(notAKeyArn(text, key));
    }
  }
};

const notAKeyArn = (found: string, key: string): Report => ({
  code: "INVALID_KMS_KEY_VALUE",
  message: `${quoted(key)} is the ARN of a KMS key, so ${quoted(found)} never matches.`,
  fix: 'Write the key\'s ARN: "arn:aws:kms:eu-west-1:123456789012:key/<id>".',
  parameters: { found: toDisplayString(found), key },
});
