import { isUnresolved, withUniformPlaceholders } from "../placeholders/placeholder.js";
import { groupBy } from "../util/group-by.js";
import { type Conditions, toArray, unwrapSingle } from "./document.js";
import { compareUnits, orderOf, sortStrings } from "./sort-strings.js";

/** Compares by code unit, the same on every machine. Strings that differ only in unresolved values are equal. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  return isUnresolved(a) || isUnresolved(b)
    ? compareUnits(withUniformPlaceholders(a), withUniformPlaceholders(b))
    : compareUnits(a, b);
}

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

/** The distinct strings in order. Those that differ only in unresolved values keep the order of the input. */
export function sortedUnique(strings: readonly string[]): readonly string[] {
  if (strings.length < 2) return strings;
  if (strings.some(isUnresolved)) return [...new Set(strings)].sort(compareStrings);
  const inOrder = sortStrings([...strings]);
  return inOrder.filter((string, index) => index === 0 || string !== inOrder[index - 1]);
}

/** Distinct strings in order, as `sortedUnique` returns them. May sort in place. */
export function sorted(strings: string[]): readonly string[] {
  if (strings.length < 2) return strings;
  return strings.some(isUnresolved) ? strings.sort(compareStrings) : sortStrings(strings);
}

/**
 * The indexes of strings, with equal strings next to each other. The first of each are in the order of `sorted`, and equal
 * ones in the order of the input.
 */
export function orderOfGroups(strings: readonly string[]): ArrayLike<number> {
  if (!strings.some(isUnresolved)) return orderOf(strings);
  const indexes = groupBy(strings.map((string, index) => [string, index]));
  return sorted([...indexes.keys()]).flatMap((string) => indexes.get(string) ?? []);
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
