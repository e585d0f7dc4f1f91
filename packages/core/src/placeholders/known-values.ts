import { extractUnresolved } from "./extract.js";

const VALUE = /\uE000unresolved:(\d+)[^\uE000\uE001]*\uE001/g;
const ONLY_VALUE = new RegExp(`^${VALUE.source}$`);

/**
 * An extracted specification in which some values are no longer placeholders, because the tool knows them by now. Each
 * value is copied as data, as `extractUnresolved` does.
 *
 * @param known the values by their indexes
 */
export function withKnownValues(specification: unknown, known: ReadonlyMap<number, unknown>): unknown {
  if (typeof specification === "string") return known.size === 0 ? specification : inText(specification, known);
  if (Array.isArray(specification)) return specification.map((item) => withKnownValues(item, known));
  if (typeof specification !== "object" || specification === null || Object.getPrototypeOf(specification) !== null)
    return specification;
  const copied: Record<string, unknown> = Object.create(null);
  for (const [key, value] of Object.entries(specification)) copied[key] = withKnownValues(value, known);
  return copied;
}

function inText(text: string, known: ReadonlyMap<number, unknown>): unknown {
  const [, index] = ONLY_VALUE.exec(text) ?? [];
  if (index !== undefined) return known.has(Number(index)) ? asData(known.get(Number(index))) : text;
  return text.replace(VALUE, (placeholder, part: string) => {
    const value = asData(known.get(Number(part)));
    return typeof value === "string" || typeof value === "number" ? String(value) : placeholder;
  });
}

const asData = (value: unknown): unknown => extractUnresolved(value, () => undefined).specification;
