import type { Report } from "../../findings/finding.js";
import { empty } from "../../findings/messages.js";
import { anyString, array, type Schema } from "../../schema/schema.js";
import { Located } from "./located.js";

/** A string. */
export const located: Schema<Located> = (value, context) => {
  const read = anyString(value, context);
  return read === undefined ? undefined : new Located(read, context);
};

/** A string, a boolean or a number. IAM compares all as strings. */
export const locatedValue: Schema<Located> = (value, context) =>
  typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value))
    ? new Located(String(value), context, undefined, typeof value as "boolean" | "number")
    : located(value, context);

/** IAM accepts an empty array or object. It has no effect. */
export const withoutEffect = (report: Report): Report => ({
  ...report,
  severity: "suggestion",
  strictSeverity: "error",
});

/** A value, or a nonempty array. */
export function oneOrMore<T>(schema: Schema<T>, what: string): Schema<readonly T[]> {
  return (value, context) => {
    if (Array.isArray(value)) {
      return value.length === 0 ? context.report(withoutEffect(empty(what))) : array(schema)(value, context);
    }
    const read = schema(value, context);
    return read === undefined ? undefined : [read];
  };
}
