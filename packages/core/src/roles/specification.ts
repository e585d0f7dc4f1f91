import type { Grant } from "../grants/grant.js";
import type { SsrLogsShape } from "./ssr-logs.js";

/** What every role has: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export interface RoleSpec<Text = string, Flag = boolean, Count = number> {
  /** 1 to 64 letters, digits or `+=,.@_-`. Default: made from the app's (and branch's) name. */
  readonly name?: Text;
  /** Begins and ends with a slash. Default: `/`. */
  readonly path?: Text;
  readonly description?: Text;
  /** ARN of a managed policy that bounds the role. */
  readonly permissionsBoundary?: Text;
  /** Seconds, 3,600 to 43,200. Default: AWS's, 3,600. */
  readonly maxSessionDuration?: Count;
  /** Detaches policies that were attached by hand before the role is destroyed. Default: false. */
  readonly forceDetachPolicies?: Flag;
  readonly tags?: Readonly<Record<string, Text>>;
  /** What the role may do. */
  readonly grants?: readonly Grant<Text>[];
  /** Policies to attach: AWS's by name (`AmazonS3ReadOnlyAccess`), any by ARN; one that is known later by ARN. */
  readonly managedPolicies?: readonly Text[];
  /**
   * `inline`: one policy inside the role, 10,240 characters at most. `managed`: one customer-managed policy for each
   * service, 6,144 characters each, 10 at most. Default: `inline`.
   */
  readonly policyType?: "inline" | "managed";
  /**
   * Narrows the trust policy to this account and region (`aws:SourceArn`, `aws:SourceAccount`). Default: true for
   * service roles. Default: false for compute roles, where Amplify has been reported to refuse such a role.
   */
  readonly confusedDeputyConditions?: boolean;
}

/** The right to write SSR logs, and their log group. */
export interface SsrLogsSpec<Text = string, Flag = boolean, Count = number> {
  /**
   * Days to keep logs for; creates the log group before Amplify does. Values: those of CloudWatch
   * (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html), 0 for ever.
   * Default: the log group is left to Amplify, which keeps logs for ever.
   */
  readonly retentionInDays?: Count;
  /** ARN of the key that encrypts the log group. */
  readonly kmsKeyId?: Text;
  /** Leaves the log group in place when the stack is destroyed. Default: false. */
  readonly skipDestroy?: Flag;
  /** Takes over a log group that exists already. Needs an app id that is known. Default: false. */
  readonly import?: boolean;
  readonly tags?: Readonly<Record<string, Text>>;
  /** Default: `exact`. */
  readonly shape?: SsrLogsShape;
}

/** The role that Amplify builds with, and writes the SSR app's logs with. */
export interface ServiceRoleSpec<Text = string, Flag = boolean, Count = number> extends RoleSpec<Text, Flag, Count> {
  /** Default: the right to write them. `false`: none. */
  readonly logs?: SsrLogsSpec<Text, Flag, Count> | false;
}

/** The role that the SSR code runs as. */
export interface ComputeRoleSpec<Text = string, Flag = boolean, Count = number> extends RoleSpec<Text, Flag, Count> {}

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
export interface AmplifyServiceRoleSpec<Text = string, Flag = boolean, Count = number>
  extends ServiceRoleSpec<Text, Flag, Count>,
    DeploymentSpec<Text> {
  /** The app whose logs it writes: `d123456789`. Default: all apps of the account and region. */
  readonly appId?: Text;
}

/** A compute role for an app, or one of its branches, that is managed elsewhere. */
export interface AmplifyComputeRoleSpec<Text = string, Flag = boolean, Count = number>
  extends ComputeRoleSpec<Text, Flag, Count>,
    DeploymentSpec<Text> {
  /** The app that it is for: `d123456789`. Gives the command that attaches it. */
  readonly appId?: Text;
  /** The branch that it is for. Default: the app, as the role of all branches without their own. */
  readonly branchName?: Text;
}
