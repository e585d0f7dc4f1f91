import type { Report } from "../../findings/finding.js";
import { quoted } from "../../findings/text.js";
import { isUnresolved, toDisplayString } from "../../placeholders/placeholder.js";
import type { PolicyRule, StatementRule } from "./rule.js";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html */
const SID = /^[A-Za-z0-9]*$/;

export const sid: StatementRule = ({ sid }) => {
  if (sid !== undefined && !isUnresolved(sid.text) && !SID.test(sid.text)) sid.context.report(badSid(sid.text));
};

export const uniqueSids: PolicyRule = (statements) => {
  const taken = new Map<string, string>();
  for (const { sid, called } of statements) {
    if (sid === undefined || sid.text === "" || isUnresolved(sid.text)) continue;
    const first = taken.get(sid.text);
    if (first === undefined) taken.set(sid.text, called);
    else sid.context.report(duplicateSid(sid.text, first));
  }
};

const badSid = (sid: string): Report => ({
  code: "UNSUPPORTED_SID",
  message: `${quoted(sid)} is not a valid Sid.`,
  fix: "Use letters and digits only.",
  parameters: { found: toDisplayString(sid) },
});

/** @param first the statement or the grant that has the Sid */
export const duplicateSid = (sid: string, first: string): Report => ({
  code: "UNIQUE_SIDS_REQUIRED",
  message: `The Sid ${quoted(sid)} is already used by ${first}.`,
  fix: "Give each statement of a role its own Sid, or none.",
  parameters: { sid: toDisplayString(sid), first },
});
