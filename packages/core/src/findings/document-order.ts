import { isPlainData } from "../placeholders/plain-data.js";
import type { Path } from "./path.js";

/**
 * The value whose properties the next step of a path names, if that is not the value itself: for JSON text what it
 * contains, for example.
 *
 * @param steps the steps to the value
 */
export type ContentOf = (value: unknown, steps: Path["steps"]) => unknown;

/** After every property and item that is present. */
const MISSING = Number.POSITIVE_INFINITY;

/**
 * Sorts by position in a document. A value comes before its own properties, properties come in the order in which the
 * document lists them, and a property that is missing comes after those that are present. Items at the same position
 * keep their order.
 */
export function inDocumentOrder<T extends { readonly path: Path }>(
  items: readonly T[],
  document: unknown,
  contentOf?: ContentOf,
): readonly T[] {
  if (items.length < 2) return items;
  const positionOf = positions(document, contentOf);
  return items
    .map((item) => ({ item, position: positionOf(item.path) }))
    .sort((a, b) => compare(a.position, b.position))
    .map(({ item }) => item);
}

type Position = readonly number[];

function compare(a: Position, b: Position): number {
  const step = a.findIndex((position, index) => position !== b[index]);
  if (step === -1) return a.length - b.length;
  const [first = MISSING, second = -1] = [a[step], b[step]];
  return first < second ? -1 : 1;
}

/** Positions of paths: for each step the number of the property or item in its parent. */
function positions(document: unknown, contentOf: ContentOf | undefined): (path: Path) => Position {
  const numbers = new Map<object, ReadonlyMap<string, number>>();
  const numbersIn = (value: object) => {
    const known = numbers.get(value) ?? new Map(Object.keys(value).map((key, index) => [key, index]));
    numbers.set(value, known);
    return known;
  };
  return ({ steps }) => {
    let value = document;
    return steps.map((step, depth) => {
      const content = contentOf === undefined ? value : contentOf(value, steps.slice(0, depth));
      if (!isPlainData(content)) {
        value = undefined;
        return MISSING;
      }
      value = Object.hasOwn(content, step) ? (content as Record<string | number, unknown>)[step] : undefined;
      if (Array.isArray(content) && typeof step === "number") return step < content.length ? step : MISSING;
      return numbersIn(content).get(String(step)) ?? MISSING;
    });
  };
}
