import type { Report } from "../../../findings/finding.js";
import type { StatementRule } from "../rule.js";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html */
export const roleNamesItsPrincipals: StatementRule = ({ context, notPrincipals }, { type }) => {
  if (type === "trust" && notPrincipals.length > 0) context.property("NotPrincipal").report(notPrincipalInTrust());
};

const notPrincipalInTrust = (): Report => ({
  code: "ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL",
  message: 'IAM does not accept "NotPrincipal" in a trust policy.',
  fix: 'Write "Principal", and name who assumes the role.',
});
