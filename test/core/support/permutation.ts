import fc from "fast-check";

type Random = { readonly nextInt: (least: number, most: number) => number };

/** The same data with the keys of its objects in another order. */
function reordered(data: unknown, random: Random): unknown {
  if (Array.isArray(data)) return data.map((entry) => reordered(entry, random));
  if (typeof data !== "object" || data === null) return data;
  const entries = Object.entries(data).map((entry) => ({ entry, position: random.nextInt(0, 1_000_000) }));
  entries.sort((a, b) => a.position - b.position);
  return Object.fromEntries(entries.map(({ entry: [key, value] }) => [key, reordered(value, random)]));
}

/** Pairs of a value and the same value with its keys in another order. */
export const withReordered = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<readonly [T, T]> =>
  fc
    .tuple(arbitrary, fc.infiniteStream(fc.nat(1_000_000)))
    .map(([value, stream]) => [value, reordered(value, { nextInt: () => stream.next().value }) as T] as const);

/** JSON with sorted keys. */
export const canonicalJson = (data: unknown): string =>
  JSON.stringify(data, (_, value) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
