import type { Report } from "../findings/finding.js";
import { quoted } from "../findings/text.js";
import { toDisplayString } from "../placeholders/placeholder.js";
import { SERVICES_PAGE } from "./resource-policies.js";

/**
 * @param where the policy that needs a statement: `key policy`
 * @param account of the resource, if it is another one than the role's
 */
export const otherSideRequired = (where: string, resource: string, account?: string): Report => ({
  code: "OTHER_SIDE_REQUIRED",
  severity: "warning",
  message:
    account === undefined
      ? `${quoted(resource)} needs a statement in a ${where}, too. The role's own policy is not enough.`
      : `${quoted(resource)} is in the account ${account}. The ${where} there has to allow the access, too.`,
  fix: `Add the statements that the output "requirements" has for it to the ${where}. If they are there already, ignore the warning.`,
  parameters: { where, resource: toDisplayString(resource), ...(account === undefined ? {} : { account }) },
});

/** A resource in another account, of a service that may have policies of resources. */
export const otherSidePossible = (resource: string, service: string, account: string): Report => ({
  code: "OTHER_SIDE_REQUIRED",
  severity: "warning",
  message: `${quoted(resource)} is in the account ${account}. If ${service} has resource-based policies, the one there has to allow the access, too.`,
  fix: `Look ${service} up in ${SERVICES_PAGE}. If it has none, create a role in that account, and grant sts.assumeRole on it.`,
  parameters: { resource: toDisplayString(resource), service, account },
});

/** A resource in another account, of a service without policies of resources. */
export const unreachable = (resource: string, service: string, account: string): Report => ({
  code: "OTHER_ACCOUNT_UNREACHABLE",
  severity: "warning",
  message: `${quoted(resource)} is in the account ${account}. Nobody there can allow this role the access, because such resources have no policies.`,
  fix:
    service === "ssm"
      ? "Share the parameter with AWS RAM, which requires the advanced tier. Or create a role in that account, and grant sts.assumeRole on it."
      : "Create a role in that account, and grant sts.assumeRole on it.",
  parameters: { resource: toDisplayString(resource), service, account },
});
