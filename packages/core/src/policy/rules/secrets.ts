import { ACCESS_KEY_ID } from "../../aws/access-key.js";
import type { Report } from "../../findings/finding.js";
import type { StatementRule } from "./rule.js";
import { allTexts } from "./texts.js";

/** Formats of keys that nothing else in a policy has. */
const SECRETS: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: ACCESS_KEY_ID, what: "an access key's id" },
  // 40 characters of base64, with a character that names do not have, and with the variety of a random string.
  {
    pattern:
      /(?<![A-Za-z0-9/+=])(?=[^/+]{0,39}[/+])(?=[^0-9]*[0-9])(?=[^a-z]*[a-z])(?=[^A-Z]*[A-Z])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/,
    what: "a secret access key",
  },
  { pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/, what: "a private key" },
  { pattern: /(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{36}/, what: "a GitHub token" },
];

export const secrets: StatementRule = (statement) => {
  for (const { text, context } of allTexts(statement)) {
    const found = SECRETS.find(({ pattern }) => pattern.test(text));
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
