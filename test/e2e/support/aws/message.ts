import type { IncomingHttpHeaders } from "node:http";

/** A JSON object as the AWS protocols send it. */
export type Members = { [name: string]: unknown };

/** A request as it came in, and what its signature says it is for. */
export interface AwsRequest {
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
}

export interface AwsResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: string | Buffer;
}

/** One AWS service of the gateway. */
export interface AwsService {
  /** The name of the operation that a request asks for, for the record of calls. */
  action(request: AwsRequest): string;
  answer(request: AwsRequest): Promise<AwsResponse>;
}

/** The members in the body of a JSON request; none for an empty body. */
export function jsonBody(request: AwsRequest): Members {
  const text = request.body.toString("utf8");
  return text === "" ? {} : JSON.parse(text);
}

export function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
