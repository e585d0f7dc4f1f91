import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { isOpenKey, type LocatedStatement } from "../../parse/located.js";
import type { StatementRule } from "../rule.js";
import { actionsWithout } from "./condition-key-is-of-the-action.js";

/** Global keys that only some actions have: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html */
const TAG = /^aws:((Resource|Request)Tag\/.+|TagKeys)$/i;

/** The actions support the tags that the conditions are about. */
export const tagKeyIsOfTheAction: StatementRule = (statement) => {
  const { effect, actions, notActions } = statement;
  for (const { key, context, operator } of statement.conditions) {
    if (!TAG.test(key) || isOpenKey(key)) continue;
    if (notActions.length > 0) context.report(notActionWithTag(effect, key));
    if (operator === undefined || operator.ifExists || operator.type === "any") continue;
    const without = actionsWithout(key, actions);
    const [first] = without;
    if (first === undefined) continue;
    const more = without.length > 1 ? ` and ${without.length - 1} more` : "";
    context.report(unsupportedTag(effect, key, `${first.text}${more}`, operator.negated === true));
  }
};

const unsupportedTag = (effect: LocatedStatement["effect"], key: string, action: string, negated: boolean): Report => ({
  code:
    effect === "Allow"
      ? "ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE"
      : "DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE",
  severity: effect === "Allow" ? "warning" : "security-warning",
  message: `AWS does not list ${quoted(key)} for ${action}, so ${
    negated
      ? "the condition is always true"
      : effect === "Allow"
        ? "they are never allowed here"
        : "they are not denied"
  }.`.replace("they are", action.includes(" and ") ? "they are" : "it is"),
  fix: "Move it to a separate statement without this condition, or remove it.",
  parameters: { key, action },
});

const notActionWithTag = (effect: LocatedStatement["effect"], key: string): Report => ({
  code:
    effect === "Allow"
      ? "ALLOW_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE"
      : "DENY_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE",
  severity: effect === "Allow" ? "suggestion" : "security-warning",
  message: `Some actions do not support ${quoted(key)}, so "NotAction" with this condition ${
    effect === "Allow" ? "does not allow" : "does not deny"
  } them.`,
  fix: 'Write "Action", and list actions that support the key.',
  parameters: { key },
});
