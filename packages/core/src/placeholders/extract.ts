import type { Origin } from "./origin.js";
import { containsDelimiter, INVALID_PLACEHOLDER, type RoleReference, unresolvedPlaceholder } from "./placeholder.js";
import { Instance, isPlainData, Unreadable } from "./plain-data.js";
import { withoutThisApp } from "./this-app.js";

/**
 * A part of a leaf: text, or a value of the tool's own that is known only after deploy. `role` marks the construct or
 * component of a role, which refers to the role. `origin` is the resource that the value is an attribute of. Values with
 * the same `key` are the same. Default: the value itself
 */
export type Part =
  | string
  | {
      readonly unresolved: unknown;
      readonly role?: RoleReference;
      readonly origin?: Origin | undefined;
      readonly key?: unknown;
    };

/** A specification without unresolved values, and those values by the index in their placeholders. */
export interface Extracted {
  readonly specification: unknown;
  readonly unresolved: readonly unknown[];
}

const MAX_DEPTH = 64;
/** Values in a specification: those of an app with some thousand branches that use every argument. */
const MAX_VALUES = 250_000;

/** The parts of a leaf that is, or contains, an unresolved value; `undefined` for any other value. */
export type ToParts = (value: unknown) => readonly Part[] | undefined;

/** The values that are known only after deploy. One value has one index, in whatever part of a specification it is. */
export class UnresolvedValues {
  readonly #values: unknown[] = [];
  readonly #indexes = new Map<unknown, number>();

  /** By index. Later values are added to the same array. */
  get values(): readonly unknown[] {
    return this.#values;
  }

  placeholderOf({ unresolved: value, role, origin, key = value }: Exclude<Part, string>): string {
    let index = this.#indexes.get(key);
    if (index === undefined) {
      index = this.#values.push(value) - 1;
      this.#indexes.set(key, index);
    }
    return unresolvedPlaceholder(index, role, origin);
  }
}

/**
 * Copies a specification, with placeholders for the values that are known only after deploy. The copy is plain data:
 * arrays, objects without a prototype, strings, numbers and booleans. Anything else is replaced by an inert stand-in
 * that the schema then rejects.
 *
 * @param known values that have an index already. Those of the specification are added to them
 */
export function extractUnresolved(
  specification: unknown,
  toParts: ToParts,
  known: UnresolvedValues = new UnresolvedValues(),
): Extracted {
  const ancestors: object[] = [];
  const copies = new Map<object, unknown>();
  let remaining = MAX_VALUES;

  function copy(value: unknown): unknown {
    const parts = toParts(value);
    if (parts !== undefined)
      return parts.map((part) => (typeof part === "string" ? plainText(part) : known.placeholderOf(part))).join("");
    if (typeof value === "string") return plainText(value);
    if (!isPlainData(value))
      return typeof value === "object" && value !== null ? new Instance(classNameOf(value)) : value;
    if (ancestors.includes(value)) return new Unreadable("it contains itself");
    if (ancestors.length >= MAX_DEPTH) return new Unreadable(`it is more than ${MAX_DEPTH} levels deep`);
    // A shared object is copied once: objects that share objects that share objects appear at exponentially many paths.
    if (copies.has(value)) return copies.get(value);
    const isArray = Array.isArray(value);
    const keys = isArray ? [] : Object.keys(value);
    const size = isArray ? value.length : keys.length;
    // Getters can create new objects without end, and an array without entries can have any length.
    if (!(size >= 0 && size <= remaining))
      return new Unreadable(`the specification has more than ${MAX_VALUES} values`);
    remaining -= size;
    ancestors.push(value);
    const copied = isArray
      ? Array.from({ length: size }, (_, index) => copyProperty(value, index))
      : copyRecord(value, keys);
    ancestors.pop();
    copies.set(value, copied);
    return copied;
  }

  function copyRecord(record: object, keys: readonly string[]): unknown {
    const copied: Record<string, unknown> = Object.create(null);
    for (const key of keys) copied[key] = copyProperty(record, key);
    return copied;
  }

  function copyProperty(of: object, key: string | number): unknown {
    const depth = ancestors.length;
    try {
      return copy((of as Record<string | number, unknown>)[key]);
    } catch (error) {
      ancestors.length = depth;
      return new Unreadable(`reading it throws ${describeThrown(error)}`);
    }
  }

  return { specification: copyProperty({ specification }, "specification"), unresolved: known.values };
}

const plainText = (text: string) => (containsDelimiter(withoutThisApp(text)) ? INVALID_PLACEHOLDER : text);

/** What was thrown. Reading it can throw in turn. */
function describeThrown(thrown: unknown): string {
  try {
    if (thrown instanceof Error) return JSON.stringify(String(thrown.message));
  } catch {
    // Its message cannot be read.
  }
  return "something that is not an error";
}

/** The name of an instance's class; empty if it has none. */
function classNameOf(value: object): string {
  const name: unknown = Object.getPrototypeOf(value)?.constructor?.name;
  return typeof name === "string" ? name : "";
}
