import type { Report } from "../findings/finding.js";
import { isUnresolved } from "../placeholders/placeholder.js";
import type { ParsedServiceRole } from "../specification/role.schema.js";
import type { SsrLogsShape } from "../specification/ssr-logs.js";
import type { ParsedSsrLogs } from "../specification/ssr-logs.schema.js";
import { omitUndefined } from "../util/omit-undefined.js";
import { withBuildPolicies } from "./build-permissions.js";
import type { ResourceRegion } from "./provider.js";
import type { PlannedResource } from "./resources.js";
import { type PlannedGrant, planRole, type RolePlan, type RoleRequest } from "./role.js";
import { ssrLogGroup, ssrLogsStatements } from "./ssr-logs.js";
import { amplifyTrust } from "./trust.js";

const logGroupWithoutApp = (): Report => ({
  code: "LOG_GROUP_WITHOUT_APP",
  message: "These options need a log group, and without an app's id there is no log group to create.",
  fix: 'Add "appId", or remove the options of the log group.',
});

const logGroupMayExist = (group: string): Report => ({
  code: "LOG_GROUP_MAY_EXIST",
  severity: "warning",
  message: `The imported app may have the log group "${group}" already. Then the deploy cannot create it.`,
  fix: `Write import: true if \`aws logs describe-log-groups --log-group-name-prefix ${group}\` shows it, otherwise import: false.`,
  parameters: { group },
});

const logGroupImportNeedsId = (): Report => ({
  code: "VALUE_REQUIRED_AT_SYNTH",
  message: "A log group can be imported only if the app's id is known at synth.",
  fix: 'Write "importId" (AmplifySsrApp) or "appId" (AmplifyServiceRole) as a plain string, or remove "import".',
  parameters: { expected: "app id" },
});

/** What a service role is planned from. */
export interface ServiceRoleRequest extends Omit<RoleRequest, "builtIn" | "trust"> {
  readonly spec: ParsedServiceRole;
  /** The app whose logs it writes. Default: all apps. */
  readonly appId: string | undefined;
  /** The id of the app that is imported. */
  readonly importId?: string | undefined;
  /** Whether a plan that would destroy an imported log group is an error. */
  readonly preventDestroy?: boolean;
  readonly resourceRegion?: ResourceRegion;
  /** What builds need, such as the pull of a CodeCommit repository. */
  readonly forBuilds?: readonly PlannedGrant[];
}

/** Plans a service role with the permission to write SSR logs, and their log group if the specification asks for it. */
export function planServiceRole(request: ServiceRoleRequest): RolePlan {
  const { spec, context, appId, forBuilds = [] } = request;
  const { deployment } = context;
  const logs = spec.logs ?? {};
  const writeLogs = (shape: SsrLogsShape): PlannedGrant => ({
    context: context.property("logs"),
    by: "SSR logs",
    statements: ssrLogsStatements(deployment, appId ?? "*", shape),
  });
  const role = planRole({
    ...request,
    spec: { ...spec, ...omitUndefined({ managedPolicies: withBuildPolicies(spec) }) },
    trust: amplifyTrust(deployment, spec.confusedDeputyConditions ?? true),
    builtIn: [...(logs === false ? [] : [writeLogs(logs.shape ?? "exact")]), ...forBuilds],
  });
  const group = logs === false ? undefined : planLogGroup(logs, request);
  if (group === undefined) return role;
  return { ...role, resources: [...role.resources, group], planned: { ...role.planned, logGroup: group.id } };
}

function planLogGroup(
  logs: ParsedSsrLogs,
  { id, context, appId, importId, preventDestroy, resourceRegion }: ServiceRoleRequest,
): PlannedResource<"aws_cloudwatch_log_group"> | undefined {
  const { retentionInDays, kmsKeyId, skipDestroy, tags } = logs;
  const isRequested =
    [retentionInDays, kmsKeyId, tags].some((option) => option !== undefined) || logs.import || (skipDestroy ?? false);
  if (!isRequested) return undefined;
  const logsContext = context.property("logs");
  if (appId === undefined) return logsContext.report(logGroupWithoutApp());
  const existing = importId ?? appId;
  if (logs.import && isUnresolved(existing)) return logsContext.property("import").report(logGroupImportNeedsId());
  if (importId !== undefined && logs.import === undefined) logsContext.report(logGroupMayExist(ssrLogGroup(importId)));
  return {
    type: "aws_cloudwatch_log_group",
    id: `${id}-log-group`,
    dependsOn: [],
    ...(logs.import ? { importId: ssrLogGroup(existing) } : {}),
    ...(logs.import && preventDestroy ? { preventDestroy } : {}),
    arguments: {
      name: ssrLogGroup(appId),
      ...resourceRegion,
      retentionInDays: retentionInDays ?? 0,
      ...omitUndefined({ kmsKeyId, skipDestroy, tags }),
    },
  };
}
