import { messages } from "../../findings/messages.js";
import { isUnresolved } from "../../placeholders/placeholder.js";
import type { PolicyRule, StatementRule } from "./rule.js";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html */
const SID = /^[A-Za-z0-9]*$/;

export const sid: StatementRule = ({ sid }) => {
  if (sid !== undefined && !isUnresolved(sid.text) && !SID.test(sid.text))
    sid.context.report(messages.badSid(sid.text));
};

export const uniqueSids: PolicyRule = (statements) => {
  const taken = new Map<string, string>();
  for (const { sid, called } of statements) {
    if (sid === undefined || sid.text === "" || isUnresolved(sid.text)) continue;
    const first = taken.get(sid.text);
    if (first === undefined) taken.set(sid.text, called);
    else sid.context.report(messages.duplicateSid(sid.text, first));
  }
};
