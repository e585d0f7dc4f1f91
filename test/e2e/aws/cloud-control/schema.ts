import { readFileSync } from "node:fs";
import { isMembers, type Members } from "../message.js";

/** The part of JSON Schema that the schemas of resource types here use. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: "string" | "boolean" | "array" | "object";
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
}

/** https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html */
export interface ResourceSchema extends Schema {
  readonly typeName: string;
  readonly properties: Readonly<Record<string, Schema>>;
  readonly definitions: Readonly<Record<string, Schema>>;
  readonly createOnlyProperties: readonly string[];
  readonly readOnlyProperties: readonly string[];
  readonly writeOnlyProperties: readonly string[];
}

export const branchSchemaText = readFileSync(new URL("../amplify-branch.schema.json", import.meta.url), "utf8");
export const branchSchema: ResourceSchema = JSON.parse(branchSchemaText);

/** What is wrong with a resource's properties, in the words of Cloud Control; nothing where they fit the schema. */
export function schemaFaults(resource: ResourceSchema, properties: Members): string[] {
  return faultsOf({ ...resource, type: "object" }, properties, "#", resource);
}

function faultsOf(schema: Schema, value: unknown, path: string, resource: ResourceSchema): string[] {
  if (schema.$ref !== undefined) {
    const definition = resource.definitions[schema.$ref.replace("#/definitions/", "")];
    if (definition === undefined) throw new Error(`${resource.typeName} has no ${schema.$ref}`);
    return faultsOf(definition, value, path, resource);
  }
  switch (schema.type) {
    case "object":
      return objectFaults(schema, value, path, resource);
    case "array": {
      const { items } = schema;
      if (!Array.isArray(value)) return [`${path}: expected type: JSONArray`];
      return items === undefined ? [] : value.flatMap((item, at) => faultsOf(items, item, `${path}/${at}`, resource));
    }
    case "boolean":
      return typeof value === "boolean" ? [] : [`${path}: expected type: Boolean`];
    default:
      return textFaults(schema, value, path);
  }
}

function objectFaults(schema: Schema, value: unknown, path: string, resource: ResourceSchema): string[] {
  if (!isMembers(value)) return [`${path}: expected type: JSONObject`];
  const known = schema.properties ?? {};
  const missing = (schema.required ?? []).filter((name) => value[name] === undefined);
  return [
    ...missing.map((name) => `${path}: required key [${name}] not found`),
    ...Object.entries(value).flatMap(([name, member]) => {
      const property = known[name];
      if (property === undefined) return [`${path}: extraneous key [${name}] is not permitted`];
      return faultsOf(property, member, `${path}/${name}`, resource);
    }),
  ];
}

function textFaults(schema: Schema, value: unknown, path: string): string[] {
  if (typeof value !== "string") return [`${path}: expected type: String`];
  const faults: string[] = [];
  if (schema.enum !== undefined && !schema.enum.includes(value))
    faults.push(`${path}: ${value} is not a valid enum value`);
  if (value.length < (schema.minLength ?? 0)) faults.push(`${path}: expected minLength: ${schema.minLength}`);
  if (value.length > (schema.maxLength ?? Number.POSITIVE_INFINITY)) {
    faults.push(`${path}: expected maxLength: ${schema.maxLength}`);
  }
  if (schema.pattern !== undefined && !new RegExp(schema.pattern, "u").test(value)) {
    faults.push(`${path}: does not match pattern ${schema.pattern}`);
  }
  return faults;
}
