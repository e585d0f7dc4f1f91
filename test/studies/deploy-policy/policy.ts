import { minimize } from "../../../packages/core/src/adapter.js";
import type { PolicyDocument, Statement } from "../../../packages/core/src/index.js";
import type { Needed } from "./groups.js";
import type { Need } from "./recorded.js";

/** The values of a policy's placeholders. */
export interface Placeholders {
  readonly account: string;
  readonly region: string;
  /** The app's name, with which all its things' names begin. */
  readonly app: string;
}

/**
 * A group's statements, named after it, in the least number.
 *
 * @param without actions to leave out
 */
export function statementsOf({ sid, rows }: Needed, without: ReadonlySet<string> = new Set()): readonly Statement[] {
  const needed = rows.filter(({ action }) => !without.has(action));
  const statements = minimize(needed.map(allowing));
  return statements.map((statement, index) => ({
    Sid: statements.length === 1 ? sid : `${sid}${index + 1}`,
    ...statement,
  }));
}

const allowing = ({ action, resource, condition }: Need): Statement => ({
  Effect: "Allow",
  Action: action,
  Resource: resource,
  ...(condition === undefined ? {} : { Condition: { StringEquals: condition } }),
});

/** The policy of some groups, with its placeholders. */
export const policyOf = (groups: readonly Needed[], without?: ReadonlySet<string>): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: groups.flatMap((group) => statementsOf(group, without)),
});

/** A policy with its placeholders filled in. */
export function filled(policy: PolicyDocument, { account, region, app }: Placeholders): PolicyDocument {
  const text = JSON.stringify(policy)
    .replaceAll("<account>", account)
    .replaceAll("<region>", region)
    .replaceAll("<app>", app);
  return JSON.parse(text);
}
