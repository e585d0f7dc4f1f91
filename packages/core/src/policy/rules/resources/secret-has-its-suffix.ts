import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { perText } from "../../parse/per-text.js";
import type { StatementRule } from "../rule.js";

/** Six lower-case letters at the end, which one random suffix in 190 has: `secret:my-secret`. */
const LIKE_A_NAME = /^arn:[^:]*:secretsmanager:[^:]*:[^:]*:secret:[^*?\uE000]*-([a-z]{6})$/;

const endLikeAName = perText((text) => LIKE_A_NAME.exec(text)?.[1]);

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html */
export const secretHasItsSuffix: StatementRule = ({ resources, notResources }) => {
  for (const list of [resources, notResources]) {
    for (const located of list) {
      const end = endLikeAName(located);
      if (end !== undefined) located.context.report(endsInAName(located.text, end));
    }
  }
};

const endsInAName = (arn: string, end: string): Report => ({
  code: "SECRET_SUFFIX_MISSING",
  severity: "warning",
  message: `${quoted(arn)} ends in "-${end}", which looks like a part of the name and not like the six random characters that Secrets Manager adds.`,
  fix: 'Write the whole ARN, or "-??????" after the name.',
  parameters: { arn, end },
});
