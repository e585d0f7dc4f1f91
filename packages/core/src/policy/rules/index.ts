import type { LocatedStatement } from "../parse/located.js";
import { actions } from "./actions.js";
import { characters } from "./characters.js";
import { conditionKeys } from "./condition-keys.js";
import { conditionOperators } from "./condition-operators.js";
import { conditionValues } from "./condition-values.js";
import { escalation } from "./escalation.js";
import { everyAction } from "./every-action.js";
import { everyResource } from "./every-resource.js";
import { notElements } from "./not-elements.js";
import { otherPartition } from "./other-partition.js";
import { principals } from "./principals.js";
import { redundantStatement } from "./redundant-statement.js";
import { resources } from "./resources.js";
import type { PolicyRule, RuleOptions, StatementRule } from "./rule.js";
import { secrets } from "./secrets.js";
import { sid, uniqueSids } from "./sids.js";

/** In the order of a statement's elements. */
const statementRules: readonly StatementRule[] = [
  sid,
  principals,
  actions,
  everyAction,
  notElements,
  resources,
  otherPartition,
  everyResource,
  escalation,
  conditionKeys,
  conditionOperators,
  conditionValues,
  secrets,
];

/** Rules for documents only. For grants, grants/expand.ts checks the same. */
const documentRules: readonly StatementRule[] = [characters];

const policyRules: readonly PolicyRule[] = [uniqueSids, redundantStatement];

/** Reports what is wrong with a single statement. */
export function checkStatement(statement: LocatedStatement, options: RuleOptions): void {
  for (const rule of statementRules) rule(statement, options);
}

/** Reports what is wrong with the statements of a policy, each alone and together. */
export function checkStatements(statements: readonly LocatedStatement[], options: RuleOptions): void {
  for (const statement of statements) {
    checkStatement(statement, options);
    for (const rule of documentRules) rule(statement, options);
  }
  for (const rule of policyRules) rule(statements, options);
}
