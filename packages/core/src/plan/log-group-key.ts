import { formatArn } from "../aws/arn.js";
import type { Context } from "../schema/context.js";
import type { ParsedServiceRole } from "../specification/role.schema.js";
import { otherSideRequired } from "./requirement-reports.js";
import type { Requirement } from "./requirements.js";
import { ssrLogGroup } from "./ssr-logs.js";

const PAGE = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html";

/**
 * CloudWatch Logs uses the key of a log group itself, so the key's policy has to allow it before the log group is created.
 * The app's id, and so the log group's name, is not known then: the statement is for the log groups of all apps.
 */
export function logGroupKeyRequirement(context: Context, logs: ParsedServiceRole["logs"]): readonly Requirement[] {
  if (logs === undefined || logs === false || logs.kmsKeyId === undefined) return [];
  const { partition, region, account } = context.deployment;
  const where = "key policy";
  const keyContext = context.property("logs").property("kmsKeyId");
  keyContext.report(otherSideRequired(where, logs.kmsKeyId));
  const groups = formatArn({
    partition,
    service: "logs",
    region,
    account,
    resource: `log-group:${ssrLogGroup("*")}`,
  });
  return [
    {
      role: context.path,
      grants: [keyContext.path],
      resource: logs.kmsKeyId,
      where,
      statements: [
        {
          Effect: "Allow",
          Principal: { Service: `logs.${region}.amazonaws.com` },
          Action: ["kms:Decrypt*", "kms:Describe*", "kms:Encrypt*", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
          Resource: "*",
          Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": groups } },
        },
      ],
      page: PAGE,
    },
  ];
}
