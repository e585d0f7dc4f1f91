import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { toDisplayString } from "../../../placeholders/placeholder.js";
import { type Comparable, comparableOf, coversPrepared, isComparable, keyOf, Patterns } from "../../covers.js";
import type { Located } from "../../parse/located.js";
import type { StatementRule } from "../rule.js";

/** Of the actions, and of the resources, of a statement none contains another one. */
export const entriesAreNotRedundant: StatementRule = ({ actions, notActions, resources, notResources }) => {
  for (const list of [actions, notActions]) check(list, false, redundantAction);
  for (const list of [resources, notResources]) check(list, true, redundantResource);
};

function check(list: readonly Located[], caseMatters: boolean, report: (found: string, by: string) => Report): void {
  if (list.length < 2 || !isComparable(list)) return;
  const all = list.map(comparableOf);
  // Most lists have neither.
  const areEqual = new Set(all.map((one) => keyOf(one, caseMatters))).size < all.length;
  if (!areEqual && !all.some(({ isPattern }) => isPattern)) return;
  const patterns = new Patterns(all, caseMatters);
  const first = new Map<string, Comparable>();
  for (let index = 0; index < all.length; index += 1) {
    const one = all[index] as Comparable;
    const key = keyOf(one, caseMatters);
    // Of equal entries, the first one stays.
    const equal = first.get(key);
    if (equal === undefined) first.set(key, one);
    const wider =
      equal ?? patterns.containing(one, (other) => other !== one && !coversPrepared(one, other, caseMatters));
    if (wider !== undefined) list[index]?.context.report(report(one.text, wider.text));
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
