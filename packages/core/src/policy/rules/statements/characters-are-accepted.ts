import { unfitCharacter } from "../../../aws/policy-characters.js";
import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { allTexts } from "../../parse/located.js";
import { perText } from "../../parse/per-text.js";
import type { StatementRule } from "../rule.js";

const unfitBy = perText(unfitCharacter);

export const charactersAreAccepted: StatementRule = (statement) => {
  for (const located of allTexts(statement)) {
    const character = unfitBy(located);
    if (character !== undefined) located.context.report(unfitText(character));
  }
};

const unfitText = (character: string): Report => ({
  code: "INVALID_POLICY_CHARACTER",
  message: `The string contains the character ${quoted(character)}, which IAM does not accept in policies.`,
  fix: 'Use characters up to U+00FF. In names, "?" matches any one character.',
  parameters: { character },
});
