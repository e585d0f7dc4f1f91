import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import type { StatementRule } from "../rule.js";

/** Six lower-case letters at the end, which one random suffix in 190 has: `secret:my-secret`. */
const LIKE_A_NAME = /^arn:[^:]*:secretsmanager:[^:]*:[^:]*:secret:[^*?\uE000]*-([a-z]{6})$/;

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html */
export const secretHasItsSuffix: StatementRule = ({ resources, notResources }) => {
  for (const { text, context } of [...resources, ...notResources]) {
    const end = LIKE_A_NAME.exec(text)?.[1];
    if (end !== undefined) context.report(endsInAName(text, end));
  }
};

const endsInAName = (arn: string, end: string): Report => ({
  code: "SECRET_SUFFIX_MISSING",
  severity: "warning",
  message: `${quoted(arn)} ends in "-${end}", which looks like a part of the name and not like the six random characters that Secrets Manager adds.`,
  fix: 'Write the whole ARN, or "-??????" after the name.',
  parameters: { arn, end },
});
