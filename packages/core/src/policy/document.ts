/** Condition operators, each with context keys and the values to compare with. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

type Principals = "*" | Readonly<Record<string, string | readonly string[]>>;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html */
export interface Statement {
  /** Letters and digits, unique in its policy. */
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  /** `"*"`, or principals by kind: `{ Service: "amplify.amazonaws.com" }`. In trust policies only. */
  readonly Principal?: Principals;
  readonly NotPrincipal?: Principals;
  /** One of `Action` and `NotAction` is there. */
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  /** One of `Resource` and `NotResource` is there, but in trust policies. */
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Conditions;
}

/** A policy as IAM takes it: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Statement[];
}

/** An entry or a list, as a list. */
export const toArray = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === "string" ? [value] : value;

/** A list of one as the entry itself, which is shorter and is how AWS shows it. */
export const unwrapSingle = (values: readonly string[]): string | readonly string[] => {
  const [first] = values;
  return values.length === 1 && first !== undefined ? first : values;
};
