import type { Report } from "../../findings/finding.js";
import { SECRET_FORMATS } from "../../findings/secret.js";
import type { StatementRule } from "./rule.js";
import { allTexts } from "./texts.js";

export const secrets: StatementRule = (statement) => {
  for (const { text, context } of allTexts(statement)) {
    const found = SECRET_FORMATS.find(({ pattern }) => pattern.test(text));
    // The path of an ARN may look like one.
    if (found !== undefined && !(text.startsWith("arn:") && found.what === "a secret access key")) {
      context.report(secretInPolicy(found.what));
    }
  }
};

const secretInPolicy = (what: string): Report => ({
  code: "SECRET_IN_POLICY",
  message: `This looks like ${what}. Everyone who can read the policy can read it.`,
  fix: "Remove it, and invalidate it: it has been exposed.",
  parameters: { found: what },
});
