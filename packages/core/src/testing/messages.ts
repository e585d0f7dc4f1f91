import type { Doubt } from "../evaluate/answer.js";
import { quoted } from "../findings/text.js";
import { grantForAction } from "../grants/definitions.js";
import { toDisplayString } from "../placeholders/placeholder.js";
import type { RoleAccess } from "../plan/access.js";
import { type Statement, toArray } from "../policy/document.js";
import { minimize } from "../policy/minimize.js";
import type { Decision } from "./decide.js";
import type { TestedRequest } from "./requests.js";

/** Requests on one resource that differ only in their action, with their decision. */
export interface Decided extends Pick<TestedRequest, "resource" | "isPattern"> {
  readonly actions: readonly string[];
  readonly decision: Decision;
}

const MOST_ACTIONS = 5;

/** `"dynamodb:GetItem", "dynamodb:PutItem" and 3 more on "<arn of orders>"` */
function requestText({ actions, resource, isPattern }: Decided): string {
  const more = actions.length - MOST_ACTIONS;
  const names = actions.slice(0, MOST_ACTIONS).map(quoted).join(", ");
  const where = resource === "*" && isPattern ? "all resources" : quoted(resource);
  return `${names}${more > 0 ? ` and ${more} more` : ""} on ${where}`;
}

/** Why a role may do what it must not. */
export function allowedText(role: RoleAccess, decided: Decided): string {
  const { statements } = decided.decision.evaluation;
  return `It is allowed ${requestText(decided)} by ${statementsText(role, statements)}. Narrow or remove that grant, or remove the action from the test.`;
}

/** Why a role may not do what it should. */
export function notAllowedText(role: RoleAccess, decided: Decided): string {
  const { actions, decision } = decided;
  const what = `It is not allowed ${requestText(decided)}`;
  if (decision.outcome === "denied")
    return `${what}: it is denied by ${statementsText(role, decision.evaluation.statements)}.`;
  if (decision.because?.kind === "permissions boundary")
    return `${what}: the permissions boundary ${quoted(decision.because.boundary)} does not allow it.`;
  const grant = grantForAction(actions[0] ?? "") ?? "allow";
  return `${what}: no statement allows it. Add ${grant === "allow" ? "allow({ actions, resources })" : `${grant}(…)`} to ${grantsPath(role)}.`;
}

const grantsPath = ({ path }: RoleAccess) => quoted(path === "" ? "grants" : `${path}.grants`);

/** Why it is not certain whether a role may do something, and what to write. */
export function undecidedText(role: RoleAccess, decided: Decided): string {
  const { because, evaluation } = decided.decision;
  const what = `It is not certain whether it is allowed ${requestText(decided)}`;
  switch (because?.kind) {
    case "existing role":
      return `${what}: the role ${quoted(role.role)} exists already, and its permissions are not part of the program. Test them where the role is created.`;
    case "attached policies":
      return `${what}: the content of the attached policy ${because.policies.map(quoted).join(" and ")} is not known here. Give its document: { policies: [{ policy: ${quoted(because.policies[0] ?? "")}, document }] }.`;
    case "permissions boundary":
      return `${what}: the content of the permissions boundary ${quoted(because.boundary)} is not known here, or leaves it open. Give its document: { policies: [{ policy: ${quoted(because.boundary)}, document }] }.`;
  }
  const doubts = unique(evaluation.doubts.map(doubtText)).join(" ");
  return `${what}. It depends on ${statementsText(role, evaluation.statements)}. ${doubts}`;
}

function doubtText(doubt: Doubt): string {
  switch (doubt.kind) {
    case "context":
      return `The condition key ${quoted(doubt.key)} is open: give its value as the third argument, { ${quoted(doubt.key)}: "…" }, or undefined for a request without it.`;
    case "part":
      return `${quoted(doubt.pattern)} is only a part of ${quoted(doubt.text)}: name one resource.`;
    case "value":
      return `Whether ${quoted(doubt.pattern)} matches ${quoted(doubt.text)} is known only after deploy: give both as the same resource of the program, or give the resource a name in the program.`;
  }
}

/** Statements, each with the grant that it is from. */
function statementsText({ grants }: RoleAccess, statements: readonly Statement[]): string {
  const texts = statements.map((statement) => {
    const from = grants.filter((grant) => grant.statements.some((own) => contributes(own, statement)));
    const json = toDisplayString(JSON.stringify(statement));
    return from.length === 0 ? json : `${unique(from.map(({ by, path }) => `${by} (${path})`)).join(" and ")}: ${json}`;
  });
  return unique(texts).join("; ");
}

/** Whether a grant's statement is in a minimized one: under the same conditions, for some of its actions and resources. */
function contributes(own: Statement, merged: Statement): boolean {
  const shares = (key: "Action" | "NotAction" | "Resource" | "NotResource") => {
    const [some, all] = [toArray(own[key]), toArray(merged[key])];
    return some.length === 0 ? all.length === 0 : some.some((one) => all.includes(one));
  };
  const conditionsOf = (statement: Statement) => JSON.stringify(minimize([statement])[0]?.Condition);
  return (
    own.Effect === merged.Effect &&
    (["Action", "NotAction", "Resource", "NotResource"] as const).every(shares) &&
    conditionsOf(own) === conditionsOf(merged)
  );
}

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
