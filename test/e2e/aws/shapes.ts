import { isMembers } from "./message.js";

/** What a value has to be: the part of a service model that the gateway holds requests against. */
export type Shape =
  | { readonly is: "boolean" }
  | { readonly is: "integer"; readonly min?: number; readonly max?: number }
  | Text
  | { readonly is: "map"; readonly min?: number; readonly max?: number; readonly key: Text; readonly value: Shape }
  | { readonly is: "list"; readonly min?: number; readonly max?: number; readonly item: Shape }
  | Structure;

export interface Text {
  readonly is: "string";
  readonly min?: number;
  readonly max?: number;
  /** As the model has it: for Java's regular expressions, and for the whole text. */
  readonly pattern?: string;
  readonly of?: readonly string[];
}

export interface Structure {
  readonly is: "structure";
  readonly required?: readonly string[];
  readonly members: Readonly<Record<string, Shape>>;
}

export type Structures = Readonly<Record<string, Structure>>;

/**
 * What is wrong with a request: members that the operation does not know, required ones that it lacks, limits that it
 * breaks. Worded as AWS words it, as one message; nothing where it fits. Of AWS's services, some pass over members that
 * they do not know: here they are a mistake in any case.
 */
export function validationError(shape: Structure, input: unknown): string | undefined {
  const faults = faultsOf(shape, input, "");
  if (faults.length === 0) return undefined;
  return `${faults.length} validation error${faults.length === 1 ? "" : "s"} detected: ${faults.join("; ")}`;
}

function fault(path: string, constraint: string): string {
  return `Value at '${path}' failed to satisfy constraint: Member must ${constraint}`;
}

function faultsOf(shape: Shape, value: unknown, path: string): string[] {
  switch (shape.is) {
    case "boolean":
      return typeof value === "boolean" ? [] : [fault(path, "be a boolean")];
    case "integer":
      return Number.isInteger(value)
        ? limitFaults(shape, value as number, path, "value")
        : [fault(path, "be an integer")];
    case "string":
      return textFaults(shape, value, path);
    case "list":
      if (!Array.isArray(value)) return [fault(path, "be a list")];
      return [
        ...limitFaults(shape, value.length, path, "length"),
        ...value.flatMap((item, index) => faultsOf(shape.item, item, `${path}.${index + 1}.member`)),
      ];
    case "map": {
      if (!isMembers(value)) return [fault(path, "be a map")];
      const entries = Object.entries(value);
      return [
        ...limitFaults(shape, entries.length, path, "length"),
        ...entries.flatMap(([key, entry]) => [
          ...textFaults(shape.key, key, `${path}.key`),
          ...faultsOf(shape.value, entry, `${path}.${key}.member`),
        ]),
      ];
    }
    case "structure":
      return structureFaults(shape, value, path);
  }
}

function limitFaults(
  { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: { readonly min?: number; readonly max?: number },
  size: number,
  path: string,
  what: "length" | "value",
): string[] {
  if (size < min) return [fault(path, `have ${what} greater than or equal to ${min}`)];
  return size > max ? [fault(path, `have ${what} less than or equal to ${max}`)] : [];
}

function textFaults(shape: Text, value: unknown, path: string): string[] {
  if (typeof value !== "string") return [fault(path, "be a string")];
  if (shape.of !== undefined && !shape.of.includes(value)) {
    return [fault(path, `satisfy enum value set: [${shape.of.join(", ")}]`)];
  }
  const matches = shape.pattern === undefined || regularExpression(shape.pattern).test(value);
  return [
    ...limitFaults(shape, value.length, path, "length"),
    ...(matches ? [] : [fault(path, `satisfy regular expression pattern: ${shape.pattern}`)]),
  ];
}

/** Java's `(?s)` is the flag s here, and its `matches` looks at the whole text. */
function regularExpression(pattern: string): RegExp {
  const dotAll = pattern.startsWith("(?s)");
  return new RegExp(`^(?:${dotAll ? pattern.slice("(?s)".length) : pattern})$`, dotAll ? "su" : "u");
}

function structureFaults(shape: Structure, value: unknown, path: string): string[] {
  if (!isMembers(value)) return [fault(path, "be an object")];
  const at = (name: string) => (path === "" ? name : `${path}.${name}`);
  const missing = (shape.required ?? []).filter((name) => (value[name] ?? null) === null);
  return [
    ...missing.map((name) => fault(at(name), "not be null")),
    ...Object.entries(value).flatMap(([name, member]) => {
      const known = shape.members[name];
      if (known === undefined) return [fault(at(name), "be one that the operation has")];
      return (member ?? null) === null ? [] : faultsOf(known, member, at(name));
    }),
  ];
}
