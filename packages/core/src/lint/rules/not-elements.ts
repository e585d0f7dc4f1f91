import { faults } from "../../errors/faults.js";
import type { StatementRule } from "./rule.js";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html and the pages beside it */
export const notElements: StatementRule = ({ effect, at, notActions, notResources, notPrincipals }) => {
  if (effect !== "Allow") return;
  if (notActions.length > 0) at.member("NotAction").report(faults.notElementAllows("NotAction", "Action"));
  if (notResources.length > 0) at.member("NotResource").report(faults.notElementAllows("NotResource", "Resource"));
  if (notPrincipals.length > 0) at.member("NotPrincipal").report(faults.notElementAllows("NotPrincipal", "Principal"));
};
