import { AwsError, jsonRpcError, queryError, restJsonError } from "../../e2e/aws/errors.js";
import type { AwsRequest, AwsResponse } from "../../e2e/aws/message.js";

type Kind = "refused" | "error" | "throttled";

/** A service's way to say that something failed. */
interface Manner {
  readonly answer: (error: AwsError) => AwsResponse;
  /** By kind, the name and the HTTP status. */
  readonly names: Readonly<Record<Kind, readonly [code: string, status: number]>>;
}

const query = (namespace: string): Manner => ({
  answer: (error) => queryError(error, namespace),
  names: { refused: ["AccessDenied", 403], error: ["InternalFailure", 500], throttled: ["Throttling", 400] },
});

const jsonRpc = (namespace: string): Manner => ({
  answer: (error) => jsonRpcError(error, namespace),
  names: {
    refused: ["AccessDeniedException", 400],
    error: ["InternalFailure", 500],
    throttled: ["ThrottlingException", 400],
  },
});

/**
 * By signing name; the names that all services share are those of
 * https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
 */
const MANNERS: Readonly<Record<string, Manner>> = {
  iam: query("https://iam.amazonaws.com/doc/2010-05-08/"),
  sts: query("https://sts.amazonaws.com/doc/2011-06-15/"),
  cloudformation: query("http://cloudformation.amazonaws.com/doc/2010-05-15/"),
  logs: jsonRpc("com.amazonaws.logs"),
  cloudcontrolapi: jsonRpc("com.amazonaws.cloudapiservice"),
  amplify: {
    answer: restJsonError,
    names: {
      refused: ["AccessDeniedException", 403],
      error: ["InternalFailureException", 500],
      throttled: ["TooManyRequestsException", 429],
    },
  },
};

/** What AWS says in place of doing, or of telling what it did. */
export function failed(kind: Kind, { service, operation }: AwsRequest): AwsResponse {
  const manner = MANNERS[service];
  if (manner === undefined) throw new Error(`Nothing is known of how ${service} says that something failed`);
  const [code, status] = manner.names[kind];
  return manner.answer(new AwsError(code, wordsOf(kind, `${service}:${operation}`), status));
}

function wordsOf(kind: Kind, action: string): string {
  if (kind === "throttled") return "Rate exceeded";
  if (kind === "error") return "The request processing has failed because of an unknown error";
  return `User: arn:aws:iam::123456789012:user/deployer is not authorized to perform: ${action}`;
}
