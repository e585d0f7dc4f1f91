import { GrantablePlan, type PlannedResource, type WithWarnings } from "@amplify-roles/core/adapter";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { leafParts } from "./expressions.js";
import { takeNames } from "./names.js";
import { reportErrors } from "./report-errors.js";
import type { CdktfOptions } from "./specification.js";

/**
 * Plans what a construct gets, and takes its names in the stack.
 *
 * @param subject what is planned: `AmplifySsrApp "web"`
 * @throws SpecificationError with all errors in the specification
 */
export function planIn<P extends { readonly resources: readonly PlannedResource[] }>(
  scope: Construct,
  subject: string,
  { provider, ...given }: CdktfOptions,
  planner: (specification: unknown) => WithWarnings<P>,
): GrantablePlan<P> {
  const parts = leafParts({ stack: TerraformStack.of(scope), provider });
  const plan = reportErrors(() => new GrantablePlan(subject, given, parts, planner));
  takeNames(scope, provider, subject, plan.current.resources);
  return plan;
}
