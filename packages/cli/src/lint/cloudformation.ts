import { isRecord, recordOf } from "../util.js";
import { unknownValue } from "./found-policy.js";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
export const isCloudFormation = (data: unknown): boolean =>
  Object.values(recordOf(recordOf(data).Resources)).some((resource) =>
    /^(AWS|Custom)::/.test(String(recordOf(resource).Type)),
  );

const FUNCTION = /^(Ref|Condition|Fn::\w+)$/;

/** A template in which what CloudFormation computes is `${…}`, a value that is not known. */
export function withoutFunctions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutFunctions);
  if (!isRecord(value)) return value;
  const [[name, argument] = ["", undefined], ...others] = Object.entries(value);
  if (others.length === 0 && FUNCTION.test(name) && !(name === "Condition" && isRecord(argument)))
    return computed(name, argument);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutFunctions(inner)]));
}

function computed(name: string, argument: unknown): unknown {
  // `${!Name}` is `${Name}` literally: a policy variable.
  const template = Array.isArray(argument) ? argument[0] : argument;
  if (name === "Fn::Sub" && typeof template === "string")
    return template
      .replaceAll(/\$\{([^!{}][^{}]*)\}/g, (_, inner: string) => unknownValue(inner))
      .replaceAll("${!", "${");
  if (name === "Fn::Join" && Array.isArray(argument) && typeof argument[0] === "string" && Array.isArray(argument[1])) {
    const parts = argument[1].map(withoutFunctions);
    if (parts.every((part) => typeof part === "string")) return parts.join(argument[0]);
  }
  return unknownValue(name.replace("Fn::", ""));
}
