import type { LocatedStatement } from "../located.js";
import type { PolicyType } from "../read-statement.js";

/** What a rule knows beside the statements. */
export interface RuleContext {
  readonly type: PolicyType;
  /** The grant function that gives a right to the action, where there is one: `dynamodb.read`. */
  readonly grantFor?: (action: string) => string | undefined;
}

/** Reports what is wrong with one statement. */
export type StatementRule = (statement: LocatedStatement, context: RuleContext) => void;

/** Reports what is wrong with statements beside each other. */
export type PolicyRule = (statements: readonly LocatedStatement[], context: RuleContext) => void;
