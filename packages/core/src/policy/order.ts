import { isUnresolved, withUniformPlaceholders } from "../placeholders/placeholder.js";
import { type Conditions, toArray, unwrapSingle } from "./document.js";
import { sortStrings } from "./sort-strings.js";

/** Compares by code unit, the same on every machine. Strings that differ only in unresolved values are equal. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  return isUnresolved(a) || isUnresolved(b)
    ? compareUnits(withUniformPlaceholders(a), withUniformPlaceholders(b))
    : compareUnits(a, b);
}

/** Compares strings without unresolved values by code unit. */
export const compareUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Compares entry by entry. An array comes before a longer one that begins with it. */
export function compareArrays(
  a: string | readonly string[] | undefined,
  b: string | readonly string[] | undefined,
): number {
  if (a === b) return 0;
  if (typeof a === "string" && typeof b === "string") return compareStrings(a, b);
  const [left, right] = [toArray(a), toArray(b)];
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index++) {
    const order = compareStrings(left[index] as string, right[index] as string);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** The distinct strings in order. */
export const sortedUnique = (strings: Iterable<string>): readonly string[] => sorted([...new Set(strings)]);

/** Distinct strings in order. Those that differ only in unresolved values stay as they are. May sort in place. */
export function sorted(strings: string[]): readonly string[] {
  if (strings.length < 2) return strings;
  return strings.some(isUnresolved) ? strings.sort(compareStrings) : sortStrings(strings);
}

/** Conditions with operators, keys and values in order, so that equal conditions have the same JSON. */
export function sortedConditions(conditions: Conditions): Conditions {
  return sortedRecord(conditions, (keys) => sortedRecord(keys, sortedValues));
}

const sortedValues = (values: string | readonly string[]) =>
  typeof values === "string" ? values : unwrapSingle(sortedUnique(values));

function sortedRecord<T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(sorted(Object.keys(record)).map((key) => [key, map(record[key] as T)]));
}
