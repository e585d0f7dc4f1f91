import type { ConditionKeyType } from "@amplify-roles/service-reference";
import { memoize } from "../util/memoize.js";
import { nearest } from "../util/similar.js";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
interface OperatorRow {
  /** The type that it compares; `any` for an operator that tests whether the key is present. */
  readonly type: "String" | "ARN" | "Bool" | "Numeric" | "Date" | "IPAddress" | "Binary" | "any";
  /** True if the value differs, and also if the key is missing. */
  readonly negated?: true;
  /** Whether `*` and `?` are wildcards. */
  readonly wildcards?: true;
  /** The same operator with wildcards, or without. */
  readonly counterpart?: string;
}

const OPERATORS: Readonly<Record<string, OperatorRow>> = {
  StringEquals: { type: "String", counterpart: "StringLike" },
  StringNotEquals: { type: "String", negated: true, counterpart: "StringNotLike" },
  StringEqualsIgnoreCase: { type: "String", counterpart: "StringLike" },
  StringNotEqualsIgnoreCase: { type: "String", negated: true, counterpart: "StringNotLike" },
  StringLike: { type: "String", wildcards: true, counterpart: "StringEquals" },
  StringNotLike: { type: "String", negated: true, wildcards: true, counterpart: "StringNotEquals" },
  NumericEquals: { type: "Numeric" },
  NumericNotEquals: { type: "Numeric", negated: true },
  NumericLessThan: { type: "Numeric" },
  NumericLessThanEquals: { type: "Numeric" },
  NumericGreaterThan: { type: "Numeric" },
  NumericGreaterThanEquals: { type: "Numeric" },
  DateEquals: { type: "Date" },
  DateNotEquals: { type: "Date", negated: true },
  DateLessThan: { type: "Date" },
  DateLessThanEquals: { type: "Date" },
  DateGreaterThan: { type: "Date" },
  DateGreaterThanEquals: { type: "Date" },
  Bool: { type: "Bool" },
  BinaryEquals: { type: "Binary" },
  IpAddress: { type: "IPAddress" },
  NotIpAddress: { type: "IPAddress", negated: true },
  // ArnEquals and ArnLike are the same: both accept wildcards.
  ArnEquals: { type: "ARN", wildcards: true },
  ArnLike: { type: "ARN", wildcards: true },
  ArnNotEquals: { type: "ARN", negated: true, wildcards: true },
  ArnNotLike: { type: "ARN", negated: true, wildcards: true },
  Null: { type: "any" },
};

export interface Operator extends OperatorRow {
  /** The name without prefix and suffix: `StringLike`. */
  readonly base: string;
  readonly set: "ForAllValues" | "ForAnyValue" | undefined;
  /** True if the key is missing. */
  readonly ifExists: boolean;
}

const byName = new Map(Object.keys(OPERATORS).map((name) => [name.toLowerCase(), name]));
const FORM = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/is;

/** More than there are, with prefixes and suffixes. */
const MOST_OPERATORS = 1_000;

/** Parses an operator: `ForAnyValue:StringLikeIfExists`. Case does not matter. */
export const operatorOf = memoize((text): Operator | undefined => {
  const [, set, name = "", ifExists] = FORM.exec(text) ?? [];
  const base = byName.get(name.toLowerCase());
  const row = base === undefined ? undefined : OPERATORS[base];
  if (base === undefined || row === undefined || (row.type === "any" && ifExists !== undefined)) return undefined;
  return {
    ...row,
    base,
    set: set === undefined ? undefined : /all/i.test(set) ? "ForAllValues" : "ForAnyValue",
    ifExists: ifExists !== undefined,
  };
}, MOST_OPERATORS);

/** The operator that a misspelled one most likely means. */
export function nearestOperator(text: string): string | undefined {
  const [, set, name = "", ifExists = ""] = FORM.exec(text) ?? [];
  const meant = nearest(name, Object.keys(OPERATORS));
  if (meant === undefined) return undefined;
  return `${set === undefined ? "" : `${set}:`}${meant}${meant === "Null" ? "" : ifExists}`;
}

/** The operator with another base name, and the same prefix and suffix. */
export const renamed = (operator: Operator, base: string): string =>
  `${operator.set === undefined ? "" : `${operator.set}:`}${base}${operator.ifExists ? "IfExists" : ""}`;

/** The type of one value of a key. */
export const elementType = (type: ConditionKeyType): "String" | "ARN" | "Bool" | "Numeric" | "Date" | "IPAddress" =>
  type.replace("ArrayOf", "") as "String";
export const holdsSeveral = (type: ConditionKeyType): boolean => type.startsWith("ArrayOf");
