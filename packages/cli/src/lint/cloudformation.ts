import { isRecord, recordOf } from "../util.js";
import type { Step } from "./position.js";
import { type Entry, entriesOfData, joined, type Location, type Piece, type Value, valueOfData } from "./value.js";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
export const isCloudFormation = (data: unknown): boolean =>
  Object.values(recordOf(recordOf(data).Resources)).some((resource) =>
    /^(AWS|Custom)::/.test(String(recordOf(resource).Type)),
  );

const FUNCTION = /^(Ref|Condition|Fn::\w+)$/;

/** Whether data has a function of CloudFormation, as parts of templates, CDK's tree and the Serverless Framework's files do. */
export const hasFunction = (data: unknown): boolean =>
  Array.isArray(data)
    ? data.some(hasFunction)
    : isRecord(data) && (isFunction(data) || Object.values(data).some(hasFunction));

function isFunction(data: Readonly<Record<string, unknown>>): boolean {
  const [[name, argument] = ["", undefined], ...others] = Object.entries(data);
  return others.length === 0 && (/^Fn::\w+$/.test(name) || (name === "Ref" && typeof argument === "string"));
}

/** A template. Of `Fn::If`, it has both branches; what else CloudFormation computes is not known. */
export const valueOfTemplate = (data: unknown, steps: readonly Step[] = []): Value =>
  valueOfData(data, steps, { read: functionOrPolicy });

function functionOrPolicy(data: unknown, steps: readonly Step[]): Value | undefined {
  // CloudFormation makes a string of it.
  if (typeof data === "number") return { kind: "known", location: { steps }, data: String(data) };
  if (!isRecord(data)) return undefined;
  const [[name, argument] = ["", undefined], ...others] = Object.entries(data);
  if (others.length === 0 && FUNCTION.test(name) && !(name === "Condition" && isRecord(argument)))
    return computed(name, argument, steps);
  if (data.Type !== "AWS::Events::EventBusPolicy") return undefined;
  const entries = entriesOfData(data, steps, { read: functionOrPolicy });
  return { kind: "object", location: { steps }, entries: withStatement(entries) };
}

/**
 * The property of an event bus's policy is a statement:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbuspolicy.html
 */
function withStatement(entries: readonly Entry[]): readonly Entry[] {
  return entries.map((entry) => {
    if (entry.key !== "Properties" || entry.value.kind !== "object") return entry;
    const own = entry.value.entries.filter(({ key }) => key === "Statement");
    const { location } = entry.value;
    const version: Entry = { key: "Version", value: { kind: "known", location, data: "2012-10-17" }, location };
    return own.length === 0 ? entry : { ...entry, value: { ...entry.value, entries: [version, ...own] } };
  });
}

function computed(name: string, argument: unknown, steps: readonly Step[]): Value {
  const location: Location = { steps };
  const inner = (...more: readonly Step[]) => [...steps, name, ...more];
  const args = Array.isArray(argument) ? argument : [argument];
  if (name === "Ref" && argument === "AWS::NoValue") return { kind: "absent", location };
  if (name === "Fn::If" && args.length === 3) {
    const branches = [1, 2].map((index) => valueOfTemplate(args[index], inner(index)));
    return { kind: "choice", location, condition: String(args[0]), branches, otherwise: 1 };
  }
  if (name === "Fn::Sub" && typeof args[0] === "string") return substituted(args[0], args[1], location, inner);
  if (name === "Fn::Join" && typeof args[0] === "string" && Array.isArray(args[1])) {
    const items = args[1].map((item, index) => valueOfTemplate(item, inner(1, index)));
    return joined(items, args[0], location);
  }
  if (name === "Fn::ToJsonString") return { kind: "json", location, value: valueOfTemplate(argument, inner()) };
  return { kind: "unknown", location, name: name.replace("Fn::", "") };
}

/** `${!Name}` is `${Name}` literally: a policy variable. */
function substituted(
  template: string,
  variables: unknown,
  location: Location,
  inner: (...more: readonly Step[]) => readonly Step[],
): Value {
  const parts = template.split(/\$\{([^!{}][^{}]*)\}/).map((part, index): Piece | Value => {
    if (index % 2 === 0) return { text: part.replaceAll("${!", "${") };
    const given = recordOf(variables)[part];
    return given === undefined ? { kind: "unknown", location, name: part } : valueOfTemplate(given, inner(1, part));
  });
  return { kind: "text", location, parts };
}
