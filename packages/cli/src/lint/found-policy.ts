import { isRecord } from "../util.js";

/** The value of an expression, which is not known: `${…}` without characters that have a meaning in policies. */
export const unknownValue = (expression: string): string =>
  `\${${expression.replaceAll(/[^A-Za-z0-9._]/g, "_") || "_"}}`;

const ELEMENTS = ["Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource"];

/** CloudFormation's stack policies have these actions: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/protect-stack-resources.html */
const isOfStack = (statement: Readonly<Record<string, unknown>>): boolean =>
  [statement.Action ?? statement.NotAction ?? ""].flat().every((action) => /^Update:/.test(String(action)));

/**
 * Whether an object is a policy document of IAM's language. Policies of other languages have a `Statement`, too, such as
 * those for data protection: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/mask-sensitive-log-data.html
 */
export const isPolicy = (value: unknown): boolean => {
  if (!isRecord(value) || value.Statement === undefined) return false;
  const statements = [value.Statement].flat();
  const objects = statements.filter(isRecord);
  if (objects.length > 0 && objects.every(isOfStack)) return false;
  if (objects.some((statement) => Object.hasOwn(statement, "Effect"))) return true;
  if (typeof value.Version !== "string") return false;
  return objects.length === 0 || objects.some((one) => ELEMENTS.some((element) => Object.hasOwn(one, element)));
};

/** Whether an object is a policy of another language than IAM's. */
export const isOtherPolicy = (value: unknown): boolean =>
  isRecord(value) &&
  !isPolicy(value) &&
  [value.Statement]
    .flat()
    .some((statement) => isRecord(statement) && (isOfStack(statement) || isDataProtection(statement)));

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch-logs-data-protection-policies.html */
const isDataProtection = (statement: Readonly<Record<string, unknown>>): boolean =>
  Object.hasOwn(statement, "DataIdentifier") || Object.hasOwn(statement, "Operation");

/** Whether a text is meant to be a policy document. */
export const looksLikePolicy = (text: string): boolean =>
  /^\s*(\{|%7B)/.test(text) && /"Statement"|%22Statement%22|"Version"/.test(text);
