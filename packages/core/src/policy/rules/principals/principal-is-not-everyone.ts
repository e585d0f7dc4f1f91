import type { Report, Severity } from "../../../findings/finding.js";
import type { StatementRule } from "../rule.js";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous */
export const principalIsNotEveryone: StatementRule = ({ effect, conditions, principals }) => {
  if (effect !== "Allow") return;
  for (const { text, context } of principals) {
    if (text === "*") context.report(publicPrincipal(conditions.length === 0 ? "security-warning" : "warning"));
  }
};

const publicPrincipal = (severity: Severity): Report => ({
  code: "PUBLIC_PRINCIPAL",
  severity,
  strictSeverity: severity === "warning" ? "warning" : "error",
  message: `The principal "*" is everyone in every AWS account${severity === "warning" ? ", limited only by the condition" : ""}.`,
  fix: 'Name the principal: { "Service": "amplify.amazonaws.com" }.',
});
