import type { DeploymentSpec, Grant, PolicyDocument } from "@amplify-roles/core";
import { extractUnresolved, planPolicyFor } from "@amplify-roles/core/adapter";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { leafParts } from "./expressions.js";
import { PlannedConstruct } from "./planned-construct.js";
import { reportErrors } from "./report-errors.js";
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
  { provider, ...deployment }: DeploymentSpec & CdktfOptions = {},
): string {
  const { specification, unresolved } = extractUnresolved(
    { ...deployment, grants },
    leafParts({ stack: TerraformStack.of(scope), provider }),
  );
  const plan = reportErrors(() => planPolicyFor(specification));
  const count = scope.node.children.filter(({ node }) => IDS.test(node.id)).length;
  const planned = new PlannedConstruct(new Construct(scope, `policy-for-${count}`), unresolved, provider);
  planned.create({ ...plan, resources: [] });
  return policyText(planned.policy(plan.policy) as PolicyDocument);
}
