import { GrantablePlan, type PlannedResource, type WithWarnings } from "@amplify-roles/core/adapter";
import { outputParts } from "./output-parts.js";
import { reportErrors } from "./report-errors.js";

/**
 * Plans what a component gets.
 *
 * @param subject what is planned: `AmplifySsrApp "web"`
 * @throws SpecificationError with all errors in the specification
 */
export const planOf = <P extends { readonly resources: readonly PlannedResource[] }>(
  subject: string,
  given: object,
  planner: (specification: unknown) => WithWarnings<P>,
): GrantablePlan<P> => reportErrors(() => new GrantablePlan(subject, given, outputParts, planner));
