import { isLate, skeleton } from "../text/late.js";
import type { Conditions } from "./document.js";
import { listOf, unlisted } from "./document.js";

/** Compares by code unit, the same on every machine; texts that differ in late values only are equal. */
export const compareText = (a: string, b: string): number => compareUnits(skeleton(a), skeleton(b));

/** Compares texts without late values by code unit. */
export const compareUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The texts, each once, in order. */
export function sorted(texts: Iterable<string>): readonly string[] {
  const unique = [...new Set(texts)];
  return unique.some(isLate) ? unique.sort(compareText) : unique.sort();
}

/** Conditions with their operators, keys and values in order, so that equal conditions are equal text. */
export function sortedConditions(conditions: Conditions): Conditions {
  return sortedRecord(conditions, (keys) => sortedRecord(keys, (values) => unlisted(sorted(listOf(values)))));
}

function sortedRecord<T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> {
  const keys = Object.keys(record).sort(compareText);
  return Object.fromEntries(keys.map((key) => [key, map(record[key] as T)]));
}
