import type { PolicyDocument } from "@amplify-roles/core";
import { minimize, type PlannedResourceType } from "@amplify-roles/core/adapter";

/** A resource as AWS would be asked for it, whichever tool asks: arguments in the core's words, nothing left to resolve. */
export interface DeployedResource {
  /** The id in its plan: `compute-role-policy`. */
  readonly id: string;
  readonly kind: PlannedResourceType;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** Ids of the resources that it waits for, whether it refers to them or only depends on them. */
  readonly dependsOn: readonly string[];
  readonly importId?: string;
}

/** Arguments that are documents, as text or as data. */
const POLICIES = ["policy", "assumeRolePolicy"];
const DOCUMENTS = ["desiredState", "insecureValue", "secretStringWo"];

/** Puts what has no order, or no one way of writing, in one form. */
export function canonical(resources: readonly DeployedResource[]): readonly DeployedResource[] {
  return resources
    .map((resource) => ({
      ...resource,
      arguments: Object.fromEntries(
        Object.entries(resource.arguments)
          .filter(([, value]) => value !== undefined)
          .map(([name, value]) => [name, canonicalArgument(name, value)]),
      ),
      dependsOn: [...new Set(resource.dependsOn)].sort(),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function canonicalArgument(name: string, value: unknown): unknown {
  const data =
    typeof value === "string" && (POLICIES.includes(name) || DOCUMENTS.includes(name)) ? JSON.parse(value) : value;
  return POLICIES.includes(name)
    ? { ...(data as object), Statement: minimize((data as PolicyDocument).Statement) }
    : data;
}
