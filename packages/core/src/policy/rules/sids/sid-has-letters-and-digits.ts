import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { isUnresolved, toDisplayString } from "../../../placeholders/placeholder.js";
import type { StatementRule } from "../rule.js";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html */
const SID = /^[A-Za-z0-9]*$/;

/**
 * IAM accepts letters and digits in its own policies. Other services accept more: the default policy of a KMS key has the
 * Sid "Enable IAM User Permissions" (https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html).
 */
export const sidHasLettersAndDigits: StatementRule = ({ sid }, { type }) => {
  if (type === "resource" || sid === undefined || isUnresolved(sid.text)) return;
  if (!SID.test(sid.text)) sid.context.report(unsupportedSid(sid.text));
};

const unsupportedSid = (sid: string): Report => ({
  code: "UNSUPPORTED_SID",
  message: `${quoted(sid)} is not a valid Sid.`,
  fix: "Use letters and digits only.",
  parameters: { found: toDisplayString(sid) },
});
