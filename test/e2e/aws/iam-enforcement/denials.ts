import type { Authorisation } from "../authorization/authorization.js";
import { AwsError, escapeXml, jsonRpcError, queryError, restJsonError } from "../errors.js";
import type { AwsRequest, AwsResponse } from "../message.js";

const QUERY_NAMESPACES: Readonly<Record<string, string>> = {
  cloudformation: "http://cloudformation.amazonaws.com/doc/2010-05-15/",
  iam: "https://iam.amazonaws.com/doc/2010-05-08/",
  sts: "https://sts.amazonaws.com/doc/2011-06-15/",
};
const REST_JSON = ["amplify", "lambda"];

/** A refusal in the protocol of the service that was asked. */
export function refusal({ service, method }: AwsRequest, message: string): AwsResponse {
  const namespace = QUERY_NAMESPACES[service];
  if (namespace !== undefined) return queryError(new AwsError("AccessDenied", message, 403), namespace);
  if (service === "s3") return s3Error(message, method);
  const error = new AwsError("AccessDeniedException", message, REST_JSON.includes(service) ? 403 : 400);
  return REST_JSON.includes(service) ? restJsonError(error) : jsonRpcError(error, "com.amazon.coral.service");
}

/** S3 has a format of its own, and none for HEAD. */
function s3Error(message: string, method: string): AwsResponse {
  const error = `<Code>AccessDenied</Code><Message>${escapeXml(message)}</Message>`;
  const ids = "<RequestId>gate</RequestId><HostId>gate</HostId>";
  return {
    status: 403,
    headers: { "content-type": "application/xml" },
    body: method === "HEAD" ? "" : `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${error}${ids}</Error>`,
  };
}

/** STS does not say to a token's bearer whose token it was, nor which role was asked for. */
export const WEB_IDENTITY_DENIED = "Not authorized to perform sts:AssumeRoleWithWebIdentity";

/**
 * The words of a denial. STS does not tell whether it is the caller's policies that lack a role, or the role that lacks
 * the caller.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html#access-denied-message-examples
 */
export function denial(arn: string, { action, resource }: Authorisation, explicit: boolean): string {
  const on = action.startsWith("s3:") ? `"${resource}"` : resource;
  const denied = `User: ${arn} is not authorized to perform: ${action} on resource: ${on}`;
  if (action.startsWith("sts:")) return denied;
  const because = explicit
    ? "with an explicit deny in an identity-based policy"
    : `because no identity-based policy allows the ${action} action`;
  return `${denied} ${because}`;
}
