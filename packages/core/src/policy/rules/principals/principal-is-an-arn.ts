import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import type { StatementRule } from "../rule.js";

/** The ids of roles and users: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids */
const UNIQUE_ID = /^(AROA|AIDA)[A-Z0-9]{12,}$/;

/** IAM replaces the ARN of a deleted principal by its id, which then matches nobody. */
export const principalIsAnArn: StatementRule = ({ principals, notPrincipals }) => {
  for (const { type, text, context } of [...principals, ...notPrincipals]) {
    const prefix = type === "AWS" ? UNIQUE_ID.exec(text)?.[1] : undefined;
    if (prefix !== undefined) context.report(uniqueId(text, prefix === "AROA" ? "role" : "user"));
  }
};

const uniqueId = (id: string, what: "role" | "user"): Report => ({
  code: what === "role" ? "INVALID_ROLE_REFERENCE" : "INVALID_USER_REFERENCE",
  severity: "warning",
  message: `The principal ${quoted(id)} is the id of a ${what}, which IAM writes when the ${what} has been deleted.`,
  fix: `Write the ARN of the ${what}, or remove the principal.`,
  parameters: { found: id },
});
