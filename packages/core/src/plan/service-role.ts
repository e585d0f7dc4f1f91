import { messages } from "../findings/messages.js";
import { isUnresolved } from "../placeholders/placeholder.js";
import type { ServiceRoleSpec, SsrLogsSpec } from "../specification/role.js";
import { omitUndefined } from "../util/omit-undefined.js";
import type { PlannedResource } from "./resources.js";
import { planRole, type RolePlan, type RoleRequest } from "./role.js";
import { ssrLogGroup, ssrLogsStatements } from "./ssr-logs.js";
import { amplifyTrust } from "./trust.js";

/** What it takes to plan a service role. */
export interface ServiceRoleRequest extends Omit<RoleRequest, "statements" | "trust"> {
  readonly spec: ServiceRoleSpec<string, boolean | string, number | string>;
  /** The app whose logs it writes; all apps' where there is none. */
  readonly appId: string | undefined;
  /** The id that the app has before it is imported. */
  readonly importId?: string | undefined;
  /** The provider's own region argument, where it has one and it was given. */
  readonly resourceRegion?: { readonly region?: string };
}

/** Plans a service role with the right to write SSR logs, and their log group where it is asked for. */
export function planServiceRole(request: ServiceRoleRequest): RolePlan {
  const { spec, deployment, appId } = request;
  const logs = spec.logs ?? {};
  const statements = logs === false ? [] : ssrLogsStatements(deployment, appId ?? "*", logs.shape ?? "exact");
  const trust = amplifyTrust(deployment, spec.confusedDeputyConditions ?? true);
  const planned = planRole({ ...request, statements, trust });
  const ofLogs = { context: request.context.property("logs"), by: "SSR logs", statements };
  const role = logs === false ? planned : { ...planned, grants: [ofLogs, ...planned.grants] };
  const group = logs === false ? undefined : planLogGroup(logs, request);
  if (group === undefined) return role;
  return { ...role, resources: [...role.resources, group], planned: { ...role.planned, logGroup: group.id } };
}

function planLogGroup(
  logs: SsrLogsSpec<string, boolean | string, number | string>,
  { id, context, appId, importId, resourceRegion }: ServiceRoleRequest,
): PlannedResource<"aws_cloudwatch_log_group"> | undefined {
  const { retentionInDays, kmsKeyId, skipDestroy, tags } = logs;
  const place = context.property("logs");
  const asked =
    [retentionInDays, kmsKeyId, tags].some((given) => given !== undefined) || logs.import || (skipDestroy ?? false);
  if (!asked) return undefined;
  if (appId === undefined) return place.report(messages.logGroupWithoutApp());
  const existing = importId ?? appId;
  if (logs.import && isUnresolved(existing)) return place.property("import").report(messages.logGroupImportNeedsId());
  return {
    type: "aws_cloudwatch_log_group",
    id: `${id}-log-group`,
    dependsOn: [],
    ...(logs.import ? { importId: ssrLogGroup(existing) } : {}),
    arguments: {
      name: ssrLogGroup(appId),
      ...resourceRegion,
      retentionInDays: retentionInDays ?? 0,
      ...omitUndefined({ kmsKeyId, skipDestroy, tags }),
    },
  };
}
