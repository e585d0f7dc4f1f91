import { readFileSync } from "node:fs";
import { Ajv, type ErrorObject } from "ajv";
import type { JsonObject } from "../message.js";

/** https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html */
export interface ResourceSchema {
  readonly typeName: string;
  readonly createOnlyProperties: readonly string[];
  readonly readOnlyProperties: readonly string[];
}

export const branchSchemaText = readFileSync(new URL("../amplify-branch.schema.json", import.meta.url), "utf8");
export const branchSchema: ResourceSchema = JSON.parse(branchSchemaText);

// CloudFormation's own keywords (`readOnlyProperties`, `handlers`) are not JSON Schema's. A type's schema is draft 7, in
// which an object need not say that it is one.
const ajv = new Ajv({ allErrors: true, strict: false, verbose: true });
const validate = ajv.compile({ ...JSON.parse(branchSchemaText), type: "object" });

/**
 * What is wrong with a branch's properties, in Cloud Control's words; nothing where they fit the schema. Cloud Control
 * validates with the Java library everit, and removes the values from its messages: a property may be a secret.
 * https://github.com/aws-cloudformation/cloudformation-resource-schema (ValidationException.java)
 */
export function branchErrors(properties: JsonObject): string[] {
  return validate(properties) ? [] : (validate.errors ?? []).map((error) => `#${error.instancePath}: ${reason(error)}`);
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  array: "JSONArray",
  boolean: "Boolean",
  object: "JSONObject",
  string: "String",
};

function reason({ keyword, params, data }: ErrorObject): string {
  switch (keyword) {
    case "required":
      return `required key [${params.missingProperty}] not found`;
    case "additionalProperties":
      return `extraneous key [${params.additionalProperty}] is not permitted`;
    case "type":
      return `expected type: ${TYPE_NAMES[params.type] ?? params.type}, found: ${typeOf(data)}`;
    case "minLength":
    case "maxLength":
      return `expected ${keyword}: ${params.limit}, actual: ${String(data).length}`;
    default:
      return `failed validation constraint for keyword [${keyword}]`;
  }
}

/** As Java calls the type of a value in JSON. */
function typeOf(value: unknown): string {
  if (value === null) return "Null";
  if (typeof value === "number") return Number.isInteger(value) ? "Integer" : "BigDecimal";
  return TYPE_NAMES[Array.isArray(value) ? "array" : typeof value] ?? typeof value;
}
