import type { Part } from "@amplify-roles/core/adapter";
import { partOfOutput, partOfResource } from "./origins.js";
import { sharedRoles } from "./shared-role.js";

/** The parts of a leaf that Pulumi resolves later: Outputs, Promises, resources, components of roles. Undefined for any other value. */
export function outputParts(value: unknown): readonly Part[] | undefined {
  const shared = sharedRoles.of(value);
  if (shared !== undefined) return [{ unresolved: value, role: shared.roleType }];
  const part = partOfOutput(value) ?? partOfResource(value);
  return part === undefined ? undefined : [part];
}
