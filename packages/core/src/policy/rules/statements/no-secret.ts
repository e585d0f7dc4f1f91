import type { Report } from "../../../findings/finding.js";
import { secretIn } from "../../../findings/secret.js";
import { allTexts } from "../../parse/located.js";
import { perText } from "../../parse/per-text.js";
import type { StatementRule } from "../rule.js";

const secretBy = perText(secretIn);

/** Everyone who can read a policy can read what is in it. */
export const noSecret: StatementRule = (statement) => {
  for (const located of allTexts(statement)) {
    const found = secretBy(located);
    if (found !== undefined) located.context.report(secretInPolicy(found));
  }
};

const secretInPolicy = (what: string): Report => ({
  code: "SECRET_IN_POLICY",
  message: `This looks like ${what}. Everyone who can read the policy can read it.`,
  fix: "Remove it, and invalidate it: it has been exposed.",
  parameters: { found: what },
});
