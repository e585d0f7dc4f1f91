import type { AwsResponse } from "./message.js";

/**
 * A refusal, by the name and the HTTP status that the service's model gives it. Nothing here is ever a 5xx: the
 * clients would ask again for minutes.
 */
export class AwsError extends Error {
  override readonly name = "AwsError";

  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

export const badRequest = (message: string) => new AwsError("BadRequestException", message);
export const notFound = (message: string) => new AwsError("NotFoundException", message, 404);

/** For a path or an action that the gateway does not know: silence would look like an answer. */
export const unknownOperation = (what: string) =>
  new AwsError("UnknownOperationException", `The gateway does not answer ${what}`);

/** Refusals in REST JSON name themselves in a header. */
export function restJsonError(error: AwsError): AwsResponse {
  return {
    status: error.status,
    headers: { "content-type": "application/json", "x-amzn-errortype": error.code },
    body: JSON.stringify({ code: error.code, message: error.message }),
  };
}

/** Refusals in JSON 1.0 name themselves in the body. */
export function jsonRpcError(error: AwsError, namespace: string): AwsResponse {
  return {
    status: error.status,
    headers: { "content-type": "application/x-amz-json-1.0" },
    body: JSON.stringify({ __type: `${namespace}#${error.code}`, Message: error.message }),
  };
}

/** Refusals in the query protocol are XML. */
export function queryError(error: AwsError, namespace: string): AwsResponse {
  const fault = `<Type>Sender</Type><Code>${error.code}</Code><Message>${escapeXml(error.message)}</Message>`;
  return {
    status: error.status,
    headers: { "content-type": "text/xml" },
    body: `<ErrorResponse xmlns="${namespace}"><Error>${fault}</Error><RequestId>gateway</RequestId></ErrorResponse>`,
  };
}

export function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
