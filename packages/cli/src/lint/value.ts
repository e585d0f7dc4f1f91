import { isRecord } from "../util.js";
import type { Step } from "./position.js";

/** Where a value is: its steps in the file's data, its offset in the file, or both. */
export interface Location {
  readonly steps?: readonly Step[];
  readonly offset?: number;
}

/** A property. Its key may be a template. */
export interface Entry {
  readonly key: string | Value;
  readonly value: Value;
  readonly location: Location;
}

/** A part of a string as it is in the file, and where it starts there. */
export interface Piece {
  readonly text: string;
  readonly offset?: number;
}

/**
 * A value of a file as far as it can be evaluated. Where it depends on a condition, all branches are in it. What cannot
 * be evaluated is `unknown`.
 */
export type Value = { readonly location: Location } & (
  | { readonly kind: "known"; readonly data: string | number | boolean | null }
  /** The values in an expression may be known. */
  | { readonly kind: "unknown"; readonly name: string; readonly within?: readonly Value[] }
  /** CloudFormation's AWS::NoValue: the property or item is left out. */
  | { readonly kind: "absent" }
  | { readonly kind: "text"; readonly parts: readonly (Piece | Value)[] }
  | { readonly kind: "array"; readonly items: readonly Value[] }
  | { readonly kind: "concat"; readonly arrays: readonly Value[] }
  | { readonly kind: "object"; readonly entries: readonly Entry[] }
  | { readonly kind: "merge"; readonly objects: readonly Value[] }
  /** One of the branches; `otherwise` is the index of the one that applies if nothing is said about the condition. */
  | {
      readonly kind: "choice";
      readonly condition: string;
      readonly branches: readonly Value[];
      readonly otherwise: number;
    }
  /** JSON text of a value. */
  | { readonly kind: "json"; readonly value: Value }
);

export const isValue = (part: Piece | Value | string): part is Value => typeof part === "object" && "kind" in part;

/** How a format reads data: what it means, and what its keys mean. */
export interface DataReader {
  /** Undefined for data that means what it is. */
  readonly read?: (data: unknown, steps: readonly Step[]) => Value | undefined;
  readonly key?: (key: string) => string | Value;
}

/** The value of data, of which a format may read parts as something else: templates, or functions. */
export function valueOfData(data: unknown, steps: readonly Step[] = [], reader: DataReader = {}): Value {
  const read = reader.read?.(data, steps);
  if (read !== undefined) return read;
  const location: Location = { steps };
  if (Array.isArray(data))
    return { kind: "array", location, items: data.map((item, index) => valueOfData(item, [...steps, index], reader)) };
  if (isRecord(data)) return { kind: "object", location, entries: entriesOfData(data, steps, reader) };
  return { kind: "known", location, data: (data ?? null) as string | number | boolean | null };
}

/** The properties of an object. */
export const entriesOfData = (
  data: Readonly<Record<string, unknown>>,
  steps: readonly Step[],
  reader: DataReader = {},
): readonly Entry[] =>
  Object.entries(data).map(([key, value]) => {
    const own = [...steps, key];
    return { key: reader.key?.(key) ?? key, value: valueOfData(value, own, reader), location: { steps: own } };
  });

/** Values as one string, with a separator between them. */
export const joined = (items: readonly Value[], separator: string, location: Location): Value => ({
  kind: "text",
  location,
  parts: items.flatMap((item, index) => (index === 0 ? [item] : [{ text: separator }, item])),
});

/** The values in a value. */
export function innerValues(value: Value): readonly Value[] {
  switch (value.kind) {
    case "text":
      return value.parts.filter(isValue);
    case "array":
      return value.items;
    case "concat":
      return value.arrays;
    case "object":
      return value.entries.flatMap((entry) => [...(isValue(entry.key) ? [entry.key] : []), entry.value]);
    case "merge":
      return value.objects;
    case "choice":
      return value.branches;
    case "json":
      return [value.value];
    case "unknown":
      return value.within ?? [];
    default:
      return [];
  }
}

/** The value of a property with a plain key. */
export function propertyOf(value: Value | undefined, key: string): Entry | undefined {
  return value?.kind === "object" ? value.entries.find((entry) => entry.key === key) : undefined;
}

/** A property of an object, or an item of an array. Undefined if it is not known which one it is. */
export function partOf(value: Value | undefined, step: string): Value | undefined {
  if (value?.kind === "object") return propertyOf(value, step)?.value;
  if (value?.kind === "array") return /^\d+$/.test(step) ? value.items[Number(step)] : undefined;
  if (value?.kind !== "choice") return undefined;
  const branches = value.branches.map((branch) => partOf(branch, step));
  return branches.every((branch) => branch !== undefined) ? { ...value, branches } : undefined;
}

/** A value whose strings are changed. */
export function mapTexts(value: Value, change: (text: string) => string): Value {
  const map = (inner: Value) => mapTexts(inner, change);
  switch (value.kind) {
    case "known":
      return typeof value.data === "string" ? { ...value, data: change(value.data) } : value;
    case "text":
      return {
        ...value,
        parts: value.parts.map((part) => (isValue(part) ? map(part) : { ...part, text: change(part.text) })),
      };
    case "array":
      return { ...value, items: value.items.map(map) };
    case "concat":
      return { ...value, arrays: value.arrays.map(map) };
    case "object":
      return {
        ...value,
        entries: value.entries.map((entry) => ({
          ...entry,
          key: isValue(entry.key) ? map(entry.key) : change(entry.key),
          value: map(entry.value),
        })),
      };
    case "merge":
      return { ...value, objects: value.objects.map(map) };
    case "choice":
      return { ...value, branches: value.branches.map(map) };
    case "json":
      return { ...value, value: map(value.value) };
    default:
      return value;
  }
}

/** Without empty strings, and null: https://developer.hashicorp.com/terraform/language/functions/compact */
export function compacted(value: Value): Value {
  const { location } = value;
  if (value.kind === "known" && (value.data === "" || value.data === null)) return { kind: "absent", location };
  if (value.kind === "array") return { ...value, items: value.items.map(compacted) };
  if (value.kind === "concat") return { ...value, arrays: value.arrays.map(compacted) };
  if (value.kind === "choice") return { ...value, branches: value.branches.map(compacted) };
  return value;
}

/** A local value for what is not created is empty: `try(data.aws_partition.current[0].partition, "")`. Then nothing uses it. */
export function withoutFallback(value: Value): Value {
  const { location } = value;
  if (value.kind !== "choice") return value;
  const branches = value.branches.map((branch): Value => {
    const isEmpty =
      branch.kind === "absent" || (branch.kind === "known" && (branch.data === "" || branch.data === null));
    return isEmpty ? { kind: "unknown", location, name: "fallback" } : withoutFallback(branch);
  });
  return { ...value, branches };
}
