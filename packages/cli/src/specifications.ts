import { type AccessMatrix, EXPLAIN_TYPES, type ExplainType, explain } from "@amplify-roles/core";
import { isRecord } from "./util.js";

/** Properties of specifications that are objects, by which one specification is told from several by name. */
const OBJECT_PROPERTIES: ReadonlySet<string> = new Set([
  "authenticated",
  "autoBranchCreationConfig",
  "branches",
  "cacheConfig",
  "computeRole",
  "environmentVariables",
  "identityPool",
  "jobConfig",
  "logs",
  "previews",
  "roles",
  "serviceRole",
  "tags",
  "unauthenticated",
]);

/**
 * Who may do what, by a file that contains one specification, or several by name. Each can say what it is for:
 * `{ kind: "AmplifyComputeRole", specification: { … } }`.
 *
 * @param kind for those that do not say it
 * @throws SpecificationError with the errors of the first specification that has any
 */
export function explainSpecifications(given: unknown, kind: ExplainType): AccessMatrix {
  if (!isSeveral(given)) return explainSpecification(given, kind);
  const matrices = Object.entries(given).map(([name, specification]) =>
    explainSpecification(specification, kind, name),
  );
  const unnamedBranches = matrices.flatMap((matrix) => matrix.unnamedBranches ?? []);
  return {
    roles: matrices.flatMap(({ roles }) => roles),
    branches: matrices.flatMap(({ branches }) => branches),
    ...(unnamedBranches.length === 0 ? {} : { unnamedBranches }),
    permissions: matrices.flatMap(({ permissions }) => permissions),
  };
}

const isSeveral = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isRecord(value) &&
  Object.keys(value).length > 0 &&
  Object.entries(value).every(([name, inner]) => isRecord(inner) && !OBJECT_PROPERTIES.has(name));

function explainSpecification(given: unknown, kind: ExplainType, name?: string): AccessMatrix {
  const id = name === undefined ? {} : { id: name };
  const own = isRecord(given) ? EXPLAIN_TYPES.find((known) => known === given.kind) : undefined;
  return own === undefined || !isRecord(given)
    ? explain(given, { ...id, kind })
    : explain(given.specification, { ...id, kind: own });
}
