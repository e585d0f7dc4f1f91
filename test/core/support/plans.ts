import { type Finding, SpecificationError, type Statement } from "@amplify-roles/core";
import {
  type PlannedResource,
  type PlannedResourceType,
  planAmplifyComputeRole,
  planAmplifyIdentityPoolRole,
  planAmplifyServiceRole,
  planAmplifySsrApp,
  type ResourceArguments,
} from "@amplify-roles/core/adapter";
import { deployed, extracted } from "./placeholders.js";

/** The errors of a specification; none if it can be planned. */
export function findingsOf(plan: () => unknown): readonly Finding[] {
  try {
    plan();
    return [];
  } catch (error) {
    if (error instanceof SpecificationError) return error.findings;
    throw error;
  }
}

/** The errors of a specification, or the warnings if it can be planned. */
export function reportedBy(plan: () => unknown): readonly Finding[] {
  let warnings: readonly Finding[] = [];
  const errors = findingsOf(() => {
    ({ warnings } = plan() as { warnings: readonly Finding[] });
  });
  return errors.length > 0 ? errors : warnings;
}

/** The planners, by what they plan. Each takes a specification as a user gives it to an adapter. */
export const planners = {
  app: (specification: unknown) => planAmplifySsrApp("web", extracted(specification).specification),
  serviceRole: (specification: unknown) => planAmplifyServiceRole("logs", extracted(specification).specification),
  computeRole: (specification: unknown) => planAmplifyComputeRole("reader", extracted(specification).specification),
  identityPool: (specification: unknown) =>
    planAmplifyIdentityPoolRole("users", extracted(specification).specification),
};

/** The arguments of the only planned resource of a type, or of the one with an id. */
export function argumentsOf<K extends PlannedResourceType>(
  { resources }: { readonly resources: readonly PlannedResource[] },
  type: K,
  id?: string,
): ResourceArguments[K] {
  const found = resources.filter((resource) => resource.type === type && (id === undefined || resource.id === id));
  if (found.length !== 1) throw new Error(`${found.length} resources are ${type} ${id ?? ""}`);
  return found[0]?.arguments as ResourceArguments[K];
}

/** The statements that a compute role's grants expand to, after deploy. */
export function statementsOf(grants: readonly unknown[], deployment: object = {}): readonly Statement[] {
  const { specification, unresolved } = extracted({ appId: "d123456789", grants, ...deployment });
  const plan = deployed(planAmplifyComputeRole("reader", specification), { unresolved });
  return argumentsOf(plan, "aws_iam_role_policy").policy.Statement;
}

/** All that a planned resource refers to: placeholders of references, and its dependencies. */
export function referencesOf(resource: PlannedResource): readonly string[] {
  const references = new Set(resource.dependsOn);
  for (const [, id = ""] of JSON.stringify(resource.arguments).matchAll(
    /\uE000reference:[^:\uE001]*:([^\uE001]*)\uE001/g,
  )) {
    references.add(id);
  }
  return [...references];
}
