import {
  containsDelimiter,
  INVALID_PLACEHOLDER,
  isUnresolved,
  type PlaceholderContent,
  toParts,
  unresolvedPlaceholder,
} from "./placeholder.js";

/** A piece of a leaf: text, or a value of the tool's own that is known later. */
export type Part = string | { readonly unresolved: unknown };

/** A specification without late values, and those values by the index in their markers. */
export interface Extracted {
  readonly specification: unknown;
  readonly unresolved: readonly unknown[];
}

/** Stands for what a specification cannot hold: a reference to itself, a getter that throws, a bottomless depth. */
export class Unreadable {
  constructor(readonly why: string) {}
}

/** Stands for an instance of a class, which can do as it likes when it is looked at. */
export class Instance {
  constructor(readonly of: string) {}
}

const MAX_DEPTH = 64;
/** Values in a specification: those of an app with some thousand branches, each with everything that there is. */
const MAX_VALUES = 250_000;

/**
 * Copies a specification, with markers in the place of values that are known later. The copy is plain data: lists,
 * objects without a prototype, text, numbers, true and false; what is none of these is left for the reader to refuse, and
 * does nothing when that looks at it.
 *
 * @param split the pieces of a leaf that is, or holds, a late value; nothing for any other value
 */
export function extractUnresolved(
  specification: unknown,
  split: (value: unknown) => readonly Part[] | undefined,
): Extracted {
  const unresolved: unknown[] = [];
  const indexes = new Map<unknown, number>();
  const above: object[] = [];
  const copies = new Map<object, unknown>();
  let left = MAX_VALUES;

  function markerOf(value: unknown): string {
    let index = indexes.get(value);
    if (index === undefined) {
      index = unresolved.push(value) - 1;
      indexes.set(value, index);
    }
    return unresolvedPlaceholder(index);
  }

  function copy(value: unknown): unknown {
    const cut = split(value);
    if (cut !== undefined)
      return cut.map((piece) => (typeof piece === "string" ? plain(piece) : markerOf(piece.unresolved))).join("");
    if (typeof value === "string") return plain(value);
    if (!isPlainData(value)) return typeof value === "object" && value !== null ? new Instance(classOf(value)) : value;
    if (above.includes(value)) return new Unreadable("it contains itself");
    if (above.length >= MAX_DEPTH) return new Unreadable(`it is more than ${MAX_DEPTH} levels deep`);
    // What several places share is copied once: objects that share objects that share … have no end of places.
    if (copies.has(value)) return copies.get(value);
    const isList = Array.isArray(value);
    const keys = isList ? [] : Object.keys(value);
    const size = isList ? value.length : keys.length;
    // Getters can make new objects for ever, and a list without entries be as long as it likes.
    if (!(size >= 0 && size <= left)) return new Unreadable(`the whole holds more than ${MAX_VALUES} values`);
    left -= size;
    above.push(value);
    const copied = isList
      ? Array.from({ length: size }, (_, index) => copyOfMember(value, index))
      : copyOfRecord(value, keys);
    above.pop();
    copies.set(value, copied);
    return copied;
  }

  function copyOfRecord(record: object, keys: readonly string[]): unknown {
    const copied: Record<string, unknown> = Object.create(null);
    for (const key of keys) copied[key] = copyOfMember(record, key);
    return copied;
  }

  function copyOfMember(of: object, key: string | number): unknown {
    const depth = above.length;
    try {
      return copy((of as Record<string | number, unknown>)[key]);
    } catch (reason) {
      above.length = depth;
      return new Unreadable(`reading it throws ${thrown(reason)}`);
    }
  }

  return { specification: copyOfMember({ specification }, "specification"), unresolved };
}

const plain = (text: string) => (containsDelimiter(text) ? INVALID_PLACEHOLDER : text);

/** What was thrown, in words; looking at it may throw in turn. */
function thrown(reason: unknown): string {
  try {
    if (reason instanceof Error) return JSON.stringify(String(reason.message));
  } catch {
    // then it is none that says anything
  }
  return "something that is no error";
}

/** The name of an instance's class; empty where it has none. */
function classOf(value: object): string {
  const name: unknown = Object.getPrototypeOf(value)?.constructor?.name;
  return typeof name === "string" ? name : "";
}

/** True for lists and for objects that were written as a literal: no instance of a class, no function. */
export function isPlainData(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return true;
  const prototype = Object.getPrototypeOf(value);
  // An object literal of another realm (a test runner's, a worker's) has a prototype of its own, which has none.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** How an adapter puts its tool's values back. */
export interface PlaceholderResolver {
  /** The tool's value for one marker. */
  value(marker: PlaceholderContent): unknown;
  /** One value out of text and values in order: `arn:` + partition + `:iam::` + … */
  join(parts: readonly unknown[]): unknown;
}

/** A copy of planned data in which every marker is the tool's own value, leaf by leaf. */
export function resolvePlaceholders(data: unknown, substitution: PlaceholderResolver): unknown {
  if (typeof data === "string") {
    if (!isUnresolved(data)) return data;
    const cut = toParts(data);
    const values = cut.map((piece) => (typeof piece === "string" ? piece : substitution.value(piece)));
    return values.length === 1 ? values[0] : substitution.join(values);
  }
  if (Array.isArray(data)) return data.map((entry) => resolvePlaceholders(entry, substitution));
  if (typeof data !== "object" || data === null) return data;
  const copied: Record<string, unknown> = { ...data };
  for (const key of Object.keys(copied)) copied[key] = resolvePlaceholders(copied[key], substitution);
  return copied;
}
