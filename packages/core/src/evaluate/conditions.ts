import { type Operator, operatorOf } from "../aws/condition-operators.js";
import { type Conditions, toArray } from "../policy/document.js";
import { type Answer, all, any, not } from "./answer.js";
import { comparisonOf } from "./compare.js";
import type { Comparison } from "./pattern.js";

/** Whether all conditions of a statement are met. */
export const conditionsAreMet = (conditions: Conditions, comparison: Comparison): Answer =>
  all(
    Object.entries(conditions).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => conditionIsMet(operator, key, toArray(values), comparison)),
    ),
  );

/**
 * Whether one condition is met.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
function conditionIsMet(name: string, key: string, values: readonly string[], comparison: Comparison): Answer {
  const operator = operatorOf(name);
  // IAM accepts no policy with another operator.
  if (operator === undefined) return false;
  const found = comparison.context.get(key);
  if (found.values === undefined && !found.isAbsent) return [{ kind: "context", key }];
  if (operator.base === "Null") return values.some((value) => value.toLowerCase() === `${found.values === undefined}`);
  if (found.values === undefined) return isMetWithoutKey(operator);
  // A key with several values needs a set operator:
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
  if (operator.set === undefined && found.isArray) return false;
  const answers = found.values.map((value) => valueIsMet(operator, values, value, comparison));
  return operator.set === "ForAnyValue" ? any(answers) : all(answers);
}

function isMetWithoutKey({ ifExists, negated, set }: Operator): boolean {
  if (ifExists || set === "ForAllValues") return true;
  return set === undefined && negated === true;
}

function valueIsMet(operator: Operator, policy: readonly string[], value: string, comparison: Comparison): Answer {
  const compare = comparisonOf(operator);
  const answers = policy.map((one) => compare(one, value, comparison));
  const found = any(answers.filter((answer) => answer !== undefined));
  if (operator.negated !== true) return found;
  // A variable without a value makes its statement match nothing.
  return answers.includes(undefined) ? false : not(found);
}
