import { isUnresolved, withUniformPlaceholders } from "../placeholders/placeholder.js";
import type { Conditions } from "./document.js";
import { unwrapSingle } from "./document.js";

/** Compares by code unit, the same on every machine; texts that differ in late values only are equal. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return isUnresolved(a) || isUnresolved(b)
    ? compareUnits(withUniformPlaceholders(a), withUniformPlaceholders(b))
    : compareUnits(a, b);
}

/** Compares texts without late values by code unit. */
export const compareUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Compares entry by entry; a list comes before those that begin with it. */
export function compareLists(a: readonly string[], b: readonly string[]): number {
  if (a === b) return 0;
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index++) {
    const order = compareText(a[index] as string, b[index] as string);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** The texts, each once, in order. */
export const sorted = (texts: Iterable<string>): readonly string[] => inOrder([...new Set(texts)]);

/** Puts texts, none of which is there twice, in order. */
export function inOrder(unique: string[]): readonly string[] {
  if (unique.length < 2) return unique;
  return unique.some(isUnresolved) ? unique.sort(compareText) : unique.sort();
}

/** Conditions with their operators, keys and values in order, so that equal conditions are equal text. */
export function sortedConditions(conditions: Conditions): Conditions {
  return sortedRecord(conditions, (keys) => sortedRecord(keys, sortedValues));
}

const sortedValues = (values: string | readonly string[]) =>
  typeof values === "string" ? values : unwrapSingle(sorted(values));

function sortedRecord<T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> {
  const keys = inOrder(Object.keys(record));
  return Object.fromEntries(keys.map((key) => [key, map(record[key] as T)]));
}
