import { formatArn } from "../aws/arn.js";
import type { Deployment } from "../aws/deployment.js";
import type { Statement } from "../policy/document.js";
import type { SsrLogsShape } from "../specification/ssr-logs.js";

/** The log group of an app's SSR logs. For `*`: the log groups of all apps. */
export const ssrLogGroup = (appId: string) => `/aws/amplify/${appId}`;

/**
 * The statements that allow Amplify to write an app's SSR logs:
 * https://docs.aws.amazon.com/amplify/latest/userguide/ssr-CloudWatch-logs.html. Actions and their resources:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html
 */
export function ssrLogsStatements(deployment: Deployment, appId: string, shape: SsrLogsShape): readonly Statement[] {
  const { partition, region, account } = deployment;
  const logs = (resource: string) => formatArn({ partition, service: "logs", region, account, resource });
  if (shape === "single-statement") {
    return [
      {
        Sid: "AllowLoggroupWrite",
        Effect: "Allow",
        Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogGroups", "logs:PutLogEvents"],
        Resource: logs(`log-group:${ssrLogGroup("*")}:*`),
      },
    ];
  }
  const group = `log-group:${ssrLogGroup(appId)}`;
  return [
    { Effect: "Allow", Action: "logs:CreateLogGroup", Resource: [logs(group), logs(`${group}:*`)] },
    { Effect: "Allow", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: logs(`${group}:log-stream:*`) },
    { Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: logs("log-group:*") },
  ];
}
