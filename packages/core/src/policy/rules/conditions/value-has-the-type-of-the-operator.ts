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

/** Seconds since 1970. Four digits are a year. */
const SECONDS = /^\d{5,}$/;
const DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?)?)?$/;

/** Whether a text is a date that exists: https://www.w3.org/TR/NOTE-datetime */
function isDate(text: string): boolean {
  const found = DATE.exec(text);
  if (found === null) return false;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = found
    .slice(1)
    .map((part: string | undefined) => (part === undefined ? undefined : Number(part)));
  const days = month === 2 ? (isLeapYear(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= days;
  return isDay && hour <= 23 && minute <= 59 && second <= 60;
}

const isLeapYear = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** The key whose value is seconds: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-epochtime */
const EPOCH_KEY = /^aws:EpochTime$/i;

/** The values that an operator of each type accepts. A string operator accepts any. */
const VALUES: Readonly<Record<string, { readonly holds: (value: string) => boolean; readonly example: string }>> = {
  Bool: { holds: (value) => /^(true|false)$/i.test(value), example: '"true" or "false"' },
  any: {
    holds: (value) => /^(true|false)$/i.test(value),
    example: '"true" (the key is missing) or "false" (it is there)',
  },
  Numeric: { holds: (value) => /^-?\d+(\.\d+)?$/.test(value), example: "a number" },
  Date: {
    holds: (value) => SECONDS.test(value) || isDate(value),
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
  for (const { name, key, operator, values } of conditions) {
    const form = operator === undefined ? undefined : VALUES[operator.type];
    if (form === undefined) continue;
    for (const { text, context } of values) {
      if (!isOpen(text) && !form.holds(text)) context.report(badConditionValue(text, name, form.example));
      else if (operator?.type === "Date" && SECONDS.test(text) && !EPOCH_KEY.test(key))
        context.report(secondsSince1970(text, key));
    }
  }
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html */
const secondsSince1970 = (value: string, key: string): Report => ({
  code: "INVALID_DATE_VALUE",
  severity: "warning",
  message: `${quoted(key)} is compared with ${quoted(value)}, seconds since 1970, which may not be the time that is meant.`,
  fix: 'Write a date: "2026-01-31T12:00:00Z".',
  parameters: { found: value, key },
});

const badConditionValue = (value: string, operator: string, example: string): Report => ({
  code: "INVALID_CONDITION_VALUE",
  message: `${operator} cannot compare with ${quoted(value)}.`,
  fix: writeInstead(example),
  parameters: { found: toDisplayString(value), operator, example },
});
