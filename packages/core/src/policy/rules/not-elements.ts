import { messages } from "../../findings/messages.js";
import type { StatementRule } from "./rule.js";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html and the pages beside it */
export const notElements: StatementRule = ({ effect, context, notActions, notResources, notPrincipals }) => {
  if (effect !== "Allow") return;
  if (notActions.length > 0) context.property("NotAction").report(messages.notElementAllows("NotAction", "Action"));
  if (notResources.length > 0)
    context.property("NotResource").report(messages.notElementAllows("NotResource", "Resource"));
  if (notPrincipals.length > 0)
    context.property("NotPrincipal").report(messages.notElementAllows("NotPrincipal", "Principal"));
};
