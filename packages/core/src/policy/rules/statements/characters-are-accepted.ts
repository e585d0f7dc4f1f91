import { unfitCharacter } from "../../../aws/policy-characters.js";
import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { allTexts } from "../../parse/located.js";
import type { StatementRule } from "../rule.js";

export const charactersAreAccepted: StatementRule = (statement) => {
  for (const { text, context } of allTexts(statement)) {
    const character = unfitCharacter(text);
    if (character !== undefined) context.report(unfitText(character));
  }
};

const unfitText = (character: string): Report => ({
  code: "INVALID_POLICY_CHARACTER",
  message: `The string contains the character ${quoted(character)}, which IAM does not accept in policies.`,
  fix: 'Use characters up to U+00FF. In names, "?" matches any one character.',
  parameters: { character },
});
