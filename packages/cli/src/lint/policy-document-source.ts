import type { PolicyType } from "@amplify-roles/core/lint";
import { type FoundPolicy, findPolicies } from "./find-policies.js";
import { argumentOf, type Element, type Elements, withoutExtraElements } from "./optional-arguments.js";
import { typeOfPolicy } from "./policy-types.js";
import type { Step } from "./position.js";
import { type Entry, innerValues, isValue, type Location, mapTexts, propertyOf, type Value } from "./value.js";

/** The type of the data source. */
export const SOURCE = "aws_iam_policy_document";

const ARGUMENTS = {
  Sid: "sid",
  Effect: "effect",
  Principal: "principals",
  NotPrincipal: "not_principals",
  Action: "actions",
  NotAction: "not_actions",
  Resource: "resources",
  NotResource: "not_resources",
  Condition: "condition",
} as const;

/** The policies of a data source: the one that its blocks write, and JSON in its arguments. */
export function foundInSource(
  block: Value,
  steps: readonly Step[],
  type: PolicyType | undefined,
): readonly FoundPolicy[] {
  const policy = policyOfSource(block, type);
  const written = policy === undefined ? [] : findPolicies(policy, { steps });
  return written.map((found): FoundPolicy => ({ ...found, type, names: ARGUMENTS }));
}

/** An attribute of a block. */
interface Attribute {
  readonly expression: string;
  readonly resourceType: string | undefined;
  readonly steps: readonly Step[];
}

const REFERENCE = /data\.aws_iam_policy_document\.([\w-]+)(?:\[[^\]]*\])?\.(?:minified_)?json\b/g;

/** The types of data sources by their names, if all resources that use one agree on it. */
export function sourceTypes(attributes: readonly Attribute[]): ReadonlyMap<string, PolicyType> {
  const types = new Map<string, Set<PolicyType | undefined>>();
  for (const { expression, resourceType, steps } of attributes) {
    if (resourceType === undefined) continue;
    for (const [, name = ""] of expression.matchAll(REFERENCE))
      types.set(name, (types.get(name) ?? new Set()).add(typeOfPolicy(resourceType, String(steps.at(-1)))));
  }
  return new Map(
    [...types].flatMap(([name, [type, ...others]]) => (type === undefined || others.length > 0 ? [] : [[name, type]])),
  );
}

/**
 * The policy of a data source of the type aws_iam_policy_document; undefined if it has no statements.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
function policyOfSource(block: Value, type: PolicyType | undefined): Value | undefined {
  const statements = blocksIn(block, "statement");
  if (statements.length === 0) return undefined;
  const { location } = block;
  const elements = withoutExtraElements(statements.map(elementsOf), type);
  const items = statements.map((statement, index): Value => {
    return { kind: "object", location: statement.location, entries: elements[index] ?? [] };
  });
  const version = propertyOf(block, "version");
  const id = propertyOf(block, "policy_id");
  const entries: readonly Entry[] = [
    version === undefined
      ? { key: "Version", value: { kind: "known", location, data: "2012-10-17" }, location }
      : { ...version, key: "Version" },
    ...(id === undefined ? [] : [{ ...id, key: "Id" }]),
    { key: "Statement", value: { kind: "array", location, items }, location },
  ];
  // Terraform's notation for policy variables in this data source.
  return mapTexts({ kind: "object", location, entries }, (text) => text.replaceAll("&{", "${"));
}

/** Nested blocks of a type; of `dynamic` ones, the content. */
function blocksIn(block: Value, type: string): readonly Value[] {
  const dynamic = arrayOf(propertyOf(block, "dynamic")?.value).flatMap((labels) =>
    arrayOf(propertyOf(labels, type)?.value).flatMap((one) => arrayOf(propertyOf(one, "content")?.value)),
  );
  return [...arrayOf(propertyOf(block, type)?.value), ...dynamic];
}

/** Blocks as JSON are an object, or an array of objects. */
function arrayOf(value: Value | undefined): readonly Value[] {
  if (value === undefined) return [];
  return value.kind === "array" || value.kind === "concat" || value.kind === "choice"
    ? innerValues(value).flatMap(arrayOf)
    : [value];
}

function elementsOf(block: Value): Elements {
  const { location } = block;
  const everyElement = Object.entries(ARGUMENTS).flatMap(([element, argument]): readonly Element[] => {
    if (argument === "condition") return required(conditionsOf(blocksIn(block, argument), element, location));
    if (argument.endsWith("principals")) {
      const isOptional = propertyOf(block, argument) === undefined;
      return principalsOf(blocksIn(block, argument), element, location).map((entry) => ({ entry, isOptional }));
    }
    const given = propertyOf(block, argument);
    if (element === "Effect") return required([effectOf(given, element, location)]);
    return given === undefined ? [] : [argumentOf({ ...given, key: element })];
  });
  return new Map(everyElement.map((one) => [String(one.entry.key), one]));
}

const required = (entries: readonly Entry[]) => entries.map((entry): Element => ({ entry, isOptional: false }));

/** The default is to allow. */
function effectOf(given: Entry | undefined, key: string, location: Location): Entry {
  const allow: Value = { kind: "known", location, data: "Allow" };
  if (given === undefined) return { key, value: allow, location };
  const { value } = argumentOf(given).entry;
  if (value.kind === "absent") return { ...given, key, value: allow };
  if (value.kind !== "choice") return { ...given, key, value };
  return {
    ...given,
    key,
    value: { ...value, branches: value.branches.map((one) => (one.kind === "absent" ? allow : one)) },
  };
}

function principalsOf(blocks: readonly Value[], element: string, location: Location): readonly Entry[] {
  const [first] = blocks;
  if (first === undefined) return [];
  const everyone = blocks.find((block) => textOf(propertyOf(block, "type")) === "*");
  if (everyone !== undefined)
    return [
      { key: element, value: { kind: "known", location: everyone.location, data: "*" }, location: everyone.location },
    ];
  const types = grouped(blocks, "type", (of) => ({
    value: allOf(of, "identifiers"),
    location: of[0]?.location ?? location,
  }));
  return [
    { key: element, value: { kind: "object", location: first.location, entries: types }, location: first.location },
  ];
}

function conditionsOf(blocks: readonly Value[], element: string, location: Location): readonly Entry[] {
  const [first] = blocks;
  if (first === undefined) return [];
  const operators = grouped(blocks, "test", (ofOperator) => {
    const keys = grouped(ofOperator, "variable", (of) => {
      const value = allOf(of, "values");
      return { value, location: propertyOf(of[0], "values")?.location ?? of[0]?.location ?? location };
    });
    const at = ofOperator[0]?.location ?? location;
    return { value: { kind: "object", location: at, entries: keys }, location: at };
  });
  return [
    { key: element, value: { kind: "object", location: first.location, entries: operators }, location: first.location },
  ];
}

/** Entries for the blocks with the same argument. */
function grouped(
  blocks: readonly Value[],
  argument: string,
  entry: (of: readonly Value[]) => Omit<Entry, "key">,
): readonly Entry[] {
  const groups = new Map<string, { readonly key: string | Value; readonly of: Value[] }>();
  for (const block of blocks) {
    const key = keyOf(propertyOf(block, argument), argument, block.location);
    const name = isValue(key) ? JSON.stringify(key) : key;
    const group = groups.get(name) ?? { key, of: [] };
    group.of.push(block);
    groups.set(name, group);
  }
  return Array.from(groups.values(), ({ key, of }) => ({ key, ...entry(of) }));
}

function keyOf(entry: Entry | undefined, argument: string, location: Location): string | Value {
  return textOf(entry) ?? entry?.value ?? { kind: "unknown", location, name: argument };
}

function textOf(entry: Entry | undefined): string | undefined {
  return entry?.value.kind === "known" ? String(entry.value.data) : undefined;
}

function allOf(blocks: readonly Value[], argument: string): Value {
  const values = blocks.flatMap((block) => {
    const entry = propertyOf(block, argument);
    return entry === undefined ? [] : [argumentOf(entry).entry.value];
  });
  const [first] = values;
  if (first !== undefined && values.length === 1) return first;
  return { kind: "concat", location: first?.location ?? blocks[0]?.location ?? {}, arrays: values };
}
