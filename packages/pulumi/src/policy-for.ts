import type { DeploymentSpec, Grant } from "@amplify-roles/core";
import { planPolicyFor } from "@amplify-roles/core/adapter";
import { type Input, jsonStringify, type Output } from "@pulumi/pulumi";
import { planOf } from "./plan.js";
import { PlannedComponent } from "./planned-component.js";

/**
 * The policy of grants, as JSON text, for a role that is not Amplify's: an ECS task's, a Lambda function's.
 *
 * ```ts
 * new aws.iam.RolePolicy("task-policy", { role: taskRole.name, policy: policyFor(settings.grants) });
 * ```
 *
 * @param grants what the role may do: at least one
 * @param deployment that ARNs are composed for. Default: looked up with the default provider, if the grants need it
 * @throws SpecificationError with all errors in the grants
 */
export function policyFor(
  grants: readonly Grant<Input<string>>[],
  deployment: DeploymentSpec<Input<string>> = {},
): Output<string> {
  const plan = planOf("policyFor", { ...deployment, grants }, planPolicyFor);
  const component = new PlannedComponent(undefined, "policyFor", plan);
  return jsonStringify(component.policy(plan.current.policy));
}
