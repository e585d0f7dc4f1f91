import type { Report } from "../../findings/finding.js";
import type { StatementRule } from "./rule.js";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html and the pages of the other elements */
export const notElements: StatementRule = ({ effect, context, notActions, notResources, notPrincipals }) => {
  if (effect !== "Allow") return;
  if (notActions.length > 0) context.property("NotAction").report(notElementAllows("NotAction", "Action"));
  if (notResources.length > 0) context.property("NotResource").report(notElementAllows("NotResource", "Resource"));
  if (notPrincipals.length > 0) context.property("NotPrincipal").report(notElementAllows("NotPrincipal", "Principal"));
};

const notElementAllows = (element: string, instead: string): Report => ({
  code: "ALLOW_WITH_NOT_ELEMENT",
  message: `"${element}" with Allow allows everything except what it lists, including what AWS adds later.`,
  fix: `Write "${instead}", and list what to allow.`,
  parameters: { element, instead },
});
