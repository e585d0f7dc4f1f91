import { unfitCharacter } from "../../aws/policy-characters.js";
import { messages } from "../../findings/messages.js";
import type { StatementRule } from "./rule.js";
import { allTexts } from "./texts.js";

export const characters: StatementRule = (statement) => {
  for (const { text, context } of allTexts(statement)) {
    const character = unfitCharacter(text);
    if (character !== undefined) context.report(messages.unfitText(character));
  }
};
