import { unresolvedStructure, valueRequiredAtSynth } from "../findings/messages.js";
import { INVALID_PLACEHOLDER, isUnresolved, isWhollyUnresolved } from "../placeholders/placeholder.js";
import type { Context } from "./context.js";
import { reservedCharacter, string } from "./string.js";
import type { Schema } from "./type.js";

/**
 * A string that decides what is created or granted, and so has to be known at synth.
 *
 * @param what it is, for messages: `effect`
 * @param instead what to write: `"Allow" or "Deny"`
 */
export function resolved<T extends string>(
  schema: Schema<T>,
  what: string,
  instead = "it as a plain string",
): Schema<T> {
  return (value, context) => {
    const parsed = schema(value, context);
    return parsed !== undefined && isUnresolved(parsed) ? context.report(valueRequiredAtSynth(what, instead)) : parsed;
  };
}

/** A placeholder where an array or an object is expected. */
export const isUnresolvedStructure = (value: unknown): value is string =>
  typeof value === "string" && isWhollyUnresolved(value);

/** Reports a placeholder where an array or an object is expected. */
export function reportUnresolved(value: string, what: "array" | "object", context: Context): undefined {
  return context.report(
    value === INVALID_PLACEHOLDER ? reservedCharacter() : unresolvedStructure(what, context.instead),
  );
}

/** An array or an object that goes to the provider unchanged, and so may be known only after deploy as a whole. */
export const orUnresolved =
  <T>(schema: Schema<T>): Schema<T> =>
  (value, context) =>
    isUnresolvedStructure(value) ? (string()(value, context) as T | undefined) : schema(value, context);
