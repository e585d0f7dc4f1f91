import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { toDisplayString } from "../../../placeholders/placeholder.js";
import { arnText } from "../../parse/arn-text.js";
import { perText } from "../../parse/per-text.js";
import type { StatementRule } from "../rule.js";

/**
 * Six letters at the end that are a word, in lower case, in capitals or with a capital at its start: `secret:my-secret`. One
 * random suffix in 60 has that.
 */
const LIKE_A_NAME = /^arn:[^:]*:secretsmanager:[^:]*:[^:]*:secret:[^*?]*-([A-Za-z][a-z]{5}|[A-Z]{6})$/;

/** The end of a name, behind a wildcard or a value that is not known: `secret:*` + `/database`. No suffix ends so. */
const WITHOUT_SUFFIX =
  /^arn:[^:]*:secretsmanager:[^:]*:[^:]*:secret:.*[*\uE000](?![A-Za-z0-9?]{0,6}$)(?![^*\uE000]*[-?][A-Za-z0-9?]{6}$)([^*\uE000]+)$/s;

const endWithoutSuffix = perText((_, located) => WITHOUT_SUFFIX.exec(arnText(located))?.[1]);

const endLikeAName = perText((_, located) => LIKE_A_NAME.exec(arnText(located))?.[1]);

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html */
export const secretHasItsSuffix: StatementRule = ({ resources, notResources }) => {
  for (const list of [resources, notResources]) {
    for (const located of list) {
      const end = endLikeAName(located);
      if (end !== undefined) located.context.report(endsInAName(located.text, end));
      const rest = endWithoutSuffix(located);
      if (rest !== undefined) located.context.report(endsWithoutSuffix(located.text, rest));
    }
  }
};

const endsWithoutSuffix = (arn: string, end: string): Report => ({
  code: "SECRET_SUFFIX_MISSING",
  severity: "warning",
  message: `${quoted(arn)} ends in "${end}", but the ARN of a secret ends in a hyphen and six random characters that Secrets Manager adds.`,
  fix: 'Write "-??????" after the name.',
  parameters: { arn: toDisplayString(arn), end },
});

const endsInAName = (arn: string, end: string): Report => ({
  code: "SECRET_SUFFIX_MISSING",
  severity: "warning",
  message: `${quoted(arn)} ends in "-${end}", which looks like a part of the name and not like the six random characters that Secrets Manager adds.`,
  fix: 'Write the whole ARN, or "-??????" after the name.',
  parameters: { arn: toDisplayString(arn), end },
});
