import { conditionKeyOf } from "../../../aws/service-reference.js";
import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { isOpenKey, type LocatedCondition } from "../../parse/located.js";
import type { StatementRule } from "../rule.js";
import { servicesOf } from "./condition-key-exists.js";

/** The values of a condition are of one JSON type, and strings if they are compared as strings. */
export const valuesHaveOneDataType: StatementRule = (statement) => {
  for (const condition of statement.conditions) {
    const { key, values, context } = condition;
    const types = new Set(values.map(({ json = "string" }) => json));
    if (types.size > 1) context.report(severalTypes(key, [...types]));
    else if (types.has("number") && isString(condition, statement)) context.report(numberAsString(condition.name, key));
  }
};

/** Whether a condition compares strings. A number loses its leading zeros. */
const isString = ({ operator, key }: LocatedCondition, statement: Parameters<StatementRule>[0]) =>
  operator?.type === "Binary" ||
  (operator?.type === "String" &&
    (isOpenKey(key) || (conditionKeyOf(key, servicesOf(statement))?.type ?? "String").endsWith("String")));

const severalTypes = (key: string, types: readonly string[]): Report => ({
  code: "INVALID_CONDITION_DATA_TYPE",
  severity: "warning",
  message: `The values for ${quoted(key)} have several types: ${types.join(" and ")}.`,
  fix: "Write all of them as strings.",
  parameters: { key, types },
});

const numberAsString = (operator: string, key: string): Report => ({
  code: "TYPE_MISMATCH_STRING",
  severity: "warning",
  message: `${operator} compares strings, but the value for ${quoted(key)} is a number. A number has no leading zeros.`,
  fix: "Write the value in quotes.",
  parameters: { operator, key },
});
