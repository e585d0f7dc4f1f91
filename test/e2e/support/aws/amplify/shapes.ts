import { badRequest } from "../errors.js";
import { isMembers, type Members } from "../message.js";

/** What a value has to be: the part of a service model that the gateway holds requests against. */
export type Shape =
  | { readonly is: "boolean" }
  | { readonly is: "string"; readonly min?: number; readonly max?: number; readonly of?: readonly string[] }
  | { readonly is: "map"; readonly max?: number; readonly value: Shape }
  | { readonly is: "list"; readonly item: Shape }
  | Structure;

export interface Structure {
  readonly is: "structure";
  readonly required?: readonly string[];
  readonly members: Readonly<Record<string, Shape>>;
}

/** Refuses a request that has members the operation does not know, lacks required ones, or breaks their limits. */
export function check(shape: Structure, input: Members): void {
  const faults = faultsOf(shape, input, "");
  if (faults.length > 0) {
    throw badRequest(`${faults.length} validation error(s) detected: ${faults.join("; ")}`);
  }
}

function faultsOf(shape: Shape, value: unknown, path: string): string[] {
  switch (shape.is) {
    case "boolean":
      return typeof value === "boolean" ? [] : [`'${path}' is not a boolean`];
    case "string":
      return textFaults(shape, value, path);
    case "list":
      if (!Array.isArray(value)) return [`'${path}' is not a list`];
      return value.flatMap((item, index) => faultsOf(shape.item, item, `${path}[${index}]`));
    case "map": {
      if (!isMembers(value)) return [`'${path}' is not a map`];
      const entries = Object.entries(value);
      const many = entries.length > (shape.max ?? Number.POSITIVE_INFINITY) ? [`'${path}' has too many entries`] : [];
      return [...many, ...entries.flatMap(([key, entry]) => faultsOf(shape.value, entry, `${path}.${key}`))];
    }
    case "structure":
      return structureFaults(shape, value, path);
  }
}

function textFaults(shape: Extract<Shape, { is: "string" }>, value: unknown, path: string): string[] {
  if (typeof value !== "string") return [`'${path}' is not a string`];
  if (shape.of !== undefined && !shape.of.includes(value)) return [`'${path}' is none of ${shape.of.join(", ")}`];
  if (value.length < (shape.min ?? 0)) return [`'${path}' is shorter than ${shape.min}`];
  if (value.length > (shape.max ?? Number.POSITIVE_INFINITY)) return [`'${path}' is longer than ${shape.max}`];
  return [];
}

function structureFaults(shape: Structure, value: unknown, path: string): string[] {
  if (!isMembers(value)) return [`'${path}' is not an object`];
  const at = (name: string) => (path === "" ? name : `${path}.${name}`);
  const missing = (shape.required ?? []).filter((name) => (value[name] ?? null) === null);
  return [
    ...missing.map((name) => `'${at(name)}' is missing`),
    ...Object.entries(value).flatMap(([name, member]) => {
      const known = shape.members[name];
      if (known === undefined) return [`'${at(name)}' is unknown`];
      return (member ?? null) === null ? [] : faultsOf(known, member, at(name));
    }),
  ];
}
