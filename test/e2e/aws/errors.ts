import type { AwsMessage, AwsResponse } from "./message.js";

/**
 * A refusal, by the name and the HTTP status that the service's model gives it. It is never a 5xx here: the clients
 * would retry for minutes.
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

/** For an operation or a service that nothing here answers. */
export const unknownOperation = ({ service }: AwsMessage, operation: string) =>
  new AwsError(
    "UnknownOperationException",
    `the localhost AWS does not implement ${service || "unsigned requests such as"} ${operation}`,
  );

/** Refusals in REST JSON name themselves in a header. */
export function restJsonError(error: AwsError): AwsResponse {
  return {
    status: error.status,
    headers: { "content-type": "application/json", "x-amzn-errortype": error.code },
    body: JSON.stringify({ code: error.code, message: error.message }),
  };
}

/** Refusals in JSON 1.0 and 1.1 name themselves in the body. */
export function jsonRpcError(error: AwsError, namespace: string, version: "1.0" | "1.1" = "1.0"): AwsResponse {
  return {
    status: error.status,
    headers: { "content-type": `application/x-amz-json-${version}` },
    body: JSON.stringify({ __type: `${namespace}#${error.code}`, Message: error.message }),
  };
}

/** Refusals in the query protocol are XML. */
export function queryError(error: AwsError, namespace: string): AwsResponse {
  const detail = `<Type>Sender</Type>${codeAndMessage(error)}`;
  return xml(
    error,
    `<ErrorResponse xmlns="${namespace}"><Error>${detail}</Error><RequestId>gateway</RequestId></ErrorResponse>`,
  );
}

/** S3 has its own format in REST XML. */
export function s3Error(error: AwsError): AwsResponse {
  const ids = "<RequestId>gateway</RequestId><HostId>gateway</HostId>";
  return xml(error, `<Error>${codeAndMessage(error)}${ids}</Error>`);
}

/** Refusals in RPC v2 are as those in JSON, written in CBOR (RFC 8949): a map of two pairs of strings. */
export function cborError(error: AwsError, namespace: string): AwsResponse {
  const bytes = ["__type", `${namespace}#${error.code}`, "message", error.message].flatMap((text) => {
    const { length } = Buffer.from(text);
    // A string whose length is in the next two bytes.
    return [0x79, length >> 8, length & 0xff, ...Buffer.from(text)];
  });
  return {
    status: error.status,
    headers: { "content-type": "application/cbor", "smithy-protocol": "rpc-v2-cbor" },
    body: Buffer.from([0xa2, ...bytes]),
  };
}

const codeAndMessage = ({ code, message }: AwsError) => `<Code>${code}</Code><Message>${escapeXml(message)}</Message>`;

const xml = ({ status }: AwsError, element: string): AwsResponse => ({
  status,
  headers: { "content-type": "text/xml" },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${element}`,
});

export function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
