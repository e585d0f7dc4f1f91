import { parseArn } from "../../../aws/arn.js";
import type { Report } from "../../../findings/finding.js";
import { quoted, writeInstead } from "../../../findings/text.js";
import { isUnresolved, toDisplayString } from "../../../placeholders/placeholder.js";
import type { StatementRule } from "../rule.js";

/** One number of an IPv4 address. */
const OCTET = "(25[0-5]|2[0-4]\\d|[01]?\\d?\\d)";
const IPV4 = new RegExp(`^${OCTET}(\\.${OCTET}){3}(/(3[0-2]|[12]?\\d))?$`);
const IPV6 = /^[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*(\/(12[0-8]|1[01]\d|\d?\d))?$/;

/** Whether a text is an address, or a range of addresses. */
export const isAddress = (text: string): boolean => IPV4.test(text) || IPV6.test(text);

/** The values that an operator of each type accepts. A string operator accepts any. */
const VALUES: Readonly<Record<string, { readonly holds: (value: string) => boolean; readonly example: string }>> = {
  Bool: { holds: (value) => /^(true|false)$/i.test(value), example: '"true" or "false"' },
  any: {
    holds: (value) => /^(true|false)$/i.test(value),
    example: '"true" (the key is missing) or "false" (it is there)',
  },
  Numeric: { holds: (value) => /^-?\d+(\.\d+)?$/.test(value), example: "a number" },
  Date: {
    holds: (value) => /^(\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)?)?|\d+)$/.test(value),
    example: 'a date such as "2026-01-31T12:00:00Z", or seconds since 1970',
  },
  IPAddress: {
    holds: isAddress,
    example: 'an address or a range: "203.0.113.0/24"',
  },
  ARN: { holds: (value) => /^\*+$/.test(value) || parseArn(value) !== undefined, example: "an ARN" },
  Binary: { holds: (value) => /^[A-Za-z0-9+/]*={0,2}$/.test(value), example: "base64" },
};

/** Variables are known only at request time: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
const isOpen = (value: string) => isUnresolved(value) || value.includes("${");

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export const valueHasTheTypeOfTheOperator: StatementRule = ({ conditions }) => {
  for (const { name, operator, values } of conditions) {
    const form = operator === undefined ? undefined : VALUES[operator.type];
    if (form === undefined) continue;
    for (const { text, context } of values) {
      if (!isOpen(text) && !form.holds(text)) context.report(badConditionValue(text, name, form.example));
    }
  }
};

const badConditionValue = (value: string, operator: string, example: string): Report => ({
  code: "INVALID_CONDITION_VALUE",
  message: `${operator} cannot compare with ${quoted(value)}.`,
  fix: writeInstead(example),
  parameters: { found: toDisplayString(value), operator, example },
});
