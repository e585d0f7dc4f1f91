import { type PlannedResource, takeNames as takeNamesIn } from "@amplify-roles/core/adapter";
import { type ComponentResource, runtime } from "@pulumi/pulumi";
import { reportErrors } from "./report-errors.js";

/**
 * Takes the names of roles in a program. Each explicit provider has names of its own, because it may be another account's.
 *
 * @throws SpecificationError if another component already has one of them
 */
export function takeNames(component: ComponentResource, owner: string, resources: readonly PlannedResource[]): void {
  // Tests run several programs in one process, each with a monitor of its own.
  const program = component.getProvider("aws:iam/role:Role") ?? runtime.getMonitor();
  if (program !== undefined) reportErrors(() => takeNamesIn(program, owner, resources));
}
