import type { AccessMatrix } from "@amplify-roles/core";
import { EXPLAIN_TYPES, type ExplainType, explain } from "@amplify-roles/core";
import { extractUnresolved, mergeMatrices } from "@amplify-roles/core/adapter";
import { isRecord } from "@amplify-roles/core/lint";

/** Members of specifications that are objects, by which one specification is told from several by name. */
const OBJECTS: ReadonlySet<string> = new Set([
  "authenticated",
  "autoBranchCreationConfig",
  "branches",
  "cacheConfig",
  "computeRole",
  "environmentVariables",
  "identityPool",
  "jobConfig",
  "logs",
  "roles",
  "serviceRole",
  "tags",
  "unauthenticated",
]);

/**
 * What a file with specifications comes to: one specification, or several by name; each as it is, or with its kind:
 * `{ kind: "AmplifyComputeRole", specification: { … } }`.
 *
 * @param kind of those that do not say it
 * @throws SpecificationError with the mistakes of the first that has any
 */
export function explainEntries(given: unknown, kind: ExplainType): AccessMatrix {
  const { specification } = extractUnresolved(given, () => undefined);
  if (!isSeveral(specification)) return explainEntry(specification, kind);
  return mergeMatrices(Object.entries(specification).map(([name, entry]) => explainEntry(entry, kind, name)));
}

const isSeveral = (value: unknown): value is Record<string, unknown> =>
  isRecord(value) &&
  Object.keys(value).length > 0 &&
  Object.entries(value).every(([name, entry]) => isRecord(entry) && !OBJECTS.has(name));

function explainEntry(entry: unknown, kind: ExplainType, id?: string): AccessMatrix {
  const named = id === undefined ? {} : { id };
  const isKind = (value: unknown): value is ExplainType => EXPLAIN_TYPES.includes(value as ExplainType);
  return isRecord(entry) && isKind(entry.kind)
    ? explain(entry.specification, { ...named, kind: entry.kind })
    : explain(entry, { ...named, kind });
}
