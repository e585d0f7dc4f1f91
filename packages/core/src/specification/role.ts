import type { Grant, OneOrMore } from "../grants/grant.js";
import type { RoleMapping } from "./provider-arguments.js";

/** A statement of an adopted policy: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
export interface PolicyStatementInput<Text = string> {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action?: OneOrMore<string>;
  readonly NotAction?: OneOrMore<string>;
  readonly Resource?: OneOrMore<Text>;
  readonly NotResource?: OneOrMore<Text>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, OneOrMore<Text | boolean | number>>>>>;
}

/** A policy of an identity, as IAM shows it: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export interface PolicyDocumentInput<Text = string> {
  readonly Version?: "2012-10-17" | "2008-10-17";
  readonly Id?: string;
  readonly Statement: OneOrMore<PolicyStatementInput<Text>>;
}

/** What every role has: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export interface RoleSpec<Text = string, Bool = boolean, Num = number> {
  /** 1 to 64 letters, digits or `+=,.@_-`. Default: made from the app's (and branch's) name. */
  readonly name?: Text;
  /** Begins and ends with a slash. Default: `/`. */
  readonly path?: Text;
  readonly description?: Text;
  /** ARN of a managed policy that bounds the role. */
  readonly permissionsBoundary?: Text;
  /** Seconds, 3,600 to 43,200. Default: AWS's, 3,600. */
  readonly maxSessionDuration?: Num;
  /** Detaches policies that were attached by hand before the role is destroyed. Default: false. */
  readonly forceDetachPolicies?: Bool;
  readonly tags?: Readonly<Record<string, Text>>;
  /** What the role may do. */
  readonly grants?: readonly Grant<Text>[];
  /**
   * Policies in IAM's own words, adopted whole: those of a role that is to be replaced, for instance. Objects, or their
   * JSON text, which has to be known. They are checked as `npx amplify-roles lint` checks them, and become part of the
   * role's own policies.
   */
  readonly policyDocuments?: readonly (PolicyDocumentInput<Text> | string)[];
  /**
   * Policies to attach: AWS's by name (`AmazonS3ReadOnlyAccess`), any by ARN. Those that are known later are told apart by
   * a name of yours (`{ team: policy.arn }`), or in a list by their order: where one is taken out before another, both
   * tools attach the other anew and detach it.
   */
  readonly managedPolicies?: readonly Text[] | Readonly<Record<string, Text>>;
  /**
   * `inline`: one policy inside the role, 10,240 characters at most. `managed`: one customer-managed policy for each
   * service, 6,144 characters each, 10 at most. Default: `inline`.
   */
  readonly policyType?: "inline" | "managed";
  /**
   * Takes away, at the next deploy, what others put into the role or attached to it, and shows it in the plan before.
   * Default: false, it is left alone.
   */
  readonly exclusivePolicies?: boolean;
  /**
   * Narrows the trust policy to this account and region (`aws:SourceArn`, `aws:SourceAccount`). Default: true for
   * service roles. Default: false for compute roles, where Amplify has been reported to refuse such a role.
   */
  readonly confusedDeputyConditions?: boolean;
}

/**
 * `exact`: every action on the resource that it is authorised on. `single-statement`: the recipe in circulation, whose
 * DescribeLogGroups never matches, for whoever has to match a policy that exists.
 */
export type SsrLogsShape = "exact" | "single-statement";

/** The right to write SSR logs, and their log group. */
export interface SsrLogsSpec<Text = string, Bool = boolean, Num = number> {
  /**
   * Days to keep logs for; creates the log group before Amplify does. Values: those of CloudWatch
   * (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html), 0 for ever.
   * Default: the log group is left to Amplify, which keeps logs for ever.
   */
  readonly retentionInDays?: Num;
  /** ARN of the key that encrypts the log group. */
  readonly kmsKeyId?: Text;
  /**
   * Leaves the log group, with its logs, in place when the stack is destroyed or no longer has it. It has to be deployed
   * before. Default: false.
   */
  readonly skipDestroy?: Bool;
  /** Takes over a log group that exists already. Needs an app id that is known. Default: false. */
  readonly import?: boolean;
  readonly tags?: Readonly<Record<string, Text>>;
  /** Default: `exact`. */
  readonly shape?: SsrLogsShape;
}

/** The role that Amplify builds with, and writes the SSR app's logs with. */
export interface ServiceRoleSpec<Text = string, Bool = boolean, Num = number> extends RoleSpec<Text, Bool, Num> {
  /** Default: the right to write them. `false`: none. */
  readonly logs?: SsrLogsSpec<Text, Bool, Num> | false;
}

/** The role that the SSR code runs as. */
export interface ComputeRoleSpec<Text = string, Bool = boolean, Num = number> extends RoleSpec<Text, Bool, Num> {}

/** The role of an identity pool's users, who call AWS from their browsers. */
export interface IdentityPoolRoleSpec<Text = string, Bool = boolean, Num = number>
  extends Omit<RoleSpec<Text, Bool, Num>, "confusedDeputyConditions"> {}

/**
 * Session tags out of the tokens of one identity provider, for conditions on `aws:PrincipalTag/<key>`.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/attributes-for-access-control.html
 */
export interface PrincipalTags<Text = string, Bool = boolean> {
  /** The provider as the pool knows it: `cognito-idp.<region>.amazonaws.com/<user pool id>`. */
  readonly identityProviderName: Text;
  /** Claims by tag key: `{ tenant: "custom:tenant" }`. Default: the provider's own mapping. */
  readonly principalTags?: Readonly<Record<string, Text>>;
  /** Default: true without `principalTags`, false with them. */
  readonly useDefaults?: Bool;
}

/**
 * The roles of a Cognito identity pool, whose users call AWS themselves; AppSync, for instance. A pool has one role
 * for each kind of user, and one attachment of both: so they are specified together.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html
 */
export interface IdentityPoolSpec<Text = string, Bool = boolean, Num = number> {
  /** `eu-west-1:12345678-1234-1234-1234-123456789012`. */
  readonly identityPoolId: Text;
  /** The role of users who signed in, or the ARN of one that exists. One of the two roles has to be there. */
  readonly authenticated?: IdentityPoolRoleSpec<Text, Bool, Num> | Text;
  /**
   * The role of guests, or the ARN of one that exists. Cognito narrows their sessions to some services, whatever the
   * role allows.
   */
  readonly unauthenticated?: IdentityPoolRoleSpec<Text, Bool, Num> | Text;
  /**
   * Makes Cognito pass session tags, and lets it: for one identity provider, or for several under names of yours
   * (`{ users: …, partners: … }`). In a list they are told apart by their order: where one is taken out before another,
   * both tools write the other's tags anew and then take them away. Default: none.
   */
  readonly principalTags?: readonly PrincipalTags<Text, Bool>[] | Readonly<Record<string, PrincipalTags<Text, Bool>>>;
  readonly roleMappings?: readonly RoleMapping<Text>[];
}

/** The deployment's own partition, region and account, where they are to be given rather than looked up. */
export interface DeploymentSpec<Text = string> {
  /** `aws`, `aws-cn` or `aws-us-gov`. Default: the region's, or looked up. */
  readonly partition?: Text;
  /** Default: the provider's. */
  readonly region?: Text;
  /** Twelve digits. Default: that of the provider's credentials. */
  readonly account?: Text;
}

/** A service role for an app that is managed elsewhere. */
export interface AmplifyServiceRoleSpec<Text = string, Bool = boolean, Num = number>
  extends ServiceRoleSpec<Text, Bool, Num>,
    DeploymentSpec<Text> {
  /** The app whose logs it writes: `d123456789`. Default: all apps of the account and region. */
  readonly appId?: Text;
}

/** A compute role for an app, or one of its branches, that is managed elsewhere. */
export interface AmplifyComputeRoleSpec<Text = string, Bool = boolean, Num = number>
  extends ComputeRoleSpec<Text, Bool, Num>,
    DeploymentSpec<Text> {
  /** The app that it is for: `d123456789`. Gives the command that attaches it. */
  readonly appId?: Text;
  /** The branch that it is for. Default: the app, as the role of all branches without their own. */
  readonly branchName?: Text;
}

/** The roles of an identity pool. */
export interface AmplifyIdentityPoolRoleSpec<Text = string, Bool = boolean, Num = number>
  extends IdentityPoolSpec<Text, Bool, Num>,
    DeploymentSpec<Text> {}
