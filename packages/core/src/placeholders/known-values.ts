import { extractUnresolved } from "./extract.js";
import { originIn, originKey } from "./origin.js";
import { isPlainData } from "./plain-data.js";

const VALUE = /\uE000unresolved:(\d+)[^\uE000\uE001]*\uE001/g;
/** A resource of the program in place of its ARN. */
const OF_RESOURCE = /(\uE000unresolved:(\d+):)(resource:[^\uE000\uE001]*)\uE001/g;
const ONLY_VALUE = new RegExp(`^${VALUE.source}$`);

/**
 * An extracted specification in which some values are no longer placeholders, because the tool knows them by now. Each
 * value is copied as data, as `extractUnresolved` does.
 *
 * @param known the values by their indexes
 * @param regions the regions of resources that are in another one than the app, by the indexes of their ARNs
 */
export function withKnownValues(
  specification: unknown,
  known: ReadonlyMap<number, unknown>,
  regions: ReadonlyMap<number, string> = new Map(),
): unknown {
  return new KnownCopy(known, regions).of(specification);
}

/** Copies a shared object once: objects that share objects that share objects appear at exponentially many paths. */
class KnownCopy {
  private readonly copies = new Map<object, unknown>();

  constructor(
    private readonly known: ReadonlyMap<number, unknown>,
    private readonly regions: ReadonlyMap<number, string>,
  ) {}

  of(value: unknown): unknown {
    if (typeof value === "string") return inText(withRegions(value, this.regions), this.known);
    if (typeof value !== "object" || value === null || !isPlainData(value)) return value;
    if (this.copies.has(value)) return this.copies.get(value);
    const copied: Record<string, unknown> | unknown[] = Array.isArray(value) ? [] : Object.create(null);
    this.copies.set(value, copied);
    for (const [key, item] of Object.entries(value)) Object.assign(copied, { [key]: this.of(item) });
    return copied;
  }
}

function inText(text: string, known: ReadonlyMap<number, unknown>): unknown {
  const [, index] = ONLY_VALUE.exec(text) ?? [];
  if (index !== undefined) return known.has(Number(index)) ? asData(known.get(Number(index))) : text;
  return text.replace(VALUE, (placeholder, part: string) => {
    const value = asData(known.get(Number(part)));
    return typeof value === "string" || typeof value === "number" ? String(value) : placeholder;
  });
}

/** The text with the regions of the resources in it. */
const withRegions = (text: string, regions: ReadonlyMap<number, string>): string =>
  regions.size === 0
    ? text
    : text.replace(OF_RESOURCE, (placeholder, start: string, index: string, key: string) => {
        const [region, origin] = [regions.get(Number(index)), originIn(key.split(":"))];
        return region === undefined || origin === undefined
          ? placeholder
          : `${start}${originKey({ ...origin, region })}\uE001`;
      });

const asData = (value: unknown): unknown => extractUnresolved(value, () => undefined).specification;
