import type { Report } from "../../findings/finding.js";
import type { Context } from "../../schema/context.js";
import { isRecord, isUnresolvedStructure, record, type Schema } from "../../schema/schema.js";
import { Located } from "./located.js";
import { locatedValue, oneOrMore } from "./values.js";

/** The keys of an operator, with their values. */
const keys = record(oneOrMore(locatedValue, "value"));
const operators = record(keys);

/** In a template, a map that is filled in later: one condition, whose key is not known. */
const orOpen =
  <T>(schema: Schema<Record<string, T>>, entry: (unresolved: string, context: Context) => T): typeof schema =>
  (value, context) =>
    isUnresolvedStructure(value) ? { [value]: entry(value, context) } : schema(value, context);

const openValues = (unresolved: string, context: Context) => [new Located(unresolved, context)];
const templateOperators = orOpen(record(orOpen(keys, openValues)), (unresolved, context) => ({
  [unresolved]: openValues(unresolved, context),
}));

/**
 * Conditions by operator and key. An empty object has no effect.
 *
 * @param templates whether all of them, or those of an operator, can be filled in later
 */
export const conditions =
  (templates: boolean): typeof operators =>
  (value, context) => {
    if (isRecord(value)) {
      if (Object.keys(value).length === 0) context.report(emptyCondition());
      for (const [name, keys] of Object.entries(value)) {
        if (isRecord(keys) && Object.keys(keys).length === 0) context.property(name).report(emptyCondition());
      }
    }
    return (templates ? templateOperators : operators)(value, context);
  };

const emptyCondition = (): Report => ({
  code: "EMPTY",
  severity: "suggestion",
  message: "The condition is empty, so it has no effect.",
  fix: "Remove it, or write a condition.",
  parameters: { expected: "condition" },
});
