import type { Schema } from "./type.js";

/**
 * The same schema, which says what to write where the value is of another type.
 *
 * @param instead `Leave it out, or write an object: { retentionInDays: 30 }.`
 */
export const written =
  <T>(instead: string, schema: Schema<T>): Schema<T> =>
  (value, context) =>
    schema(value, context.writing(instead));
