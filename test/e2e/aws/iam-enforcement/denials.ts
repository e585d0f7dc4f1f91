import type { Authorization } from "../authorization/authorization.js";

/** STS does not say to a token's bearer whose token it was, nor which role was asked for. */
export const WEB_IDENTITY_DENIED = "Not authorized to perform sts:AssumeRoleWithWebIdentity";

/**
 * The words of a denial. STS does not tell whether the caller's policies do not name the role, or the role does not trust
 * the caller.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html#access-denied-message-examples
 */
export function denial(arn: string, { action, resource }: Authorization, explicit: boolean): string {
  const on = action.startsWith("s3:") ? `"${resource}"` : resource;
  const sentence = `User: ${arn} is not authorized to perform: ${action} on resource: ${on}`;
  if (action.startsWith("sts:")) return sentence;
  const because = explicit
    ? "with an explicit deny in an identity-based policy"
    : `because no identity-based policy allows the ${action} action`;
  return `${sentence} ${because}`;
}
