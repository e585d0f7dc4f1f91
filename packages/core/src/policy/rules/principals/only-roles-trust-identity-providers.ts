import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { toDisplayString } from "../../../placeholders/placeholder.js";
import type { StatementRule } from "../rule.js";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-federated-web-identity */
export const onlyRolesTrustIdentityProviders: StatementRule = ({ principals, notPrincipals }, { type }) => {
  if (type !== "resource") return;
  for (const { type, text, context } of [...principals, ...notPrincipals]) {
    if (type === "Federated") context.report(federatedPrincipal(text));
  }
};

const federatedPrincipal = (provider: string): Report => ({
  code: "FEDERATED_PRINCIPAL_NOT_SUPPORTED",
  message: `The identity provider ${quoted(provider)} can assume a role. It is not a principal of the policy of a resource.`,
  fix: 'Write the ARN of the role that its users assume: { "AWS": "<role ARN>" }.',
  parameters: { found: toDisplayString(provider) },
});
