import jsonPatch, { type Operation } from "fast-json-patch";
import { AwsError } from "../errors.js";
import type { JsonObject } from "../message.js";

/** What the library calls a path that leads nowhere. Cloud Control has one message for all of them. */
const NO_SUCH_PATH = [
  "OPERATION_FROM_UNRESOLVABLE",
  "OPERATION_PATH_CANNOT_ADD",
  "OPERATION_PATH_ILLEGAL_ARRAY_INDEX",
  "OPERATION_PATH_UNRESOLVABLE",
  "OPERATION_VALUE_OUT_OF_BOUNDS",
];

/**
 * A copy of a document with a JSON patch applied (RFC 6902).
 *
 * @throws AwsError where the patch does not fit the document, such as one that replaces what is not there. The library's
 * own messages contain the whole document; Cloud Control's only the path, with one slash too many, as in
 * https://github.com/hashicorp/terraform-provider-awscc/issues/3235
 */
export function patched(document: JsonObject, operations: readonly Operation[]): JsonObject {
  try {
    return jsonPatch.applyPatch(structuredClone(document), [...operations], true).newDocument;
  } catch (error) {
    if (!(error instanceof jsonPatch.JsonPatchError)) throw error;
    const { op, path } = (error.operation ?? {}) as Partial<Operation>;
    const [reason = ""] = error.message.split("\n");
    const message = NO_SUCH_PATH.includes(error.name) ? `noSuchPath in source, path provided : /${path}` : reason;
    throw new AwsError("ValidationException", `[${String(op).toUpperCase()} Operation] ${message}`);
  }
}
