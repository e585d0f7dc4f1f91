import type { Report } from "../findings/finding.js";
import { empty } from "../findings/messages.js";
import { grouped } from "../findings/text.js";
import { array } from "./array.js";
import { isRecord, record } from "./object.js";
import type { Schema } from "./type.js";

const tooMany = (count: number, what: string, most: number): Report => ({
  code: "TOO_MANY",
  message: `AWS accepts at most ${grouped(most)} ${what} here, got ${grouped(count)}.`,
  fix: `Remove at least ${grouped(count - most)} of them.`,
  parameters: { what, count, most },
});

/** An array, or an object whose keys are the user's own names for the same entries. */
export function arrayOrRecord<T>(entry: Schema<T>): Schema<readonly T[] | Record<string, T>> {
  const [asArray, asRecord] = [array(entry), record(entry)];
  return (value, context) => (isRecord(value) ? asRecord(value, context) : asArray(value, context));
}

/** How many entries an array or an object has. */
const sizeOf = (value: unknown): number | undefined =>
  Array.isArray(value) || isRecord(value) ? Object.keys(value).length : undefined;

/**
 * An array or an object with at least one entry.
 *
 * @param what one entry is, for messages: `identity provider`
 */
export const nonEmpty =
  <T>(what: string, schema: Schema<T>): Schema<T> =>
  (value, context) =>
    sizeOf(value) === 0 ? context.report(empty(what)) : schema(value, context);

/**
 * An array or an object with at most as many entries as AWS accepts.
 *
 * @param what the entries are, for messages: `tags`
 */
export function maxSize<T>(most: number, what: string, schema: Schema<T>): Schema<T> {
  return (value, context) => {
    const size = sizeOf(value) ?? 0;
    if (size > most) context.report(tooMany(size, what, most));
    return schema(value, context);
  };
}
