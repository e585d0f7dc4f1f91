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

/** Data as it is, which has no templates. */
export function valueOfData(data: unknown, steps: readonly Step[] = []): Value {
  const location: Location = { steps };
  if (Array.isArray(data))
    return { kind: "array", location, items: data.map((item, index) => valueOfData(item, [...steps, index])) };
  if (typeof data === "object" && data !== null) {
    const entries = Object.entries(data).map(([key, value]): Entry => {
      const inner = valueOfData(value, [...steps, key]);
      return { key, value: inner, location: inner.location };
    });
    return { kind: "object", location, entries };
  }
  return { kind: "known", location, data: (data ?? null) as string | number | boolean | null };
}

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
