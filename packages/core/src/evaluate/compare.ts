import type { Operator } from "../aws/condition-operators.js";
import { isUnresolved } from "../placeholders/placeholder.js";
import { containsAddress } from "./address.js";
import { type Answer, all } from "./answer.js";
import { type Comparison, matches } from "./pattern.js";
import { secondsOf } from "./time.js";

/** Whether a value of a request is as a value of a condition says. Undefined if a variable in the latter has no value. */
type Compare = (policy: string, request: string, comparison: Comparison) => Answer | undefined;

/**
 * The comparison of an operator, without its negation.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function comparisonOf({ base, type, wildcards }: Operator): Compare {
  switch (type) {
    case "ARN":
      return arn;
    case "Bool":
      return resolved(
        (policy, request) => /^(true|false)$/i.test(policy) && policy.toLowerCase() === request.toLowerCase(),
      );
    case "Numeric":
      return resolved((policy, request) => ordered(base, toNumber(policy), toNumber(request)));
    case "Date":
      return resolved((policy, request) => ordered(base, secondsOf(policy), secondsOf(request)));
    case "IPAddress":
      return resolved(containsAddress);
    default:
      return (policy, request, comparison) =>
        matches(
          policy,
          request,
          { wildcards: wildcards === true, caseMatters: !base.includes("IgnoreCase") },
          comparison,
        );
  }
}

/** A comparison of values that are both known. Whether others are equal is open. */
const resolved =
  (compare: (policy: string, request: string) => boolean): Compare =>
  (policy, request) =>
    isUnresolved(policy) || isUnresolved(request)
      ? [{ kind: "value", pattern: policy, text: request }]
      : compare(policy, request);

/** Each of the six parts of an ARN is compared by itself. */
const arn: Compare = (policy, request, comparison) => {
  const how = { wildcards: true, caseMatters: true };
  const [wide, narrow] = [partsOf(policy), partsOf(request)];
  // An unresolved value may contain several parts.
  if (wide === undefined || narrow === undefined) return matches(policy, request, how, comparison);
  if (wide.length !== narrow.length) return false;
  const answers = wide.map((part, index) => matches(part, narrow[index] ?? "", how, comparison));
  return answers.includes(undefined) ? undefined : all(answers.filter((answer) => answer !== undefined));
};

/** The parts of an ARN. None for a text that is no ARN, undefined if it contains unresolved values or variables. */
function partsOf(text: string): readonly string[] | undefined {
  if (isUnresolved(text) || text.includes("${")) return undefined;
  const [arn, partition, service, region, account, ...resource] = text.split(":");
  return arn === "arn" && resource.length > 0
    ? [partition ?? "", service ?? "", region ?? "", account ?? "", resource.join(":")]
    : [];
}

const toNumber = (text: string) => (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN);

/** Whether the request's value is in the order that the operator's name says. False if one of the two is not such a value. */
function ordered(operator: string, policy: number, request: number): boolean {
  if (operator.endsWith("LessThanEquals")) return request <= policy;
  if (operator.endsWith("LessThan")) return request < policy;
  if (operator.endsWith("GreaterThanEquals")) return request >= policy;
  if (operator.endsWith("GreaterThan")) return request > policy;
  return request === policy;
}
