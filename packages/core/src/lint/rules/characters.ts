import { faults } from "../../errors/faults.js";
import { unfitCharacter } from "../../policy/characters.js";
import type { StatementRule } from "./rule.js";
import { allTexts } from "./texts.js";

export const characters: StatementRule = (statement) => {
  for (const { text, at } of allTexts(statement)) {
    const character = unfitCharacter(text);
    if (character !== undefined) at.report(faults.unfitText(character));
  }
};
