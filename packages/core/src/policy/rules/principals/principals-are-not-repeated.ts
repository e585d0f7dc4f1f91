import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { toDisplayString } from "../../../placeholders/placeholder.js";
import type { LocatedPrincipal } from "../../parse/located.js";
import { perText } from "../../parse/per-text.js";
import type { StatementRule } from "../rule.js";

/** The ARN of an account, with whatever partition. */
const ROOT = /^arn:(?:[^:\uE000]|\uE000[^\uE001]*\uE001)*:iam::(\d{12}):root$/;

/** An account's ID and its ARN are the same: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts */
const account = perText((text) => ROOT.exec(text)?.[1] ?? text);

const idOf = (principal: LocatedPrincipal) =>
  `${principal.type} ${principal.type === "AWS" ? account(principal) : principal.text}`;

/** Of equal principals, the first one stays. */
export const principalsAreNotRepeated: StatementRule = ({ principals, notPrincipals }) => {
  for (const list of [principals, notPrincipals]) {
    if (list.length < 2) continue;
    const first = new Map<string, string>();
    for (const principal of list) {
      const id = idOf(principal);
      const equal = first.get(id);
      if (equal === undefined) first.set(id, principal.text);
      else principal.context.report(repeatedPrincipal(principal.text, equal));
    }
  }
};

const repeatedPrincipal = (principal: string, by: string): Report => ({
  code: "REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY",
  severity: "suggestion",
  message: `The principal ${quoted(principal)} is listed twice${by === principal ? "" : `, also as ${quoted(by)}`}.`,
  fix: "Remove one of the two.",
  parameters: { principal: toDisplayString(principal), by: toDisplayString(by) },
});
