import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { isWhollyUnresolved, toDisplayString } from "../../../placeholders/placeholder.js";
import { arnFields, OPEN } from "../../parse/arn-text.js";
import type { LocatedPrincipal } from "../../parse/located.js";
import type { StatementRule } from "../rule.js";

/**
 * Which principals a Deny is for. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 * recommends a condition instead, and asks for the account of each principal.
 */
export const denyNamesItsPrincipals: StatementRule = ({ effect, context, notPrincipals }, { type }) => {
  // A trust policy has no NotPrincipal at all.
  if (type === "trust" || effect !== "Deny" || notPrincipals.length === 0) return;
  const everyone = notPrincipals.find(({ text }) => text === "*");
  if (everyone !== undefined) {
    everyone.context.report(deniesNobody());
    return;
  }
  const accounts = new Set(notPrincipals.map(accountIn));
  const alone = notPrincipals.find((one) => {
    const fields = isRoleOrUser(one) ? arnFields(one) : undefined;
    // CloudFront's identities belong to no account.
    return fields !== undefined && fields.account !== "cloudfront" && !accounts.has(fields.account);
  });
  // What is not known may be the account.
  const isOpen = notPrincipals.some(({ text }) => isWhollyUnresolved(text)) || accounts.has(OPEN);
  if (alone !== undefined && !isOpen) alone.context.report(accountIsDenied(alone.text));
  else context.property("NotPrincipal").report(conditionInstead());
};

/** The account that a principal is; undefined for others. */
function accountIn(principal: LocatedPrincipal): string | undefined {
  if (/^\d{12}$/.test(principal.text)) return principal.text;
  const { service, resource, account } = arnFields(principal) ?? {};
  return service === "iam" && resource === "root" ? account : undefined;
}

const isRoleOrUser = (principal: LocatedPrincipal): boolean => {
  const { service, resource = "" } = arnFields(principal) ?? {};
  return principal.type === "AWS" && /^(iam|sts)$/.test(service ?? "") && /^(role|user|assumed-role)\//.test(resource);
};

const INSTEAD = 'Write "Principal": "*" and the condition "ArnNotEquals": { "aws:PrincipalArn": "<ARN>" }.';

const deniesNobody = (): Report => ({
  code: "DENY_WITH_NOTPRINCIPAL",
  severity: "security-warning",
  message: 'This statement denies nobody: "NotPrincipal" excludes everyone.',
  fix: INSTEAD,
});

const accountIsDenied = (principal: string): Report => ({
  code: "DENY_WITH_NOTPRINCIPAL",
  severity: "warning",
  message: `"NotPrincipal" has ${quoted(principal)} without its account, so this statement may deny it, too.`,
  fix: INSTEAD,
  parameters: { principal: toDisplayString(principal) },
});

const conditionInstead = (): Report => ({
  code: "DENY_WITH_NOTPRINCIPAL",
  severity: "suggestion",
  message: '"NotPrincipal" also denies the roles and users that it lists if they have a permissions boundary.',
  fix: INSTEAD,
});
