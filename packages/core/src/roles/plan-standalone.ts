import { deploymentOf } from "../arn/deployment.js";
import { faults } from "../errors/faults.js";
import type { PlannedResource, PlannedRole } from "../plan/resources.js";
import { resourceRegion, type Tool } from "../plan/tool.js";
import { type Checked, checked } from "../read/checked.js";
import { attachComputeRoleCommand, attachServiceRoleCommand } from "./commands.js";
import { roleName } from "./names.js";
import { planRole } from "./plan-role.js";
import { planServiceRole } from "./plan-service-role.js";
import { standaloneComputeRole, standaloneServiceRole } from "./role-readers.js";

/** A role for an app that is managed elsewhere, as planned. */
export interface StandaloneRolePlan {
  readonly resources: readonly PlannedResource[];
  readonly role: PlannedRole;
}

/**
 * Plans a service role alone.
 *
 * @param id what its name is made of where it has none
 * @param specification an `AmplifyServiceRoleSpec`, of unknown shape
 * @throws SpecificationError with every mistake in it
 */
export function planAmplifyServiceRole(
  id: string,
  specification: unknown,
  tool: Tool = {},
): Checked<StandaloneRolePlan> {
  return checked(`AmplifyServiceRole "${id}"`, (at) => {
    const spec = standaloneServiceRole(specification, at) ?? {};
    const deployment = deploymentOf(spec);
    const { resources, planned: role } = planServiceRole({
      id: "role",
      at,
      deployment,
      spec,
      defaultName: roleName(id),
      description: "Service role of an Amplify app: builds it and writes its SSR logs",
      appId: spec.appId,
      resourceRegion: resourceRegion(spec.region, "aws_cloudwatch_log_group", tool),
    });
    const attach =
      spec.appId === undefined ? {} : { attachCommand: attachServiceRoleCommand(spec.appId, role.arn, deployment) };
    return { resources, role: { ...role, ...attach } };
  });
}

/**
 * Plans a compute role alone.
 *
 * @param id what its name is made of where it has none
 * @param specification an `AmplifyComputeRoleSpec`, of unknown shape
 * @throws SpecificationError with every mistake in it
 */
export function planAmplifyComputeRole(id: string, specification: unknown): Checked<StandaloneRolePlan> {
  return checked(`AmplifyComputeRole "${id}"`, (at) => {
    const spec = standaloneComputeRole(specification, at) ?? {};
    const deployment = deploymentOf(spec);
    if (spec.branchName !== undefined && spec.appId === undefined) at.member("appId").report(faults.missing("appId"));
    const { resources, planned: role } = planRole({
      id: "role",
      at,
      deployment,
      spec,
      defaultName: roleName(id),
      description: "Compute role of an Amplify app: what its server code may do",
      confusedDeputyConditions: false,
    });
    if (spec.appId === undefined) return { resources, role };
    const attachCommand = attachComputeRoleCommand(spec.appId, spec.branchName, role.arn, deployment);
    return { resources, role: { ...role, attachCommand } };
  });
}
