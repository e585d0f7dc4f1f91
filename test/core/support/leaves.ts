/** The way to a leaf of a specification: `["branches", "main", "stage"]`. */
export type Way = readonly string[];

/** Every leaf of a specification of one type, with the way to it. */
export function leavesOf(data: unknown, type: "string" | "number" | "boolean", way: Way = []): readonly Way[] {
  if (typeof data === type) return [way];
  if (typeof data !== "object" || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) => leavesOf(value, type, [...way, key]));
}

/** The value at the end of a way. */
export const leafAt = (data: unknown, way: Way): unknown =>
  way.reduce((value, key) => (value as Record<string, unknown>)[key], data);

/** A copy of a specification with another value at the end of a way. */
export function withLeaf(data: unknown, [key, ...rest]: Way, leaf: unknown): unknown {
  if (key === undefined) return leaf;
  const changed = withLeaf((data as Record<string, unknown>)[key], rest, leaf);
  return Array.isArray(data)
    ? data.map((entry, index) => (index === Number(key) ? changed : entry))
    : { ...(data as object), [key]: changed };
}
