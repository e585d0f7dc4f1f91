import { type Evaluation, type EvaluationOutcome, evaluate } from "../evaluate/evaluate.js";
import type { PlaceholderFacts } from "../evaluate/pattern.js";
import type { RoleAccess } from "../plan/access.js";
import type { PolicyDocument, Statement } from "../policy/document.js";
import type { TestedRequest } from "./requests.js";

/** The content of a policy that is attached to a role. */
export interface AttachedPolicy {
  /** Its ARN or its name. */
  readonly policy: string;
  readonly document: PolicyDocument;
}

/** What a role may do. */
export interface Decision {
  readonly outcome: EvaluationOutcome;
  /** What the role's policies say by themselves. */
  readonly evaluation: Evaluation;
  /** Why the outcome is another one than the evaluation's. */
  readonly because?:
    | { readonly kind: "existing role" }
    | { readonly kind: "attached policies"; readonly policies: readonly string[] }
    | { readonly kind: "permissions boundary"; readonly boundary: string }
    | undefined;
}

/** Whether a role may make a request. */
export function decide(
  role: RoleAccess,
  request: TestedRequest,
  context: Readonly<Record<string, string | readonly string[] | undefined>>,
  facts: PlaceholderFacts,
  attached: readonly AttachedPolicy[],
): Decision {
  const asked = { ...request, context };
  const known = role.managedPolicies.flatMap((policy) => documentOf(policy, attached)?.Statement ?? []);
  const evaluation = evaluate([...role.statements, ...known], asked, facts);
  if (role.exists) return { outcome: "unknown", evaluation, because: { kind: "existing role" } };
  // Nothing else allows what is denied.
  if (evaluation.outcome === "denied") return { outcome: "denied", evaluation };

  const unknown = role.managedPolicies.filter((policy) => documentOf(policy, attached) === undefined);
  if (unknown.length > 0) {
    return { outcome: "unknown", evaluation, because: { kind: "attached policies", policies: unknown } };
  }
  const { permissionsBoundary: boundary } = role;
  if (boundary === undefined || evaluation.outcome === "notAllowed") return { outcome: evaluation.outcome, evaluation };
  const limits = documentOf(boundary, attached);
  const limited = limits === undefined ? "unknown" : evaluate(limits.Statement, asked, facts).outcome;
  if (limited === "allowed") return { outcome: evaluation.outcome, evaluation };
  const outcome = limited === "denied" || limited === "notAllowed" ? "notAllowed" : "unknown";
  return { outcome, evaluation, because: { kind: "permissions boundary", boundary } };
}

/** The document of an attached policy, if the test gives it: by its ARN, or by its name without its path. */
function documentOf(
  arn: string,
  attached: readonly AttachedPolicy[],
): { readonly Statement: readonly Statement[] } | undefined {
  const found = attached.find(({ policy }) => policy === arn || arn.endsWith(`/${policy}`));
  return found?.document;
}
