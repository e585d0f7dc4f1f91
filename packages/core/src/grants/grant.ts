/** One or several. */
export type OneOrMore<T> = T | readonly T[];

/** Parts of an ARN that are the deployment's own unless they are given. */
export interface ArnScope<Text = string> {
  /** `aws`, `aws-cn` or `aws-us-gov`. Default: the deployment's. */
  readonly partition?: Text;
  /** `eu-west-1`. Default: the deployment's. */
  readonly region?: Text;
  /** Twelve digits. Default: the deployment's. */
  readonly account?: Text;
}

/**
 * What a role is asked to be allowed: data, made by `dynamodb.read(…)` and its like, expanded to statements by the
 * core. It holds what it was given, unchecked; mistakes are found with the rest of the specification's.
 */
export interface Grant<Text = string> {
  /** The functions it was made by: `dynamodb`. */
  readonly grant: string;
  /** The function it was made by: `readWrite`. */
  readonly access: string;
  readonly resources: readonly (Text | object)[];
  readonly options: Readonly<Record<string, unknown>>;
}

/** A statement in the words of IAM, for what has no function of its own. */
export interface CustomStatement<Text = string> {
  /** `service:Action`, each one written out. */
  readonly actions: readonly string[];
  /** ARNs; `"*"` only for actions that AWS defines no resource for. */
  readonly resources: readonly Text[];
  /** Values by operator and key: `{ StringLike: { "s3:prefix": "images/*" } }`; true, false and numbers become text. */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, OneOrMore<Text | boolean | number>>>>>;
  /** Letters and digits, unique in the policy. A named statement is never merged with others. */
  readonly sid?: string;
}
