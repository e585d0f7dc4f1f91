import { holdsSeveral } from "../../../aws/condition-operators.js";
import { conditionKeyOf } from "../../../aws/service-reference.js";
import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { isOpenKey } from "../../parse/located.js";
import type { StatementRule } from "../rule.js";
import { servicesOf } from "./condition-key-exists.js";

/** Keys with several values that the service reference lists with one. */
const SEVERAL = ["cognito-identity.amazonaws.com:amr"];

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html */
export const setOperatorFitsTheKey: StatementRule = (statement) => {
  for (const { name, key, context, operator } of statement.conditions) {
    const type = isOpenKey(key) ? undefined : conditionKeyOf(key, servicesOf(statement))?.type;
    if (type === undefined || operator === undefined || operator.type === "any") continue;
    const several = SEVERAL.includes(key.toLowerCase()) || holdsSeveral(type);
    if (several && operator.set === undefined) context.report(setOperatorMissing(name, key));
    if (!several && operator.set === "ForAllValues") context.report(allOfSingle(name, key));
  }
};

const setOperatorMissing = (operator: string, key: string): Report => ({
  code: "MISSING_QUALIFIER",
  severity: "warning",
  message: `${quoted(key)} can have several values, but ${operator} compares a single one.`,
  fix: `Write "ForAnyValue:${operator}" if one of them has to match, or "ForAllValues:${operator}" if all have to.`,
  parameters: { operator, key },
});

const allOfSingle = (operator: string, key: string): Report => ({
  code: "FORALLVALUES_WITH_SINGLE_VALUED_KEY",
  severity: "security-warning",
  message: `${quoted(key)} has a single value, and ${operator} also matches requests without it.`,
  fix: `Write "${operator.slice(operator.indexOf(":") + 1)}".`,
  parameters: { operator, key },
});
