import { type Fault, faults } from "../errors/faults.js";
import { isData, Unreadable } from "../text/bind.js";
import { FORGED, holdsDelimiter, isLate, isWhollyLate, shortestLength } from "../text/late.js";
import { stringified } from "../text/stringified.js";
import type { Place } from "./place.js";

/**
 * Turns a value of unknown shape into a `T`, or reports what is wrong with it at its place and gives nothing. Readers
 * never throw and never stop at the first mistake.
 */
export type Reader<T> = (value: unknown, at: Place) => T | undefined;

/** Text, known or late. */
export const text: Reader<string> = (value, at) => {
  if (typeof value !== "string") return at.report(faults.notText(value));
  if (value.includes(FORGED)) return at.report(faults.reservedCharacter());
  const was = stringified(value);
  return was === undefined ? value : at.report(faults.stringified(was));
};

/** Text with a rule of its own; a late text passes, as nobody can know. */
export function textThat(check: (value: string) => Fault | undefined): Reader<string> {
  return (value, at) => {
    const read = text(value, at);
    if (read === undefined) return undefined;
    const fault = isLate(read) ? undefined : check(read);
    return fault === undefined ? read : at.report(fault);
  };
}

/**
 * Text with as many characters as AWS takes; of a late text what is known counts.
 *
 * @param what it is, for messages: `app name`
 */
export function sizedText(what: string, least: number, most: number): Reader<string> {
  return (value, at) => {
    const read = text(value, at);
    if (read === undefined) return undefined;
    const length = shortestLength(read);
    const fits = length <= most && (length >= least || isLate(read));
    return fits ? read : at.report(faults.badLength(length, what, least, most));
  };
}

/** True or false, or a marker of one. */
export const flag: Reader<boolean | string> = (value, at) => {
  if (typeof value === "boolean") return value;
  if (typeof value === "string" && isWhollyLate(value)) return text(value, at);
  return at.report(faults.notFlag(value));
};

/** True or false, which decides what is created and so has to be known. */
export const knownFlag: Reader<boolean> = (value, at) =>
  typeof value === "boolean" ? value : at.report(faults.notFlag(value));

/** One of a few words, or a late text. */
export function oneOf<T extends string>(...words: readonly T[]): Reader<T> {
  return (value, at) => {
    const read = text(value, at);
    if (read === undefined || isLate(read) || words.includes(read as T)) return read as T | undefined;
    return at.report(faults.notOneOf(read, words));
  };
}

/** Text that decides what is created, or what is granted, and so cannot come later. */
export function known<T extends string>(reader: Reader<T>, what: string, instead = "it as plain text"): Reader<T> {
  return (value, at) => {
    const read = reader(value, at);
    return read !== undefined && isLate(read) ? at.report(faults.mustBeKnown(what, instead)) : read;
  };
}

/** A marker in the place of a list or an object. */
const isLateStructure = (value: unknown) => typeof value === "string" && isWhollyLate(value);

/** A list or an object that goes to the provider as it is, and so may be known later as a whole. */
export const lateOr =
  <T>(reader: Reader<T>): Reader<T> =>
  (value, at) =>
    isLateStructure(value) ? (text(value, at) as T | undefined) : reader(value, at);

/** A list. Entries that cannot be read are left out of what is returned, so that the rest is still checked. */
export function list<T>(entry: Reader<T>): Reader<readonly T[]> {
  return (value, at) => {
    if (isLateStructure(value)) return at.report(faults.lateStructure("list"));
    if (!Array.isArray(value)) return at.report(faults.notList(value));
    return value.map((item, index) => entry(item, at.entry(index))).filter((item) => item !== undefined);
  };
}

/** A list that says nothing where it is empty. */
export function someOf<T>(entry: Reader<T>, what: string): Reader<readonly T[]> {
  return (value, at) =>
    Array.isArray(value) && value.length === 0 ? at.report(faults.empty(what)) : list(entry)(value, at);
}

/** A list, or an object of the same under names of the user's. */
export function listOrRecord<T>(entry: Reader<T>): Reader<readonly T[] | Record<string, T>> {
  const [ofList, ofRecord] = [list(entry), record(entry)];
  return (value, at) => (isRecord(value) ? ofRecord(value, at) : ofList(value, at));
}

/** How many entries a list or an object has. */
const countOf = (value: unknown): number | undefined =>
  Array.isArray(value) || isRecord(value) ? Object.keys(value).length : undefined;

/** A list or an object that says nothing where it is empty. */
export const atLeastOne =
  <T>(what: string, reader: Reader<T>): Reader<T> =>
  (value, at) =>
    countOf(value) === 0 ? at.report(faults.empty(what)) : reader(value, at);

/** A list or an object of as many entries as AWS takes. */
export function atMost<T>(most: number, what: string, reader: Reader<T>): Reader<T> {
  return (value, at) => {
    const count = countOf(value) ?? 0;
    if (count > most) at.report(faults.tooMany(count, what, most));
    return reader(value, at);
  };
}

/** An object whose keys are the user's own, such as environment variables. */
export function record<T>(
  entry: Reader<T>,
  checkKey: (key: string, at: Place) => void = () => {},
): Reader<Record<string, T>> {
  return (value, at) => {
    if (isLateStructure(value)) return at.report(faults.lateStructure("object"));
    if (!isRecord(value)) return at.report(faults.notRecord(value));
    const read: Record<string, T> = Object.create(null);
    for (const [key, item] of Object.entries(value)) {
      if (item === undefined) continue;
      if (stringified(key) !== undefined) at.member(key).report(faults.lateKey());
      if (holdsDelimiter(key)) {
        at.report(faults.reservedCharacter());
        continue;
      }
      checkKey(key, at.member(key));
      const readItem = entry(item, at.member(key));
      if (readItem !== undefined) read[key] = readItem;
    }
    return read;
  };
}

/** The readers of an object's members; `T`'s own keys, all of them and no other. */
export type Members<T> = { readonly [K in keyof T]-?: Reader<Exclude<T[K], undefined>> };

/**
 * An object with known keys. Members that are `undefined` count as left out; other keys are reported. What could be
 * read is returned even where something is wrong, so that rules over several members still see the rest.
 */
export function shape<T>(members: Members<T>, required: readonly (keyof T & string)[] = []): Reader<T> {
  const keys = Object.keys(members);
  return (value, at) => {
    if (isLateStructure(value)) return at.report(faults.lateStructure("object"));
    if (!isRecord(value)) return at.report(faults.notRecord(value));
    const read: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(value)) {
      if (item === undefined) continue;
      if (!keys.includes(key)) {
        at.member(key).report(faults.unknownKey(key, keys));
        continue;
      }
      const readItem = members[key as keyof T](item, at.member(key));
      if (readItem !== undefined) read[key] = readItem;
    }
    for (const key of required) {
      if ((value as Record<string, unknown>)[key] === undefined) at.member(key).report(faults.missing(key));
    }
    return read as T;
  };
}

/** True for an object with keys: neither a list, nor text, nor an instance of a class. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return isData(value) && !Array.isArray(value) && !(value instanceof Unreadable);
}
