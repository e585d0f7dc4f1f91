import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { toDisplayString } from "../../../placeholders/placeholder.js";
import type { LocatedPrincipal } from "../../parse/located.js";
import type { StatementRule } from "../rule.js";

/** A wildcard in a part of a principal. IAM accepts only the principal "*" alone. */
export const hasPartialWildcard = ({ text }: LocatedPrincipal): boolean => text !== "*" && /[*?]/.test(text);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export const principalHasNoPartialWildcard: StatementRule = ({ principals, notPrincipals }, { type }) => {
  for (const principal of [...principals, ...notPrincipals]) {
    if (hasPartialWildcard(principal)) principal.context.report(partialWildcard(principal.text, type === "trust"));
  }
};

const partialWildcard = (text: string, inTrust: boolean): Report => ({
  code: inTrust ? "ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL" : "UNSUPPORTED_WILDCARD_IN_PRINCIPAL",
  message: `The principal ${quoted(text)} has a wildcard, which IAM does not accept in a part of a principal.`,
  fix: 'Name the principal. For several, name the account and write a condition: "ArnLike": { "aws:PrincipalArn": "<ARN>" }.',
  parameters: { found: toDisplayString(text) },
});
