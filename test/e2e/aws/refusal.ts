import { AwsError, cborError, jsonRpcError, queryError, restJsonError, s3Error } from "./errors.js";
import type { AwsMessage, AwsResponse } from "./message.js";
import { modelNamed, modelsSignedFor, type ServiceModel } from "./models/service-model.js";

/** A refusal in the protocol of the service that was asked. */
export function refusal(message: AwsMessage, error: AwsError): AwsResponse {
  const answer = inProtocol(message, error);
  return message.method === "HEAD" ? { ...answer, body: "" } : answer;
}

/** A denial, which has another name where errors are XML, and another status in an RPC. */
export function denied(message: AwsMessage, reason: string): AwsResponse {
  const protocol = protocolOf(message);
  const isXml = ["query", "rest-xml"].includes(protocol);
  const isRest = isXml || protocol === "rest-json";
  const code = isXml ? "AccessDenied" : "AccessDeniedException";
  return refusal(message, new AwsError(code, reason, isRest ? 403 : 400));
}

function inProtocol(message: AwsMessage, error: AwsError): AwsResponse {
  const namespace = `com.amazonaws.${message.service}`;
  switch (protocolOf(message)) {
    case "json-1.0":
      return jsonRpcError(error, namespace, "1.0");
    case "json-1.1":
      return jsonRpcError(error, namespace, "1.1");
    case "smithy-rpc-v2-cbor":
      return cborError(error, namespace);
    case "query":
      return queryError(error, modelOf(message)?.metadata.xmlNamespace ?? "");
    case "rest-xml":
      return message.service === "s3"
        ? s3Error(error)
        : queryError(error, modelOf(message)?.metadata.xmlNamespace ?? "");
    default:
      return restJsonError(error);
  }
}

/** An RPC says its protocol itself, as some services have several. */
function protocolOf(message: AwsMessage): string {
  const { "x-amz-target": target, "smithy-protocol": smithy, "content-type": type = "" } = message.headers;
  if (smithy !== undefined) return "smithy-rpc-v2-cbor";
  if (target !== undefined) return type.includes("1.1") ? "json-1.1" : "json-1.0";
  if (type.startsWith("application/x-www-form-urlencoded")) return "query";
  return modelOf(message)?.metadata.protocol ?? "rest-json";
}

const modelOf = ({ service }: AwsMessage): ServiceModel | undefined =>
  modelNamed(service) ?? modelsSignedFor(service)[0];
