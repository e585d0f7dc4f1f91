import type { Report } from "../findings/finding.js";
import { notAnObject, requiredProperty, unknownProperty } from "../findings/messages.js";
import { containsDelimiter } from "../placeholders/placeholder.js";
import { isPlainData, Unreadable } from "../placeholders/plain-data.js";
import { stringified } from "../placeholders/stringified.js";
import type { Context } from "./context.js";
import { reservedCharacter } from "./string.js";
import type { Schema } from "./type.js";
import { isUnresolvedStructure, reportUnresolved } from "./unresolved.js";

const unresolvedKey = (): Report => ({
  code: "UNRESOLVED_KEY",
  message: "This key is known only after deploy.",
  fix: "Write a key that is known at synth. Its value may be known only after deploy.",
});

/** True for an object with keys: neither an array nor an instance of a class. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return isPlainData(value) && !Array.isArray(value) && !(value instanceof Unreadable);
}

/** The schemas of an object's properties: all properties of `T`, and no others. */
export type Properties<T> = { readonly [K in keyof T]-?: Schema<Exclude<T[K], undefined>> };

/**
 * An object with known properties. A property that is `undefined` counts as left out, an unknown one is reported. What
 * could be parsed is returned even if something is wrong, so that rules over several properties still see the rest.
 *
 * @param hints what to write instead of an unknown property, by its name
 */
export function object<T>(
  properties: Properties<T>,
  requiredNames: readonly (keyof T & string)[] = [],
  hints: ReadonlyMap<string, string> = new Map(),
): Schema<T> {
  const known = Object.keys(properties);
  return (value, context) => {
    if (isUnresolvedStructure(value)) return reportUnresolved(value, "object", context);
    if (!isRecord(value)) return context.report(notAnObject(value, context.instead));
    const parsed: Record<string, unknown> = {};
    for (const [name, item] of Object.entries(value)) {
      if (item === undefined) continue;
      if (!known.includes(name)) {
        context.property(name).report(unknownProperty(name, known, hints.get(name)));
        continue;
      }
      const parsedItem = properties[name as keyof T](item, context.property(name));
      if (parsedItem !== undefined) parsed[name] = parsedItem;
    }
    for (const name of requiredNames) {
      if (value[name] === undefined) context.property(name).report(requiredProperty(name, name in value));
    }
    return parsed as T;
  };
}

/** An object whose keys are the user's own, such as environment variables. */
export function record<T>(
  entry: Schema<T>,
  checkKey: (key: string, context: Context) => void = () => {},
): Schema<Record<string, T>> {
  return (value, context) => {
    if (isUnresolvedStructure(value)) return reportUnresolved(value, "object", context);
    if (!isRecord(value)) return context.report(notAnObject(value, context.instead));
    const parsed: Record<string, T> = Object.create(null);
    for (const [key, item] of Object.entries(value)) {
      if (item === undefined) continue;
      if (stringified(key) !== undefined) context.property(key).report(unresolvedKey());
      if (containsDelimiter(key)) {
        context.report(reservedCharacter());
        continue;
      }
      checkKey(key, context.property(key));
      const parsedItem = entry(item, context.property(key));
      if (parsedItem !== undefined) parsed[key] = parsedItem;
    }
    return parsed;
  };
}
