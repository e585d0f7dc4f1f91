import { comparePolicy } from "../../denials/compare-policy.js";
import { diagnosisOf } from "../../denials/diagnosis.js";
import { putRolePolicy } from "../../denials/put-role-policy.js";
import type { Report } from "../../findings/finding.js";
import { codeList, quoted } from "../../findings/text.js";
import { ssrLogGroup, ssrLogsStatements } from "../../plan/ssr-logs.js";
import { startJob } from "../commands.js";
import { hasServer, roleUses } from "../effective-roles.js";
import type { LiveRule } from "../rule.js";
import type { AppSnapshot } from "../snapshot.js";

/**
 * What writing logs takes, and what AWS authorizes it on; denials of `logs:CreateLogGroup` name either form. Whether
 * `logs:DescribeLogGroups` can match is a matter of the policy's own rules.
 */
const writing = ({ app, deployment: { partition, region, account } }: AppSnapshot) => {
  const group = `arn:${partition}:logs:${region}:${account}:log-group:${ssrLogGroup(app.id)}`;
  return [
    ["logs:CreateLogGroup", [group, `${group}:*`]],
    ["logs:CreateLogStream", [`${group}:log-stream:x`]],
    ["logs:PutLogEvents", [`${group}:log-stream:x`]],
  ] as const;
};

/** The actions for logs that the service role lacks. Undefined if there is no role, or its policies were not read. */
export function missingLogActions(snapshot: AppSnapshot): readonly string[] | undefined {
  const role = roleUses(snapshot).find(({ service }) => service)?.role;
  if (role === undefined || !role.policiesComplete || role.exists === false) return undefined;
  const documents = role.policies.map(({ document }) => document);
  return writing(snapshot)
    .filter(([action, on]) => on.every((one) => comparePolicy(documents, action, one).verdict !== "allowed"))
    .map(([action]) => action);
}

export const serviceRoleWritesLogs: LiveRule = (snapshot) => {
  const missing = missingLogActions(snapshot) ?? [];
  const role = roleUses(snapshot).find(({ service }) => service)?.role;
  if (missing.length === 0 || role === undefined || !hasServer(snapshot)) return [];
  const statements = ssrLogsStatements(snapshot.deployment, snapshot.app.id, "exact");
  return [
    diagnosisOf(["roles", role.name], logsNotAllowed(role.name, missing), {
      evidence: role.policies.map(({ name }) => `policy ${name}`),
      command: putRolePolicy(role.name, "ssr-logs", statements),
    }),
  ];
};

const logsNotAllowed = (role: string, actions: readonly string[]): Report => ({
  code: "LOGS_NOT_ALLOWED",
  message: `The service role ${quoted(role)} may not write the app's logs: ${codeList(actions, "and")} ${actions.length === 1 ? "is" : "are"} not allowed on its log group.`,
  fix: "Add the four log actions to the service role, each on the resource that AWS authorizes it on. The command does it. It takes effect at the next deployment.",
  parameters: { role, actions },
});

export const logGroupExists: LiveRule = (snapshot) => {
  const { logs } = snapshot;
  const canWrite = missingLogActions(snapshot)?.length === 0;
  if (logs === undefined || logs.exists || !canWrite || !hasServer(snapshot)) return [];
  return [
    diagnosisOf(["logs"], logGroupNotFound(logs.group), {
      evidence: ["logs:DescribeLogGroups lists no such group"],
      command: startJob(snapshot, snapshot.branches?.[0]?.name ?? "main"),
    }),
  ];
};

const logGroupNotFound = (group: string): Report => ({
  code: "LOG_GROUP_NOT_FOUND",
  severity: "warning",
  message: `The log group ${quoted(group)} does not exist, although the service role may create it. No log was written since the role was attached.`,
  fix: "Deploy the app once more, because a service role takes effect at the next deployment, and send a request to a server-rendered page.",
  parameters: { group },
});

export const logGroupExpires: LiveRule = ({ logs, deployment }) =>
  logs === undefined || !logs.exists || logs.retentionInDays !== undefined
    ? []
    : [
        diagnosisOf(["logs"], neverExpires(logs.group), {
          evidence: ["the log group has no retentionInDays"],
          command: `aws logs put-retention-policy --region ${deployment.region} --log-group-name ${logs.group} --retention-in-days 30`,
        }),
      ];

const neverExpires = (group: string): Report => ({
  code: "LOG_GROUP_NEVER_EXPIRES",
  severity: "warning",
  message: `The log group ${quoted(group)} never expires, so its events are kept and billed without a limit.`,
  fix: "Set a retention. With these packages: serviceRole: { logs: { retentionInDays: 30 } }.",
  parameters: { group },
});
