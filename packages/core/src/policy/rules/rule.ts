import type { PolicyType } from "../parse/elements.js";
import type { LocatedStatement } from "../parse/located.js";

/** What a rule knows in addition to the statements. */
export interface RuleOptions {
  readonly type: PolicyType;
  /** The grant function that allows the action, if there is one: `dynamodb.read`. */
  readonly grantFor?: (action: string) => string | undefined;
  /** Whether the policy may be a template, where `${name}` is replaced before IAM reads it. */
  readonly templates?: boolean;
  /** Whether all statements are known. Default: `true` */
  readonly complete?: boolean;
  /** The statements of the policy, for rules about one of them. Default: none */
  readonly statements?: readonly LocatedStatement[];
}

/** Reports what is wrong with one statement. */
export type StatementRule = (statement: LocatedStatement, options: RuleOptions) => void;

/** Reports what is wrong with statements together. */
export type PolicyRule = (statements: readonly LocatedStatement[], options: RuleOptions) => void;
