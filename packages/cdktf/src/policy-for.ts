import type { DeploymentSpec, Grant, PolicyDocument } from "@amplify-roles/core";
import { planPolicyFor } from "@amplify-roles/core/adapter";
import { Construct } from "constructs";
import { planIn } from "./plan.js";
import { PlannedConstruct } from "./planned-construct.js";
import { policyText } from "./resources.js";
import type { CdktfOptions } from "./specification.js";

const IDS = /^policy-for-\d+$/;

/**
 * The policy of grants, as JSON text, for a role that is not Amplify's: an ECS task's, a Lambda function's.
 *
 * ```ts
 * new IamRolePolicy(this, "task-policy", { role: taskRole.name, policy: policyFor(this, settings.grants) });
 * ```
 *
 * @param scope in which the account, the region and the partition are looked up, if the grants name resources without them
 * @param grants what the role may do: at least one
 * @param options the deployment that ARNs are composed for, and the provider that looks it up
 * @throws SpecificationError with all errors in the grants
 */
export function policyFor(
  scope: Construct,
  grants: readonly Grant[],
  options: DeploymentSpec & CdktfOptions = {},
): string {
  const count = scope.node.children.filter(({ node }) => IDS.test(node.id)).length;
  const plan = planIn(scope, "policyFor", { ...options, grants } as CdktfOptions, planPolicyFor);
  const planned = new PlannedConstruct(new Construct(scope, `policy-for-${count}`), plan, options.provider);
  planned.create();
  return policyText(planned.policy(plan.current.policy) as PolicyDocument);
}
