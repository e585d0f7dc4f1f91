import { regionOf } from "../aws/check-arn.js";
import { contradicts, keyRegionMismatch } from "../aws/contradictions.js";
import type { Report } from "../findings/finding.js";
import { codeList } from "../findings/text.js";
import { kmsKey } from "../grants/services/kms.js";
import { arnOfResource } from "../placeholders/origin.js";
import {
  boolean,
  number,
  object,
  oneOf,
  resolved,
  resolvedBoolean,
  type Schema,
  stringOfLength,
  written,
} from "../schema/schema.js";
import type { ParsedBoolean, ParsedNumber } from "./parsed.js";
import type { SsrLogsSpec } from "./ssr-logs.js";
import { logGroupTags } from "./tags.js";

/**
 * Days that CloudWatch can keep logs for. 0 keeps them forever.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
const RETENTION_DAYS: readonly number[] = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const invalidRetention = (days: number): Report => ({
  code: "INVALID_RETENTION",
  message: `CloudWatch does not support a retention of ${days} days.`,
  fix: `Write ${codeList(RETENTION_DAYS.map(String))}. 0 keeps the logs forever.`,
  parameters: { found: days, values: RETENTION_DAYS },
});

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
const keyOfLength = stringOfLength("ARN of the key", 1, 256);
const logGroupKey: Schema<string> = (value, context) => {
  const parsed = keyOfLength(arnOfResource(value), context);
  const key = parsed === undefined ? undefined : kmsKey(parsed, context);
  const region = key === undefined ? undefined : regionOf(key);
  if (region !== undefined && contradicts(region, context.deployment.region))
    context.report(keyRegionMismatch(region, "the log group", context.deployment.region));
  return key;
};

/** The SSR logs, with the ARN of the key. */
export type ParsedSsrLogs = Omit<SsrLogsSpec<string, ParsedBoolean, ParsedNumber>, "kmsKeyId"> & {
  readonly kmsKeyId?: string;
};

const enabledLogs = object<ParsedSsrLogs>({
  retentionInDays: number((days) => (RETENTION_DAYS.includes(days) ? undefined : invalidRetention(days))),
  kmsKeyId: logGroupKey,
  skipDestroy: boolean,
  import: resolvedBoolean,
  tags: logGroupTags,
  shape: resolved(oneOf("exact", "single-statement"), "shape of the statements", '"exact" or "single-statement"'),
});

/** The SSR logs of a service role. `false`: no permission to write them. */
export const ssrLogs: Schema<ParsedSsrLogs | false> = written(
  "Leave it out for the permission to write logs, write { retentionInDays: 30 } for a log group, or false for neither.",
  (value, context) => (value === false ? false : enabledLogs(value, context)),
);
