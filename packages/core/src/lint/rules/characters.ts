import { faults } from "../../errors/faults.js";
import type { StatementRule } from "./rule.js";
import { allTexts } from "./texts.js";

/** What IAM takes in no policy (https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html); markers apart. */
const UNFIT = /[^\t\n\r\u0020-\u00FF\uE000\uE001]/u;

export const characters: StatementRule = (statement) => {
  for (const { text, at } of allTexts(statement)) {
    const character = UNFIT.exec(text)?.[0];
    if (character !== undefined) at.report(faults.unfitText(character));
  }
};
