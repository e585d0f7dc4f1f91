import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { toDisplayString } from "../../../placeholders/placeholder.js";
import type { StatementRule } from "../rule.js";

/** Keys of S3 start with a name: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
export const prefixHasNoSlash: StatementRule = ({ conditions }) => {
  for (const { key, values } of conditions) {
    if (key.toLowerCase() !== "s3:prefix") continue;
    for (const { text, context } of values) if (text.startsWith("/")) context.report(prefixWithSlash(text));
  }
};

const prefixWithSlash = (prefix: string): Report => ({
  code: "PREFIX_WITH_SLASH",
  severity: "warning",
  message: `The prefix ${quoted(prefix)} starts with a slash, but keys of S3 usually do not.`,
  fix: "Remove the slash, unless the keys do start with one.",
  parameters: { found: toDisplayString(prefix) },
});
