import { listOf, type PolicyDocument, type Statement, unlisted } from "./document.js";
import { compareText } from "./order.js";
import { policyDocument } from "./policy.js";

/** A policy and what it is called among its role's policies. */
export interface NamedPolicy {
  readonly name: string;
  readonly document: PolicyDocument;
}

/**
 * One policy for each service, named after it: a grant for one service never moves another service's statements, so
 * adding one changes one policy. Statements with a `Sid` and actions of several services go to the policy `custom`.
 */
export function packByService(statements: readonly Statement[]): readonly NamedPolicy[] {
  const byService = new Map<string, Statement[]>();
  const put = (service: string, statement: Statement) => {
    const statementsOfService = byService.get(service) ?? [];
    statementsOfService.push(statement);
    byService.set(service, statementsOfService);
  };
  for (const statement of statements) {
    const actionsOf = actionsByService(statement);
    if (statement.Sid !== undefined && actionsOf.size > 1) put("custom", statement);
    else for (const [service, actions] of actionsOf) put(service, { ...statement, Action: unlisted(actions) });
  }
  return [...byService.entries()]
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, ofService]) => ({ name, document: policyDocument(ofService) }));
}

function actionsByService(statement: Statement): Map<string, string[]> {
  const byService = new Map<string, string[]>();
  for (const action of listOf(statement.Action)) {
    const service = action.slice(0, Math.max(0, action.indexOf(":"))) || "custom";
    byService.set(service, [...(byService.get(service) ?? []), action]);
  }
  return byService;
}
