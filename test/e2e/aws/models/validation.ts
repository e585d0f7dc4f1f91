import { isJsonObject, type JsonObject } from "../message.js";
import type { Member, Operation, ServiceModel, Shape } from "./service-model.js";

/** The members of a request by where they are. Only REST requests have other places than the body. */
export interface Input {
  readonly uri?: JsonObject;
  readonly querystring?: JsonObject;
  readonly body?: JsonObject;
}

/**
 * What is wrong with a request: members that the operation does not have, required ones that are missing, limits that
 * values exceed. In AWS's words, as one message; nothing where the request fits the model. Some of AWS's services ignore
 * members that they do not know. Here they are an error in any case.
 */
export function validationError(model: ServiceModel, operation: Operation, input: Input): string | undefined {
  const shape = shapeOf(model, operation.input?.shape);
  const errors = [
    ...structureErrors(model, partOf(shape, "uri"), input.uri ?? {}, ""),
    ...structureErrors(model, partOf(shape, "querystring"), input.querystring ?? {}, ""),
    ...structureErrors(model, partOf(shape, undefined), input.body ?? {}, ""),
  ];
  if (errors.length === 0) return undefined;
  return `${errors.length} validation error${errors.length === 1 ? "" : "s"} detected: ${errors.join("; ")}`;
}

/** The parameters of a query as their shapes have them. */
export function queryInput(model: ServiceModel, operation: Operation, query: URLSearchParams): JsonObject {
  const { members = {} } = partOf(shapeOf(model, operation.input?.shape), "querystring");
  const typed = (name: string): unknown => {
    const values = query.getAll(name);
    const { type } = shapeOf(model, members[name]?.shape);
    if (type === "list") return values;
    return type === "integer" || type === "long" ? Number(values[0]) : values[0];
  };
  return Object.fromEntries([...new Set(query.keys())].map((name) => [name, typed(name)]));
}

/** An operation without an input has no members. */
const shapeOf = ({ shapes }: ServiceModel, name: string | undefined): Shape =>
  shapes[name ?? ""] ?? { type: "structure" };

/** The members that a request has in one place, by their names there. */
function partOf({ members = {}, required = [] }: Shape, location: Member["location"]): Shape {
  const here = Object.entries(members).filter(([, member]) => member.location === location);
  const nameOf = (name: string, { locationName = name }: Member) => (location === undefined ? name : locationName);
  return {
    type: "structure",
    members: Object.fromEntries(here.map(([name, member]) => [nameOf(name, member), member])),
    required: here.flatMap(([name, member]) => (required.includes(name) ? [nameOf(name, member)] : [])),
  };
}

function error(path: string, constraint: string): string {
  return `Value at '${path}' failed to satisfy constraint: Member must ${constraint}`;
}

function errorsOf(model: ServiceModel, member: Member | undefined, value: unknown, path: string): string[] {
  const shape = shapeOf(model, member?.shape);
  switch (shape.type) {
    case "boolean":
      return typeof value === "boolean" ? [] : [error(path, "be a boolean")];
    case "integer":
    case "long":
      return Number.isInteger(value)
        ? limitErrors(shape, Number(value), path, "value")
        : [error(path, "be an integer")];
    case "timestamp":
      // In JSON, seconds since 1970: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
      return typeof value === "number" ? [] : [error(path, "be a number of seconds")];
    case "string":
      return stringErrors(shape, value, path);
    case "list":
      if (!Array.isArray(value)) return [error(path, "be a list")];
      return [
        ...limitErrors(shape, value.length, path, "length"),
        ...value.flatMap((item, index) => errorsOf(model, shape.member, item, `${path}.${index + 1}.member`)),
      ];
    case "map": {
      if (!isJsonObject(value)) return [error(path, "be a map")];
      const entries = Object.entries(value);
      return [
        ...limitErrors(shape, entries.length, path, "length"),
        ...entries.flatMap(([key, entry]) => [
          ...errorsOf(model, shape.key, key, `${path}.key`),
          ...errorsOf(model, shape.value, entry, `${path}.${key}.member`),
        ]),
      ];
    }
    case "structure":
      return structureErrors(model, shape, value, path);
    default:
      throw new Error(`Nothing checks a ${shape.type}, which ${path} is`);
  }
}

function limitErrors(
  { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: Shape,
  size: number,
  path: string,
  what: "length" | "value",
): string[] {
  if (size < min) return [error(path, `have ${what} greater than or equal to ${min}`)];
  return size > max ? [error(path, `have ${what} less than or equal to ${max}`)] : [];
}

function stringErrors(shape: Shape, value: unknown, path: string): string[] {
  if (typeof value !== "string") return [error(path, "be a string")];
  if (shape.enum !== undefined && !shape.enum.includes(value)) {
    return [error(path, `satisfy enum value set: [${shape.enum.join(", ")}]`)];
  }
  const matches = shape.pattern === undefined || regularExpression(shape.pattern).test(value);
  return [
    ...limitErrors(shape, value.length, path, "length"),
    ...(matches ? [] : [error(path, `satisfy regular expression pattern: ${shape.pattern}`)]),
  ];
}

/** Java's `(?s)` is the flag s here, and its `matches` looks at the whole string. */
function regularExpression(pattern: string): RegExp {
  const dotAll = pattern.startsWith("(?s)");
  return new RegExp(`^(?:${dotAll ? pattern.slice("(?s)".length) : pattern})$`, dotAll ? "su" : "u");
}

function structureErrors(model: ServiceModel, shape: Shape, value: unknown, path: string): string[] {
  if (!isJsonObject(value)) return [error(path, "be an object")];
  const at = (name: string) => (path === "" ? name : `${path}.${name}`);
  const missing = (shape.required ?? []).filter((name) => (value[name] ?? null) === null);
  return [
    ...missing.map((name) => error(at(name), "not be null")),
    ...Object.entries(value).flatMap(([name, item]) => {
      const member = shape.members?.[name];
      if (member === undefined) return [error(at(name), "be one that the operation has")];
      return (item ?? null) === null ? [] : errorsOf(model, member, item, at(name));
    }),
  ];
}
