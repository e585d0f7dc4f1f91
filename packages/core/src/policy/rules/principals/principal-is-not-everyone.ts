import type { Report } from "../../../findings/finding.js";
import type { StatementRule } from "../rule.js";
import { namesAPrincipal } from "./condition-names-a-principal.js";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous */
export const principalIsNotEveryone: StatementRule = ({ effect, conditions, principals }) => {
  if (effect !== "Allow") return;
  for (const { text, context } of principals) {
    if (text !== "*") continue;
    const limit = conditions.some(namesAPrincipal) ? "named" : conditions.length > 0 ? "not named" : undefined;
    context.report(publicPrincipal(limit));
  }
};

/** @param limit whether the conditions say who it is */
const publicPrincipal = (limit: "named" | "not named" | undefined): Report => ({
  code: "PUBLIC_PRINCIPAL",
  severity: limit === "named" ? "warning" : "security-warning",
  strictSeverity: limit === "named" ? "warning" : "error",
  message: `The principal "*" is everyone in every AWS account${
    limit === "named" ? ", limited only by the condition" : limit === undefined ? "" : ": no condition says who it is"
  }.`,
  fix: 'Name the principal: { "Service": "amplify.amazonaws.com" }.',
});
