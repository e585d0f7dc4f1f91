import { type PlannedResource, takeNames as takeNamesIn } from "@amplify-roles/core/adapter";
import { type TerraformProvider, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { reportErrors } from "./report-errors.js";

/**
 * Takes the names of roles in a stack. Each provider has names of its own, because it may be another account's.
 *
 * @throws SpecificationError if another construct already has one of them
 */
export function takeNames(
  scope: Construct,
  provider: TerraformProvider | undefined,
  owner: string,
  resources: readonly PlannedResource[],
): void {
  reportErrors(() => takeNamesIn(provider ?? TerraformStack.of(scope), owner, resources));
}
