import type { Report } from "../findings/finding.js";
import { messages } from "../findings/messages.js";
import { isPlainData, Unreadable } from "../placeholders/extract.js";
import {
  containsDelimiter,
  INVALID_PLACEHOLDER,
  isUnresolved,
  isWhollyUnresolved,
  minLength,
} from "../placeholders/placeholder.js";
import { stringified } from "../placeholders/stringified.js";
import type { Context } from "./context.js";

/**
 * Turns a value of unknown shape into a `T`, or reports what is wrong with it at its place and gives nothing. Readers
 * never throw and never stop at the first mistake.
 */
export type Schema<T> = (value: unknown, context: Context) => T | undefined;

/** Text, known or late. */
export const anyString: Schema<string> = (value, context) => {
  if (typeof value !== "string") return context.report(messages.notText(value));
  if (value.includes(INVALID_PLACEHOLDER)) return context.report(messages.reservedCharacter());
  const was = stringified(value);
  return was === undefined ? value : context.report(messages.stringified(was));
};

/** Text with a rule of its own; a late text passes, as nobody can know. */
export function string(check: (value: string) => Report | undefined): Schema<string> {
  return (value, context) => {
    const read = anyString(value, context);
    if (read === undefined) return undefined;
    const fault = isUnresolved(read) ? undefined : check(read);
    return fault === undefined ? read : context.report(fault);
  };
}

/**
 * Text with as many characters as AWS takes; of a late text what is known counts.
 *
 * @param what it is, for messages: `app name`
 */
export function stringOfLength(what: string, least: number, most: number): Schema<string> {
  return (value, context) => {
    const read = anyString(value, context);
    if (read === undefined) return undefined;
    const length = minLength(read);
    const fits = length <= most && (length >= least || isUnresolved(read));
    return fits ? read : context.report(messages.badLength(length, what, least, most));
  };
}

/** True or false, or a marker of one. */
export const boolean: Schema<boolean | string> = (value, context) => {
  if (typeof value === "boolean") return value;
  if (typeof value === "string" && isWhollyUnresolved(value)) return anyString(value, context);
  return context.report(messages.notFlag(value));
};

/** True or false, which decides what is created and so has to be known. */
export const resolvedBoolean: Schema<boolean> = (value, context) =>
  typeof value === "boolean" ? value : context.report(messages.notFlag(value));

/** One of a few words, or a late text. */
export function oneOf<T extends string>(...words: readonly T[]): Schema<T> {
  return (value, context) => {
    const read = anyString(value, context);
    if (read === undefined || isUnresolved(read) || words.includes(read as T)) return read as T | undefined;
    return context.report(messages.notOneOf(read, words));
  };
}

/** Text that decides what is created, or what is granted, and so cannot come later. */
export function resolved<T extends string>(reader: Schema<T>, what: string, instead = "it as plain text"): Schema<T> {
  return (value, context) => {
    const read = reader(value, context);
    return read !== undefined && isUnresolved(read) ? context.report(messages.mustBeKnown(what, instead)) : read;
  };
}

/** A marker in the place of a list or an object. */
const isUnresolvedStructure = (value: unknown) => typeof value === "string" && isWhollyUnresolved(value);

/** A list or an object that goes to the provider as it is, and so may be known later as a whole. */
export const orUnresolved =
  <T>(reader: Schema<T>): Schema<T> =>
  (value, context) =>
    isUnresolvedStructure(value) ? (anyString(value, context) as T | undefined) : reader(value, context);

/** A list. Entries that cannot be read are left out of what is returned, so that the rest is still checked. */
export function array<T>(entry: Schema<T>): Schema<readonly T[]> {
  return (value, context) => {
    if (isUnresolvedStructure(value)) return context.report(messages.lateStructure("list"));
    if (!Array.isArray(value)) return context.report(messages.notList(value));
    return value.map((item, index) => entry(item, context.index(index))).filter((item) => item !== undefined);
  };
}

/** A list that says nothing where it is empty. */
export function nonEmptyArray<T>(entry: Schema<T>, what: string): Schema<readonly T[]> {
  return (value, context) =>
    Array.isArray(value) && value.length === 0 ? context.report(messages.empty(what)) : array(entry)(value, context);
}

/** A list, or an object of the same under names of the user's. */
export function arrayOrRecord<T>(entry: Schema<T>): Schema<readonly T[] | Record<string, T>> {
  const [ofList, ofRecord] = [array(entry), record(entry)];
  return (value, context) => (isRecord(value) ? ofRecord(value, context) : ofList(value, context));
}

/** How many entries a list or an object has. */
const countOf = (value: unknown): number | undefined =>
  Array.isArray(value) || isRecord(value) ? Object.keys(value).length : undefined;

/** A list or an object that says nothing where it is empty. */
export const nonEmpty =
  <T>(what: string, reader: Schema<T>): Schema<T> =>
  (value, context) =>
    countOf(value) === 0 ? context.report(messages.empty(what)) : reader(value, context);

/** A list or an object of as many entries as AWS takes. */
export function maxSize<T>(most: number, what: string, reader: Schema<T>): Schema<T> {
  return (value, context) => {
    const count = countOf(value) ?? 0;
    if (count > most) context.report(messages.tooMany(count, what, most));
    return reader(value, context);
  };
}

/** An object whose keys are the user's own, such as environment variables. */
export function record<T>(
  entry: Schema<T>,
  checkKey: (key: string, context: Context) => void = () => {},
): Schema<Record<string, T>> {
  return (value, context) => {
    if (isUnresolvedStructure(value)) return context.report(messages.lateStructure("object"));
    if (!isRecord(value)) return context.report(messages.notRecord(value));
    const read: Record<string, T> = Object.create(null);
    for (const [key, item] of Object.entries(value)) {
      if (item === undefined) continue;
      if (stringified(key) !== undefined) context.property(key).report(messages.lateKey());
      if (containsDelimiter(key)) {
        context.report(messages.reservedCharacter());
        continue;
      }
      checkKey(key, context.property(key));
      const readItem = entry(item, context.property(key));
      if (readItem !== undefined) read[key] = readItem;
    }
    return read;
  };
}

/** The readers of an object's members; `T`'s own keys, all of them and no other. */
export type Properties<T> = { readonly [K in keyof T]-?: Schema<Exclude<T[K], undefined>> };

/**
 * An object with known keys. Members that are `undefined` count as left out; other keys are reported. What could be
 * read is returned even where something is wrong, so that rules over several members still see the rest.
 */
export function object<T>(members: Properties<T>, required: readonly (keyof T & string)[] = []): Schema<T> {
  const keys = Object.keys(members);
  return (value, context) => {
    if (isUnresolvedStructure(value)) return context.report(messages.lateStructure("object"));
    if (!isRecord(value)) return context.report(messages.notRecord(value));
    const read: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(value)) {
      if (item === undefined) continue;
      if (!keys.includes(key)) {
        context.property(key).report(messages.unknownKey(key, keys));
        continue;
      }
      const readItem = members[key as keyof T](item, context.property(key));
      if (readItem !== undefined) read[key] = readItem;
    }
    for (const key of required) {
      if ((value as Record<string, unknown>)[key] === undefined) context.property(key).report(messages.missing(key));
    }
    return read as T;
  };
}

/** True for an object with keys: neither a list, nor text, nor an instance of a class. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return isPlainData(value) && !Array.isArray(value) && !(value instanceof Unreadable);
}
