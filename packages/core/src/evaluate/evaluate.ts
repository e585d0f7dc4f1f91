import { type Statement, toArray } from "../policy/document.js";
import { globMatches } from "../util/wildcard.js";
import { type Answer, all, any, type Doubt, not } from "./answer.js";
import { conditionsAreMet } from "./conditions.js";
import { type Comparison, matches, type PlaceholderFacts } from "./pattern.js";
import { type ContextOptions, RequestContext } from "./request-context.js";

/** A request that AWS authorizes. */
export interface EvaluationRequest extends ContextOptions {
  /** `dynamodb:GetItem`. Case does not matter. */
  readonly action: string;
  /** An ARN, or `*` for an action that AWS authorizes on no resource. It can contain placeholders. */
  readonly resource: string;
  /**
   * Whether `*` and `?` in the resource match several resources. The answer is then for all of them. Default: they are
   * characters of one resource's name.
   */
  readonly isPattern?: boolean;
}

/**
 * What policies say about a request. `denied`: a statement denies it. `notAllowed`: no statement allows it. `conditional`:
 * it depends on condition keys that the request leaves open. `unknown`: it depends on values that are known only after
 * deploy, or it differs among the resources of a pattern.
 */
export type EvaluationOutcome = "allowed" | "denied" | "notAllowed" | "conditional" | "unknown";

export interface Evaluation {
  readonly outcome: EvaluationOutcome;
  /** The statements that decide, or that could. */
  readonly statements: readonly Statement[];
  /** Why the outcome is `conditional` or `unknown`. */
  readonly doubts: readonly Doubt[];
}

/**
 * Evaluates the statements of a role's identity policies, as IAM does within one account.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 *
 * Other policies can still deny the request: a permissions boundary, the policy of a resource, those of an organization.
 */
export function evaluate(
  statements: readonly Statement[],
  request: EvaluationRequest,
  facts: PlaceholderFacts = {},
): Evaluation {
  const comparison = { context: new RequestContext(request), facts };
  const applying = statements
    .map((statement) => ({ statement, answer: applies(statement, request, comparison) }))
    .filter(({ answer }) => answer !== false);
  const [allows, denies] = [
    applying.filter(({ statement }) => statement.Effect === "Allow"),
    applying.filter(({ statement }) => statement.Effect === "Deny"),
  ];
  const certain = (some: typeof applying) =>
    some.filter(({ answer }) => answer === true).map(({ statement }) => statement);

  const denying = certain(denies);
  if (denying.length > 0) return { outcome: "denied", statements: denying, doubts: [] };
  const allowing = certain(allows);
  if (allows.length === 0) return { outcome: "notAllowed", statements: [], doubts: [] };
  if (allowing.length > 0 && denies.length === 0) return { outcome: "allowed", statements: allowing, doubts: [] };
  const open = [...denies, ...(allowing.length > 0 ? [] : allows)];
  const doubts = open.flatMap(({ answer }) => (typeof answer === "boolean" ? [] : answer));
  // Conditions on one of several resources leave it open whether they are all that matters.
  const outcome = doubts.every(({ kind }) => kind === "context") ? "conditional" : "unknown";
  return { outcome, statements: open.map(({ statement }) => statement), doubts };
}

/** Whether a statement applies to a request. A statement without resources, of a trust policy, applies to any. */
export function applies(statement: Statement, request: EvaluationRequest, comparison: Comparison): Answer {
  const { Action, NotAction, Resource, NotResource, Condition } = statement;
  const isNamed = (actions: Statement["Action"]) =>
    toArray(actions).some((action) => globMatches(action, request.action));
  if (Action !== undefined && !isNamed(Action)) return false;
  if (NotAction !== undefined && isNamed(NotAction)) return false;

  const how = { wildcards: true, caseMatters: true, isPattern: request.isPattern === true };
  const isAmong = (resources: Statement["Resource"]) => {
    const answers = toArray(resources).map((resource) => matches(resource, request.resource, how, comparison));
    return { found: any(answers.filter((answer) => answer !== undefined)), isComplete: !answers.includes(undefined) };
  };
  const ofResource = Resource === undefined ? true : isAmong(Resource).found;
  if (ofResource === false) return false;
  // A variable without a value makes its statement match nothing.
  const others = NotResource === undefined ? undefined : isAmong(NotResource);
  const ofOthers = others === undefined ? true : others.isComplete ? not(others.found) : false;
  if (ofOthers === false) return false;
  return all([ofResource, ofOthers, Condition === undefined ? true : conditionsAreMet(Condition, comparison)]);
}
