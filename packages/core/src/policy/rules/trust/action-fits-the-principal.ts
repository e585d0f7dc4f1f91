import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { isUnresolved } from "../../../placeholders/placeholder.js";
import { globMatches } from "../../../util/wildcard.js";
import { type LocatedPrincipal, UNKNOWN_TYPE } from "../../parse/located.js";
import type { StatementRule } from "../rule.js";
import { COGNITO, isAmplify } from "./trusted-role.js";

/** The actions that assume a role. Others, such as sts:TagSession, come with them. */
const ASSUMING = ["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"] as const;

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html */
export const actionFitsThePrincipal: StatementRule = ({ effect, principals, actions }, { type }) => {
  if (type !== "trust" || effect !== "Allow" || principals.length === 0) return;
  // For Amplify and identity pools, another rule says what to write.
  if (principals.some(({ text }) => isAmplify(text) || COGNITO.some((issuer) => issuer === text))) return;
  const wanted = principals.map(actionOf);
  if (wanted.includes(undefined)) return;
  for (const { text, context } of actions) {
    const assumes = ASSUMING.filter((action) => globMatches(text, action));
    if (assumes.length > 0 && !assumes.some((action) => wanted.includes(action)))
      context.report(mismatchedAction(text, principals[0]?.text ?? "", wanted[0] ?? ASSUMING[0]));
  }
};

/** The action with which a principal assumes roles. Undefined if it is not known. */
function actionOf({ type, text }: LocatedPrincipal): (typeof ASSUMING)[number] | undefined {
  if (type === UNKNOWN_TYPE) return undefined;
  if (type !== "Federated") return type === "*" || text === "*" || isUnresolved(text) ? undefined : "sts:AssumeRole";
  if (/:saml-provider\//.test(text)) return "sts:AssumeRoleWithSAML";
  return isUnresolved(text) && !/:oidc-provider\//.test(text) ? undefined : "sts:AssumeRoleWithWebIdentity";
}

const mismatchedAction = (action: string, principal: string, instead: string): Report => ({
  code: "MISMATCHED_ACTION_FOR_PRINCIPAL",
  message: `The principal ${quoted(principal)} cannot assume a role with ${action}.`,
  fix: `Write "${instead}".`,
  parameters: { action, principal, instead },
});
