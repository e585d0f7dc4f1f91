import type { Report } from "../findings/finding.js";
import { quoted } from "../findings/text.js";
import type { ParsedGrant } from "../specification/permissions.schema.js";

const FIX = 'Use "${aws:PrincipalTag/<key>}" with session tags, or remove the variable.';

const onlyOfUsers = (variable: string): Report => ({
  code: "VARIABLE_WITHOUT_VALUE",
  severity: "warning",
  message: `${quoted(variable)} has a value only in requests of IAM users. In a role's session it has no value, so the statement never matches.`,
  fix: FIX,
  parameters: { variable },
});

const onlyOfFederation = (variable: string): Report => ({
  code: "VARIABLE_WITHOUT_VALUE",
  severity: "warning",
  message: `${quoted(variable)} has a value only where a user of an identity provider assumes the role. Amplify assumes this one, so the statement never matches.`,
  fix: "Remove the variable, or write the permission in the role of an identity pool: identityPool: { authenticated: { … } }.",
  parameters: { variable },
});

/**
 * A policy variable without a default value, with which it matches.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-default-values
 */
const VARIABLE = /\$\{([^{},\s]+)\}/g;
/** The table of AWS's page says who has which: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable */
const OF_USERS = /^aws:username$/i;
/** `cognito-identity.amazonaws.com:sub`, `graph.facebook.com:id`, `saml:sub`, and the provider's own key. */
const OF_FEDERATION = /^(saml:|[^:/]+\.[^:]+:|aws:FederatedProvider$)/i;

/**
 * Reports policy variables that have no value in the role's sessions.
 *
 * @param isFederated whether users of an identity provider assume the role, or it is not known who does
 */
export function checkVariables(
  grants: readonly Pick<ParsedGrant, "context" | "statements" | "mayHaveVariables">[],
  isFederated: boolean,
): void {
  for (const { context, statements, mayHaveVariables } of grants) {
    if (!mayHaveVariables) continue;
    const found = new Set([...JSON.stringify(statements).matchAll(VARIABLE)].map(([, name = ""]) => name));
    for (const name of found) {
      const variable = `\${${name}}`;
      if (OF_USERS.test(name)) context.report(onlyOfUsers(variable));
      else if (!isFederated && OF_FEDERATION.test(name)) context.report(onlyOfFederation(variable));
    }
  }
}
