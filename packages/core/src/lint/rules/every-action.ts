import { faults } from "../../errors/faults.js";
import type { StatementRule } from "./rule.js";

/** `*`, `s3:*`, and the same in more wildcards. */
const EVERY_ACTION = /^\*+$|:[*?]*\*[*?]*$/;

/** An Allow names its actions: what a wildcard stands for grows with each action that AWS adds. */
export const everyAction: StatementRule = ({ effect, actions }, { type }) => {
  if (effect !== "Allow" || type === "trust") return;
  for (const { text, at } of actions) if (EVERY_ACTION.test(text)) at.report(faults.everyAction(text));
};
