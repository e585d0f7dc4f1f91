/** The built-in sort is as fast for fewer strings. */
const FEWEST = 32;

/** Characters compared at once: digits of a number whose last 20 bits are an index. Together they fit into 53 bits. */
const WIDTH = 4;
/** IAM accepts characters up to U+00FF. A digit is the character code plus one, and zero past the end. */
const BASE = 257;
const INDEXES = 2 ** 20;

/** Sorts strings by code unit, as `strings.sort()` does, in half the time. The given array may be sorted in place. */
export function sortStrings(strings: string[]): string[] {
  if (strings.length < FEWEST) return strings.sort();
  const sorted: string[] = [];
  for (const index of orderOf(strings)) sorted.push(strings[index] as string);
  return sorted;
}

/**
 * The indexes of strings in the order of `strings.sort()`. Equal strings are next to each other, in the order of the
 * input. A radix sort: it compares the characters after the longest common prefix as a number, which takes half the time
 * for ARNs.
 */
export function orderOf(strings: readonly string[]): Uint32Array {
  const indexes = new Uint32Array(strings.length);
  for (let index = 0; index < indexes.length; index++) indexes[index] = index;
  sortFrom(0, strings, indexes);
  return indexes;
}

/** Sorts indexes of strings in place. The strings have their first `shared` characters in common. */
function sortFrom(shared: number, strings: readonly string[], indexes: Uint32Array): void {
  const start = commonPrefixLength(shared, strings, indexes);
  const keys = indexes.length < FEWEST || indexes.length > INDEXES ? undefined : keysAt(start, strings, indexes);
  if (keys === undefined) {
    indexes.sort((a, b) => compareUnits(strings[a] as string, strings[b] as string) || a - b);
    return;
  }
  const given = indexes.slice();
  for (let from = 0, to = 0; from < keys.length; from = to) {
    const digits = Math.floor((keys[from] as number) / INDEXES);
    const next = (digits + 1) * INDEXES;
    for (to = from; to < keys.length && (keys[to] as number) < next; to++) {
      indexes[to] = given[(keys[to] as number) - digits * INDEXES] as number;
    }
    // Strings with the same digits differ only after them. They are equal if the last digit is past their end.
    if (to > from + 1 && digits % BASE !== 0) sortFrom(start + WIDTH, strings, indexes.subarray(from, to));
  }
}

/** Numbers in order: the characters from `start` on, then a position in `indexes`. Undefined if one is not a digit. */
function keysAt(start: number, strings: readonly string[], indexes: Uint32Array): Float64Array | undefined {
  const keys = new Float64Array(indexes.length);
  for (let position = 0; position < keys.length; position++) {
    const string = strings[indexes[position] as number] as string;
    let digits = 0;
    for (let index = start; index < start + WIDTH; index++) {
      const digit = index < string.length ? string.charCodeAt(index) + 1 : 0;
      if (digit >= BASE) return undefined;
      digits = digits * BASE + digit;
    }
    keys[position] = digits * INDEXES + position;
  }
  return keys.sort();
}

/** The number of first characters that all strings have in common; at least `shared`, which they are known to have. */
function commonPrefixLength(shared: number, strings: readonly string[], indexes: Uint32Array): number {
  let prefix = strings[indexes[0] as number] as string;
  for (const index of indexes) {
    const string = strings[index] as string;
    // In V8, `startsWith` takes several times as long.
    if (string.slice(0, prefix.length) === prefix) continue;
    let length = shared;
    while (length < prefix.length && string.charCodeAt(length) === prefix.charCodeAt(length)) length += 1;
    prefix = prefix.slice(0, length);
  }
  return prefix.length;
}

/** Compares strings by code unit. */
export const compareUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
