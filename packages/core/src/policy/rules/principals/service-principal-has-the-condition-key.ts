import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { isUnresolved } from "../../../placeholders/placeholder.js";
import { globMatches } from "../../../util/wildcard.js";
import type { StatementRule } from "../rule.js";

/**
 * Keys about the organization, account and tags of a principal, which a service does not have:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgid
 */
const OF_PRINCIPAL = /^aws:(Principal(OrgID|OrgPaths|Account|Arn|Tag\/.+)|username|userid)$/i;

/**
 * Keys that a service has in a session that it tags. IAM Roles Anywhere tags sessions with the attributes of a certificate:
 * https://docs.aws.amazon.com/rolesanywhere/latest/userguide/attribute-mappping-and-trust-policy.html
 */
const OF_TAGGED_SESSION = /^aws:PrincipalTag\//i;
const tagsSession = (action: string): boolean => isUnresolved(action) || globMatches(action, "sts:TagSession");

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
export const servicePrincipalHasTheConditionKey: StatementRule = ({ effect, principals, conditions, actions }) => {
  if (effect !== "Allow" || principals.length === 0 || principals.some(({ type }) => type !== "Service")) return;
  for (const { key, operator, context } of conditions) {
    if (operator === undefined || operator.negated === true || operator.ifExists || operator.type === "any") continue;
    if (OF_TAGGED_SESSION.test(key) && actions.some(({ text }) => tagsSession(text))) continue;
    if (OF_PRINCIPAL.test(key)) context.report(keyNotOfService(key, principals[0]?.text ?? ""));
  }
};

const keyNotOfService = (key: string, service: string): Report => ({
  code: "UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL",
  message: `Requests of the service ${quoted(service)} do not include ${quoted(key)}, so the condition never holds.`,
  fix: "Write aws:SourceArn, aws:SourceAccount or aws:SourceOrgID.",
  parameters: { key, service },
});
