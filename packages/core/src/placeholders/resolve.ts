import { isUnresolved, type PlaceholderContent, toParts } from "./placeholder.js";

/** How an adapter puts its tool's values back. */
export interface PlaceholderResolver {
  /** The tool's value for one placeholder. */
  value(placeholder: PlaceholderContent): unknown;
  /** One value from text and values in order: `arn:` + partition + `:iam::` + … */
  join(parts: readonly unknown[]): unknown;
}

/** A copy of planned data in which every placeholder is replaced by the tool's own value, leaf by leaf. */
export function resolvePlaceholders(data: unknown, resolver: PlaceholderResolver): unknown {
  if (typeof data === "string") {
    if (!isUnresolved(data)) return data;
    const values = toParts(data).map((part) => (typeof part === "string" ? part : resolver.value(part)));
    return values.length === 1 ? values[0] : resolver.join(values);
  }
  if (Array.isArray(data)) return data.map((entry) => resolvePlaceholders(entry, resolver));
  if (typeof data !== "object" || data === null) return data;
  const copied: Record<string, unknown> = { ...data };
  for (const key of Object.keys(copied)) copied[key] = resolvePlaceholders(copied[key], resolver);
  return copied;
}
