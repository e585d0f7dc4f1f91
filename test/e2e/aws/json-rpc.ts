import { AwsError, unknownOperation } from "./errors.js";
import { type AwsRequest, type AwsResponse, type JsonObject, jsonBody } from "./message.js";
import type { ServiceModel } from "./models/service-model.js";
import { validationError } from "./models/validation.js";

/** Answers an operation. */
export type JsonOperation = (input: JsonObject, region: string) => JsonObject;

/**
 * Answers a request in AWS's protocols JSON 1.0 and JSON 1.1, if its input is what the service's model asks for.
 *
 * @throws AwsError `UnknownOperationException`, `ValidationException`, or what the operation throws
 */
export function answerJsonRpc(
  request: AwsRequest,
  model: ServiceModel,
  version: "1.0" | "1.1",
  operations: Readonly<Record<string, JsonOperation>>,
): AwsResponse {
  const run = operations[request.operation];
  const operation = model.operations[request.operation];
  if (run === undefined || operation === undefined) throw unknownOperation(request, request.operation);
  const input = jsonBody(request);
  const wrong = validationError(model, operation, { body: input });
  // Not among the errors in the services' models, and what they answer nevertheless, as in
  // https://github.com/getmoto/moto/issues/1979.
  if (wrong !== undefined) throw new AwsError("ValidationException", wrong);
  const body = JSON.stringify(run(input, request.region));
  return { status: 200, headers: { "content-type": `application/x-amz-json-${version}` }, body };
}
