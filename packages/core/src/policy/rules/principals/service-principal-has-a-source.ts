import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { isOpenKey } from "../../parse/located.js";
import type { StatementRule } from "../rule.js";
import { namesAPrincipal } from "./condition-names-a-principal.js";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html */
const SOURCE = /^aws:(Source(Arn|Account|OrgId|OrgPaths))$/i;

/** A service acts for every customer. A condition says for whom it may act on the resource. */
export const servicePrincipalHasASource: StatementRule = ({ effect, principals, conditions }, { type }) => {
  if (type !== "resource" || effect !== "Allow") return;
  if (
    conditions.some(
      (condition) => isOpenKey(condition.key) || (SOURCE.test(condition.key) && namesAPrincipal(condition)),
    )
  )
    return;
  const sources = conditions.filter(({ key }) => SOURCE.test(key));
  const [instead] = sources.length > 0 ? [] : conditions;
  for (const { type, text, context } of principals) {
    if (type !== "Service") continue;
    if (instead === undefined) context.report(serviceWithoutSource(text));
    else instead.context.report(otherKeyThanSource(text, instead.key));
  }
};

const serviceWithoutSource = (service: string): Report => ({
  code: "RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL",
  severity: "security-warning",
  message: `${quoted(service)} may act on the resource for every AWS account.`,
  fix: 'Add a condition: "ArnLike": { "aws:SourceArn": "<ARN>" }, or "StringEquals": { "aws:SourceAccount": "<account>" }.',
  parameters: { service },
});

const otherKeyThanSource = (service: string, key: string): Report => ({
  code: "RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL",
  severity: "suggestion",
  message: `The condition on ${quoted(key)} does not say for which account ${quoted(service)} acts.`,
  fix: "Add a condition on aws:SourceArn or aws:SourceAccount.",
  parameters: { service, key },
});
