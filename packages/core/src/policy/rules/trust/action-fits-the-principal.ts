import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { isUnresolved } from "../../../placeholders/placeholder.js";
import { globMatches } from "../../../util/wildcard.js";
import { type LocatedPrincipal, UNKNOWN_TYPE } from "../../parse/located.js";
import type { StatementRule } from "../rule.js";
import { isAmplify } from "./amplify-principal.js";
import { ASSUMING, COGNITO } from "./trusted-role.js";

type Assuming = (typeof ASSUMING)[number];

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html */
export const actionFitsThePrincipal: StatementRule = ({ effect, principals, actions }, { type }) => {
  if (type !== "trust" || effect !== "Allow" || principals.length === 0) return;
  // For Amplify and identity pools, another rule says what to write.
  if (principals.some(({ text }) => isAmplify(text) || COGNITO.some((issuer) => issuer === text))) return;
  const assuming = actions
    .map((action) => ({ action, means: ASSUMING.filter((one) => globMatches(action.text, one)) }))
    .filter(({ means }) => means.length > 0);
  if (assuming.length === 0) return;
  const wanted = principals.map((principal) => ({ principal, by: actionsOf(principal) }));
  const [first] = wanted;
  const fits = (means: readonly Assuming[], by: readonly Assuming[]) => means.some((one) => by.includes(one));
  for (const { action, means } of assuming) {
    if (first !== undefined && !wanted.some(({ by }) => fits(means, by)))
      action.context.report(mismatchedAction(action.text, first.principal.text, first.by[0] ?? ASSUMING[0]));
  }
  if (!wanted.some(({ by }) => assuming.some(({ means }) => fits(means, by)))) return;
  // The statement works, but not for all of its principals.
  for (const { principal, by } of wanted) {
    if (!assuming.some(({ means }) => fits(means, by)))
      principal.context.report({
        ...mismatchedAction(assuming[0]?.action.text ?? "", principal.text, by[0] ?? ASSUMING[0]),
        severity: "warning",
        fix: `Add "${by[0]}", or write a statement of its own for the principal.`,
      });
  }
};

/** The actions with which a principal may assume roles. */
function actionsOf({ type, text }: LocatedPrincipal): readonly Assuming[] {
  if (type === "*" || text === "*" || type === UNKNOWN_TYPE) return ASSUMING;
  // What is not known is a service, an account or a role: a Federated principal has a type of its own.
  if (type !== "Federated") return ["sts:AssumeRole"];
  if (/:saml-provider\//.test(text)) return ["sts:AssumeRoleWithSAML"];
  const isOpen = isUnresolved(text) && !/:oidc-provider\//.test(text);
  return isOpen ? ["sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"] : ["sts:AssumeRoleWithWebIdentity"];
}

const mismatchedAction = (action: string, principal: string, instead: string): Report => ({
  code: "MISMATCHED_ACTION_FOR_PRINCIPAL",
  message: `The principal ${quoted(principal)} cannot assume a role with ${action}.`,
  fix: `Write "${instead}".`,
  parameters: { action, principal, instead },
});
