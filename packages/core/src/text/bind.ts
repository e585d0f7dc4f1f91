import { FORGED, holdsDelimiter, lateMarker, type MarkerContent, pieces } from "./late.js";

/** A piece of a leaf: text, or a value of the tool's own that is known later. */
export type Piece = string | { readonly late: unknown };

/** A specification without late values, and those values by the index in their markers. */
export interface Bound {
  readonly specification: unknown;
  readonly late: readonly unknown[];
}

/** Stands for what a specification cannot hold: a reference to itself, a getter that throws, a bottomless depth. */
export class Unreadable {
  constructor(readonly why: string) {}
}

const DEEPEST = 64;

/**
 * Copies a specification, with markers in the place of values that are known later. The copy is plain data: lists,
 * objects without a prototype, text, numbers, true and false; what is none of these is left for the reader to refuse.
 *
 * @param split the pieces of a leaf that is, or holds, a late value; nothing for any other value
 */
export function bind(specification: unknown, split: (value: unknown) => readonly Piece[] | undefined): Bound {
  const late: unknown[] = [];
  const indexes = new Map<unknown, number>();
  const above: object[] = [];

  function markerOf(value: unknown): string {
    let index = indexes.get(value);
    if (index === undefined) {
      index = late.push(value) - 1;
      indexes.set(value, index);
    }
    return lateMarker(index);
  }

  function copy(value: unknown): unknown {
    const cut = split(value);
    if (cut !== undefined)
      return cut.map((piece) => (typeof piece === "string" ? plain(piece) : markerOf(piece.late))).join("");
    if (typeof value === "string") return plain(value);
    if (!isData(value)) return value;
    if (above.includes(value)) return new Unreadable("it contains itself");
    if (above.length >= DEEPEST) return new Unreadable(`it is more than ${DEEPEST} levels deep`);
    above.push(value);
    const copied = Array.isArray(value) ? Array.from(value, copy) : copyOfRecord(value);
    above.pop();
    return copied;
  }

  function copyOfRecord(record: object): unknown {
    const copied: Record<string, unknown> = Object.create(null);
    for (const key of Object.keys(record)) {
      try {
        copied[key] = copy((record as Record<string, unknown>)[key]);
      } catch (reason) {
        copied[key] = new Unreadable(`reading it throws "${reason}"`);
      }
    }
    return copied;
  }

  return { specification: copy(specification), late };
}

const plain = (text: string) => (holdsDelimiter(text) ? FORGED : text);

/** True for lists and for objects that were written as a literal: no instance of a class, no function. */
export function isData(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return true;
  const prototype = Object.getPrototypeOf(value);
  // An object literal of another realm (a test runner's, a worker's) has a prototype of its own, which has none.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** How an adapter puts its tool's values back. */
export interface Substitution {
  /** The tool's value for one marker. */
  value(marker: MarkerContent): unknown;
  /** One value out of text and values in order: `arn:` + partition + `:iam::` + … */
  join(parts: readonly unknown[]): unknown;
}

/** A copy of planned data in which every marker is the tool's own value, leaf by leaf. */
export function substitute(data: unknown, substitution: Substitution): unknown {
  if (typeof data === "string") {
    const cut = pieces(data);
    if (cut.every((piece) => typeof piece === "string")) return data;
    const values = cut.map((piece) => (typeof piece === "string" ? piece : substitution.value(piece)));
    return values.length === 1 ? values[0] : substitution.join(values);
  }
  if (Array.isArray(data)) return data.map((entry) => substitute(entry, substitution));
  if (typeof data !== "object" || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, substitute(value, substitution)]));
}
