import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { toDisplayString } from "../../../placeholders/placeholder.js";
import { covers, isComparable } from "../../covers.js";
import type { Located } from "../../parse/located.js";
import type { StatementRule } from "../rule.js";

/** Of the actions, and of the resources, of a statement none contains another one. */
export const entriesAreNotRedundant: StatementRule = ({ actions, notActions, resources, notResources }) => {
  for (const list of [actions, notActions]) check(list, false, redundantAction);
  for (const list of [resources, notResources]) check(list, true, redundantResource);
};

function check(list: readonly Located[], caseMatters: boolean, report: (found: string, by: string) => Report): void {
  if (list.length < 2 || !isComparable(list)) return;
  const patterns = list.filter(({ text }) => text.includes("*") || text.includes("?"));
  const first = new Map<string, Located>();
  for (const located of list) {
    const { text, context } = located;
    const id = caseMatters ? text : text.toLowerCase();
    // Of equal entries, the first one stays.
    const equal = first.get(id);
    if (equal === undefined) first.set(id, located);
    const wider =
      equal ??
      patterns.find(
        (other) => other !== located && covers(other.text, text, caseMatters) && !covers(text, other.text, caseMatters),
      );
    if (wider !== undefined) context.report(report(text, wider.text));
  }
}

const redundantAction = (action: string, by: string): Report => ({
  code: "REDUNDANT_ACTION",
  severity: "suggestion",
  message: `The action ${quoted(action)} is redundant: ${quoted(by)} contains it.`,
  fix: "Remove one of the two.",
  parameters: { action, by },
});

const redundantResource = (resource: string, by: string): Report => ({
  code: "REDUNDANT_RESOURCE",
  severity: "suggestion",
  message: `The resource ${quoted(resource)} is redundant: ${quoted(by)} contains it.`,
  fix: "Remove one of the two.",
  parameters: { resource: toDisplayString(resource), by: toDisplayString(by) },
});
