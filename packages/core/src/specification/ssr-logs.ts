import type { WithArn } from "../grants/grant.js";

/**
 * Which statements allow the SSR logs. `exact` allows each action on the resources that AWS authorizes it on.
 * `single-statement` is the policy that is widely copied; its `logs:DescribeLogGroups` never matches. Choose it only to
 * keep an existing policy unchanged.
 */
export type SsrLogsShape = "exact" | "single-statement";

/**
 * The permission to write an app's SSR logs, and the log group `/aws/amplify/<appId>`. The log group is created if
 * `retentionInDays`, `kmsKeyId`, `tags`, `skipDestroy` or `import` is set; otherwise Amplify creates it.
 * https://docs.aws.amazon.com/amplify/latest/userguide/ssr-CloudWatch-logs.html
 */
export interface SsrLogsSpec<Text = string, Bool = boolean, Num = number> {
  /**
   * How many days CloudWatch keeps the logs: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827,
   * 2192, 2557, 2922, 3288 or 3653. 0 keeps them forever. Default: forever.
   * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
   */
  readonly retentionInDays?: Num;
  /** The KMS key that encrypts the log group: its ARN, or the key of the program. Default: CloudWatch's own encryption. */
  readonly kmsKeyId?: Text | WithArn<Text>;
  /**
   * Keeps the log group and its logs when the stack is destroyed or the log group is removed from it. It must be
   * deployed before that. Default: false.
   */
  readonly skipDestroy?: Bool;
  /** Imports the existing log group. The app's id must be known at synth. Default: false. */
  readonly import?: boolean;
  /** Tags of the log group: at most 50, keys of 1 to 128 and values of at most 256 characters. */
  readonly tags?: Readonly<Record<string, Text>>;
  /** Which statements allow the logs. Default: `exact`. */
  readonly shape?: SsrLogsShape;
}
