import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { isUnresolved, toDisplayString } from "../../../placeholders/placeholder.js";
import type { PolicyRule } from "../rule.js";

/** IAM refuses a Sid twice in one policy. Other services accept it. */
export const sidsAreUnique: PolicyRule = (statements, { type }) => {
  const taken = new Map<string, string>();
  for (const { sid, called } of statements) {
    if (sid === undefined || sid.text === "" || isUnresolved(sid.text)) continue;
    const first = taken.get(sid.text);
    if (first === undefined) taken.set(sid.text, called);
    else sid.context.report(type === "resource" ? repeatedSid(sid.text, first) : duplicateSid(sid.text, first));
  }
};

/** @param first the statement or the grant that has the Sid */
export const duplicateSid = (sid: string, first: string): Report => ({
  code: "UNIQUE_SIDS_REQUIRED",
  message: `The Sid ${quoted(sid)} is already used by ${first}.`,
  fix: "Give each statement of a role its own Sid, or none.",
  parameters: { sid: toDisplayString(sid), first },
});

const repeatedSid = (sid: string, first: string): Report => ({
  ...duplicateSid(sid, first),
  code: "UNIQUE_SIDS_RECOMMENDED",
  severity: "warning",
  fix: "Give each statement of a policy its own Sid, or none.",
});
