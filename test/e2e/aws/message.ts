import type { IncomingHttpHeaders } from "node:http";

/** A JSON object as the AWS protocols send it. */
export type JsonObject = { [name: string]: unknown };

/** A message as it came in, and what its signature says it is for. */
export interface AwsMessage {
  readonly method: string;
  /** Still percent-encoded: a branch name may hold an encoded slash. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The query as it was sent, for passing it on: S3's `?policy` and `?policy=` are not the same to everybody. */
  readonly search: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The signing name: `amplify`, `cloudcontrolapi`, `iam`. Empty where the request is not signed. */
  readonly service: string;
  readonly region: string;
  /** Whose signature it is. Empty where the request is not signed. */
  readonly accessKeyId: string;
}

/** A message whose operation is known: `CreateRole`, `GetItem`. */
export interface AwsRequest extends AwsMessage {
  readonly operation: string;
}

export interface AwsResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: string | Buffer;
}

/** One AWS service of the gateway. */
export interface AwsService {
  /** @throws AwsError where the service refuses the request */
  answer(request: AwsRequest): Promise<AwsResponse>;
}

/** In place of an answer: the connection is closed without one. */
export const CUT = Symbol("cut");

export type Answer = AwsResponse | typeof CUT;

/**
 * Something between the clients and AWS: IAM enforcement, a fault, a record. It answers itself, or asks `next` for AWS's
 * answer, and may keep that to itself.
 */
export type Interceptor = (request: AwsRequest, next: () => Promise<Answer>) => Promise<Answer>;

/** The members in the body of a JSON request; none for an empty body. */
export function jsonBody(request: AwsMessage): JsonObject {
  const text = request.body.toString("utf8");
  return text === "" ? {} : JSON.parse(text);
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
