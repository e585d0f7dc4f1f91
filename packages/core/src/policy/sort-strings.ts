/** The built-in sort is as fast for fewer strings. */
const FEWEST = 32;

/** Characters compared at once: digits of a number whose last 20 bits are an index. Together they fit into 53 bits. */
const WIDTH = 4;
/** IAM accepts characters up to U+00FF. A digit is the character code plus one, and zero past the end. */
const BASE = 257;
const INDEXES = 2 ** 20;

/**
 * Sorts strings by code unit, as `strings.sort()` does. A radix sort: it compares the characters after the longest common
 * prefix as a number, which takes half the time for ARNs.
 *
 * @returns the sorted strings; the given array may be sorted in place
 */
export function sortStrings(strings: string[]): string[] {
  if (strings.length < FEWEST || strings.length > INDEXES) return strings.sort();
  const start = commonPrefixLength(strings);
  const keys = new Float64Array(strings.length);
  for (let index = 0; index < strings.length; index++) {
    const digits = digitsAt(start, strings[index] as string);
    if (digits === undefined) return strings.sort();
    keys[index] = digits * INDEXES + index;
  }
  keys.sort();
  const sorted: string[] = [];
  for (let from = 0, to = 0; from < keys.length; from = to) {
    const digits = Math.floor((keys[from] as number) / INDEXES) * INDEXES;
    const at = (position: number) => strings[(keys[position] as number) - digits] as string;
    to = from + 1;
    while (to < keys.length && (keys[to] as number) < digits + INDEXES) to += 1;
    if (to === from + 1) {
      sorted.push(at(from));
      continue;
    }
    // Strings with the same digits differ only after them.
    const equal: string[] = [];
    for (let position = from; position < to; position++) equal.push(at(position));
    for (const string of sortStrings(equal)) sorted.push(string);
  }
  return sorted;
}

/** The characters from `start` on as a number; undefined if one is not a digit. */
function digitsAt(start: number, string: string): number | undefined {
  let digits = 0;
  for (let index = start; index < start + WIDTH; index++) {
    const digit = index < string.length ? string.charCodeAt(index) + 1 : 0;
    if (digit >= BASE) return undefined;
    digits = digits * BASE + digit;
  }
  return digits;
}

function commonPrefixLength(strings: readonly string[]): number {
  let prefix = strings[0] ?? "";
  for (const string of strings) {
    if (string.slice(0, prefix.length) === prefix) continue;
    let length = 0;
    while (string.charCodeAt(length) === prefix.charCodeAt(length)) length += 1;
    prefix = prefix.slice(0, length);
  }
  return prefix.length;
}
