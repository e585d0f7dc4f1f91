import { parseArn } from "../../aws/arn.js";
import { elementType, type Operator, renamed } from "../../aws/condition-operators.js";
import { conditionKeyOf } from "../../aws/service-reference.js";
import type { Report } from "../../findings/finding.js";
import { inPlace, quoted } from "../../findings/text.js";
import { isUnresolved, toDisplayString } from "../../placeholders/placeholder.js";
import type { LocatedCondition } from "../parse/located.js";
import { servicesOf } from "./condition-keys.js";
import type { StatementRule } from "./rule.js";

/** One number of an IPv4 address. */
const OCTET = "(25[0-5]|2[0-4]\\d|[01]?\\d?\\d)";
const IPV4 = new RegExp(`^${OCTET}(\\.${OCTET}){3}(/(3[0-2]|[12]?\\d))?$`);
const IPV6 = /^[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*(\/(12[0-8]|1[01]\d|\d?\d))?$/;

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
    holds: (value) => IPV4.test(value) || IPV6.test(value),
    example: 'an address or a range: "203.0.113.0/24"',
  },
  ARN: { holds: (value) => /^\*+$/.test(value) || parseArn(value) !== undefined, example: "an ARN" },
  Binary: { holds: (value) => /^[A-Za-z0-9+/]*={0,2}$/.test(value), example: "base64" },
};

/** Variables are known only at request time: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
const isOpen = (value: string) => isUnresolved(value) || value.includes("${");

/** Values have the operator's type, and wildcards are used only where they are wildcards. */
export const conditionValues: StatementRule = (statement) => {
  for (const condition of statement.conditions) {
    const { key, operator } = condition;
    if (operator === undefined) continue;
    checkType(condition, operator);
    const type = isUnresolved(key) ? undefined : conditionKeyOf(key, servicesOf(statement))?.type;
    // For an operator of another type, a report already says what to write.
    if (type === undefined || elementType(type) === operator.type) checkWildcards(condition, operator);
  }
};

function checkType({ name, values }: LocatedCondition, { type }: Operator): void {
  const form = VALUES[type];
  if (form === undefined) return;
  for (const { text, context } of values) {
    if (!isOpen(text) && !form.holds(text)) context.report(badConditionValue(text, name, form.example));
  }
}

/**
 * Keys that are compared with a `Like` operator even without a wildcard: AWS's own trust policy for an identity pool does so
 * (https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html), and an encryption context
 * contains a name that may or may not be a prefix.
 */
const LIKE_BY_HABIT = /^(cognito-identity[a-z0-9.-]*\.amazonaws\.com:amr$|kms:EncryptionContext:)/i;

function checkWildcards({ name, key, context, values }: LocatedCondition, operator: Operator): void {
  if (operator.type !== "String" || operator.counterpart === undefined) return;
  const instead = renamed(operator, operator.counterpart);
  const wild = values.filter(({ text }) => /[*?]/.test(text.replaceAll(/\$\{[^{}]*\}/g, "")));
  if (operator.wildcards !== true) {
    for (const { text, context: valueAt } of wild) valueAt.report(wildcardInEquals(text, name, instead));
    return;
  }
  const open = values.some(({ text }) => isUnresolved(text));
  if (wild.length === 0 && !open && !LIKE_BY_HABIT.test(key)) {
    context.report(likeWithoutWildcard(name, instead));
  }
}

const badConditionValue = (value: string, operator: string, example: string): Report => ({
  code: "INVALID_CONDITION_VALUE",
  message: `${operator} cannot compare with ${quoted(value)}.`,
  fix: inPlace(example),
  parameters: { found: toDisplayString(value), operator, example },
});

const wildcardInEquals = (value: string, operator: string, instead: string): Report => ({
  code: "WILDCARD_WITHOUT_LIKE_OPERATOR",
  severity: "warning",
  message: `${operator} treats the wildcard in ${quoted(value)} as a plain character.`,
  fix: `Write "${instead}".`,
  parameters: { found: toDisplayString(value), operator, instead },
});

const likeWithoutWildcard = (operator: string, instead: string): Report => ({
  code: "LIKE_WITHOUT_WILDCARD",
  severity: "warning",
  message: `${operator} compares with values that contain no wildcard.`,
  fix: `Write "${instead}", or add the wildcard.`,
  parameters: { operator, instead },
});
