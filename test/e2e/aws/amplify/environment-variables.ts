import { badRequest } from "../errors.js";
import { isJsonObject, type JsonObject } from "../message.js";

/**
 * The variables to keep, of those that a request sets. Names beginning with `AWS` are reserved; one with
 * an empty name, or a blank in its place, is what clients send to remove all variables.
 * https://docs.aws.amazon.com/amplify/latest/userguide/environment-variables.html
 */
export function keptVariables(variables: unknown): JsonObject {
  if (!isJsonObject(variables)) return {};
  const reserved = Object.keys(variables).filter((name) => name.startsWith("AWS"));
  if (reserved.length > 0) {
    throw badRequest(`Environment variables cannot start with the reserved prefix "AWS": ${reserved.join(", ")}`);
  }
  return Object.fromEntries(Object.entries(variables).filter(([name]) => name.trim() !== ""));
}
