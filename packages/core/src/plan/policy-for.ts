import { Collector } from "../findings/collector.js";
import type { PolicyDocument } from "../policy/document.js";
import { policyDocument } from "../policy/policy.js";
import { Context } from "../schema/context.js";
import { object } from "../schema/schema.js";
import type { DeploymentSpec } from "../specification/deployment.js";
import { deploymentProperties, withDeployment } from "../specification/deployment.schema.js";
import { grants, type ParsedGrant } from "../specification/permissions.schema.js";
import type { PlannedResource } from "./resources.js";
import { planOrThrow, type WithWarnings } from "./result.js";
import { checkVariables } from "./role-variables.js";

const specificationOfPolicy = object<DeploymentSpec & { readonly grants: readonly ParsedGrant[] }>(
  { ...deploymentProperties, grants },
  ["grants"],
);

/**
 * The policy of grants for a role that is not Amplify's, such as an ECS task's or a Lambda function's.
 *
 * @param specification the grants, and the deployment that their ARNs are composed for
 * @throws SpecificationError with all errors in the grants
 */
export function planPolicyFor(
  specification: unknown,
): WithWarnings<{ readonly policy: PolicyDocument; readonly resources: readonly PlannedResource[] }> {
  const collector = new Collector();
  const context = withDeployment(specification, new Context(collector));
  const parsed = specificationOfPolicy(specification, context);
  checkVariables(parsed?.grants ?? [], true);
  const policy = policyDocument((parsed?.grants ?? []).flatMap(({ statements }) => statements));
  return planOrThrow("policyFor", specification, { policy, resources: [] }, collector);
}
