import type { Report } from "../../../findings/finding.js";
import type { StatementRule } from "../rule.js";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html and the pages of the other elements */
export const noNotElementWithAllow: StatementRule = (
  { effect, context, notActions, notResources, notPrincipals },
  { type },
) => {
  if (effect !== "Allow") return;
  if (notActions.length > 0) context.property("NotAction").report(notElement("NotAction", "Action"));
  if (notResources.length > 0) context.property("NotResource").report(notElement("NotResource", "Resource"));
  // In a trust policy, IAM refuses it.
  if (notPrincipals.length > 0 && type !== "trust")
    context.property("NotPrincipal").report(notElement("NotPrincipal", "Principal"));
};

const notElement = (element: string, instead: string): Report => ({
  code: "ALLOW_WITH_NOT_ELEMENT",
  severity: element === "NotPrincipal" ? "security-warning" : "warning",
  strictSeverity: "error",
  message: `"${element}" with Allow allows everything except what it lists, including what AWS adds later.`,
  fix: `Write "${instead}", and list what to allow.`,
  parameters: { element, instead },
});
