import type { Grant, OneOrMore, WithArn } from "../grants/grant.js";
import type { SsrLogsSpec } from "./ssr-logs.js";

/** A statement of an existing policy: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
export interface PolicyStatementInput<Text = string> {
  /** Letters and digits, unique in its policy. Default: none. */
  readonly Sid?: string;
  /** A deny overrides every allow. */
  readonly Effect: "Allow" | "Deny";
  /** `"s3:GetObject"`, with or without wildcards. A statement has either `Action` or `NotAction`. */
  readonly Action?: OneOrMore<string>;
  /** All actions except these. */
  readonly NotAction?: OneOrMore<string>;
  /** ARNs, with or without wildcards. A statement has either `Resource` or `NotResource`. */
  readonly Resource?: OneOrMore<Text>;
  /** All resources except these. */
  readonly NotResource?: OneOrMore<Text>;
  /**
   * When the statement applies: operators, each with context keys and the values to compare with. Default: always.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
   */
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, OneOrMore<Text | boolean | number>>>>>;
}

/** An identity policy as IAM shows it: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export interface PolicyDocumentInput<Text = string> {
  /** Default: `2008-10-17`, in which policy variables are plain text. */
  readonly Version?: "2012-10-17" | "2008-10-17";
  /** An identifier, which identity policies do not need. */
  readonly Id?: string;
  /** One statement, or several of which each applies by itself. */
  readonly Statement: OneOrMore<PolicyStatementInput<Text>>;
}

/** An existing role: its ARN, or the role of the program. */
export type ExistingRole<Text = string> =
  | Text
  | { readonly arn: Text; readonly roleType?: never }
  | { readonly node: object; readonly arn?: never };

/** The options of every role: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export interface RoleSpec<Text = string, Bool = boolean, Num = number> {
  /**
   * 1 to 64 letters, digits or `+=,.@_-`, unique in the account. Default: `<app>-amplify-compute-<branch>` and so on,
   * composed of the names of the app and the branch; a role that is specified alone is named after its construct.
   */
  readonly name?: Text;
  /** `/amplify/`: starts and ends with a slash, at most 512 characters. Default: `/`. */
  readonly path?: Text;
  /** At most 1,000 Latin characters (up to U+00FF). Default: what the role is for. */
  readonly description?: Text;
  /**
   * A managed policy that limits what the role may do: its ARN, or the policy of the program. Default: none.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  readonly permissionsBoundary?: Text | WithArn<Text>;
  /** Seconds, 3,600 to 43,200. Default: 3,600, which is AWS's default. */
  readonly maxSessionDuration?: Num;
  /** When the role is destroyed, first detaches policies that were attached manually. Default: false. */
  readonly forceDetachPolicies?: Bool;
  /** At most 50 tags, keys of 1 to 128 and values of at most 256 characters. Keys that differ only in case are the same. */
  readonly tags?: Readonly<Record<string, Text>>;
  /** What the role may do: `[dynamodb.readWrite(table), s3.read(bucket)]`. Default: nothing. */
  readonly grants?: readonly Grant<Text>[];
  /**
   * Existing identity policies whose statements become part of the role's own policies, such as those of a role that
   * this one replaces. Objects, or JSON text that is known at synth. They are checked like `amplify-roles lint`
   * checks a policy. Default: none.
   */
  readonly policyDocuments?: readonly (PolicyDocumentInput<Text> | string)[];
  /**
   * Managed policies to attach: an AWS managed policy by its name (`AmazonS3ReadOnlyAccess`; its path, as `service-role/`,
   * is added), any policy by its ARN, or a policy of the program. At most 10 (`maxManagedPolicies`) with
   * those of `policyType: "managed"`. Default: none.
   *
   * ARNs that are known only after deploy have no name to tell them apart, so give them names of your own:
   * `{ team: policy.arn }`. In an array they are told apart by their position: if you remove one, both tools attach the
   * ones after it again and detach their old attachments. The same happens under another name, and the tools may detach
   * last: do not rename it. The name of a policy whose ARN is known does not count.
   */
  readonly managedPolicies?: readonly (Text | WithArn<Text>)[] | Readonly<Record<string, Text | WithArn<Text>>>;
  /**
   * `inline`: one policy inside the role, at most 10,240 characters. `managed`: one customer managed policy per service,
   * at most 6,144 characters each and 10 per role; a larger one is split. Default: `inline`.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
   */
  readonly policyType?: "inline" | "managed";
  /**
   * Removes, at the next deploy, inline policies that others added to the role and detaches managed policies that others
   * attached. The plan shows both first. Default: false, which leaves them alone.
   */
  readonly exclusivePolicies?: boolean;
  /**
   * How many managed policies IAM attaches to one role in this account, if AWS has raised the quota: 10 to 100.
   * Default: 10.
   * https://repost.aws/knowledge-center/iam-increase-policy-size
   */
  readonly maxManagedPolicies?: number;
  /**
   * Limits the trust policy to Amplify apps of this account and region (`aws:SourceArn`, `aws:SourceAccount`). Default:
   * true for service roles. Default: false for compute roles, because Amplify has been reported to reject such a role.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
   */
  readonly confusedDeputyConditions?: boolean;
}

/** The role that Amplify builds the app with and writes its SSR logs with. */
export interface ServiceRoleSpec<Text = string, Bool = boolean, Num = number> extends RoleSpec<Text, Bool, Num> {
  /** The SSR logs. `false`: no permission to write them. Default: the permission, and a log group that Amplify creates. */
  readonly logs?: SsrLogsSpec<Text, Bool, Num> | false;
  /**
   * What builds do besides building the app. `amplify-gen2`: they deploy an Amplify Gen 2 backend, for which the AWS
   * managed policy `AmplifyBackendDeployFullAccess` is attached. Default: `hosting`, which needs no policy.
   * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmplifyBackendDeployFullAccess.html
   */
  readonly build?: "hosting" | "amplify-gen2";
}

/** The role that the SSR code runs as: https://docs.aws.amazon.com/amplify/latest/userguide/amplify-SSR-compute-role.html */
export interface ComputeRoleSpec<Text = string, Bool = boolean, Num = number> extends RoleSpec<Text, Bool, Num> {}
