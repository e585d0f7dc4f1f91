/** Condition operators, each with context keys and the values to compare with. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

type Principals = "*" | Readonly<Record<string, string | readonly string[]>>;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html */
export interface Statement {
  /** Letters and digits, unique in its policy. */
  readonly Sid?: string;
  /** A deny overrides every allow. */
  readonly Effect: "Allow" | "Deny";
  /** `"*"`, or principals by type: `{ Service: "amplify.amazonaws.com" }`. Not in identity policies. */
  readonly Principal?: Principals;
  /** All principals except these. */
  readonly NotPrincipal?: Principals;
  /** A statement has either `Action` or `NotAction`. */
  readonly Action?: string | readonly string[];
  /** All actions except these. */
  readonly NotAction?: string | readonly string[];
  /** A statement has either `Resource` or `NotResource`; in a trust policy it has neither. */
  readonly Resource?: string | readonly string[];
  /** All resources except these. */
  readonly NotResource?: string | readonly string[];
  /** When the statement applies. Default: always. */
  readonly Condition?: Conditions;
}

/** A policy in IAM's grammar: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export interface PolicyDocument {
  /** The current version of the grammar. */
  readonly Version: "2012-10-17";
  /** Each applies by itself. */
  readonly Statement: readonly Statement[];
}

/** A single value as an array of one; `undefined` as an empty array. */
export const toArray = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === "string" ? [value] : value;

/** An array of one as the value itself, which is shorter and how AWS shows it. */
export const unwrapSingle = (values: readonly string[]): string | readonly string[] => {
  const [first] = values;
  return values.length === 1 && first !== undefined ? first : values;
};
