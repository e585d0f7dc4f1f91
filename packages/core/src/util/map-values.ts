/** A record with the same keys, `__proto__` included, whose values are mapped. */
export function mapValues<T, U>(
  record: Readonly<Record<string, T>>,
  map: (value: T, key: string) => U,
): Record<string, U> {
  const mapped: Record<string, U> = Object.create(null);
  for (const [key, value] of Object.entries(record)) mapped[key] = map(value, key);
  return mapped;
}
