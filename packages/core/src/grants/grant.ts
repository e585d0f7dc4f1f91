/** One or several. */
export type OneOrMore<T> = T | readonly T[];

/**
 * A resource of the program: anything with an `arn`, such as a construct of CDKTF, a resource of Pulumi, or what a data
 * source found; or a construct of a higher level, whose ARN has a name of its own, such as `tableArn`.
 */
export type WithArn<Text = string> = { readonly arn: Text } | { readonly node: object };

/** The parts of an ARN that are the deployment's, unless they are given. */
export interface ArnScope<Text = string> {
  /** `aws`, `aws-cn` or `aws-us-gov`. Default: the deployment's. */
  readonly partition?: Text;
  /** `eu-west-1`. Default: the deployment's. */
  readonly region?: Text;
  /** Twelve digits. Default: the deployment's. */
  readonly account?: Text;
}

/**
 * What a role is to be allowed, as data. Functions such as `dynamodb.read(…)` make it, and the core expands it to
 * statements. It holds what the function was given, unchecked; the findings come with those of the whole specification.
 */
export interface Grant<Text = string> {
  /** The service of the function: `dynamodb`. */
  readonly grant: string;
  /** The function: `readWrite`. */
  readonly access: string;
  /** ARNs, resources of the program, or objects that name a resource. Empty if the function takes none. */
  readonly resources: readonly (Text | object)[];
  /** What the function got after the resources: `{ prefix: "images/" }`. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** A statement in IAM's own terms, for what has no function. */
export interface CustomStatement<Text = string> {
  /** `service:Action`, without wildcards. */
  readonly actions: readonly string[];
  /** ARNs, or resources of the program; `"*"` only for actions that AWS authorizes on no resource. */
  readonly resources: readonly (Text | WithArn<Text>)[];
  /** Values by operator and key: `{ StringLike: { "s3:prefix": "images/*" } }`. Booleans and numbers become strings. */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, OneOrMore<Text | boolean | number>>>>>;
  /** Letters and digits, unique in the policy. A statement with a Sid is never merged with others. */
  readonly sid?: string;
}
