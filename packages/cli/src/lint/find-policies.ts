import type { PolicyType } from "@amplify-roles/core/lint";
import { isPolicy } from "./found-policy.js";
import { jsonText, mayBeJson, type PolicyDocument } from "./json-text.js";
import { typeOfPolicy } from "./policy-types.js";
import type { Step } from "./position.js";
import { type Choices, choicesIn, resolve, textOf } from "./resolve.js";
import { type Entry, isValue, type Location, propertyOf, type Value } from "./value.js";

/** A policy in a file. */
export interface FoundPolicy {
  readonly value: Value;
  /** The policy under choices of its conditions. Undefined if there is no policy then. */
  readonly under: (choices: Choices) => PolicyDocument | undefined;
  /** What is decided where the policy is. */
  readonly given: Choices | undefined;
  /** The policy under choices that reach each of its branches. */
  readonly documents: readonly PolicyDocument[];
  /** Where it is in the file's data. */
  readonly steps: readonly Step[];
  readonly location: Location;
  /** Undefined if nothing around the policy says it. */
  readonly type: PolicyType | undefined;
  /** What the file calls elements of the policy. */
  readonly names?: Readonly<Record<string, string>>;
}

/** What is known about where a value is. */
export interface Around {
  readonly steps: readonly Step[];
  readonly resourceType?: string | undefined;
  readonly choices?: Choices;
  /** Where to report what is wrong with the value itself. Default: where it is */
  readonly location?: Location;
}

/** Attributes that Terraform derives from others. */
const DERIVED = new Set(["minified_json"]);

/** Every policy in a value, as an object or as JSON in a string. */
export function findPolicies(value: Value, around: Around = { steps: [] }): readonly FoundPolicy[] {
  const found: FoundPolicy[] = [];
  const addIfPolicy = (inner: Value, around: Around): boolean => {
    const { steps, resourceType, choices: given } = around;
    const under = inner.kind === "object" || inner.kind === "merge" ? documentOf : jsonText;
    const documents = mayBePolicy(inner) ? documentsUnder(inner, given, under) : [];
    if (documents.length === 0) return false;
    const location = (inner === value ? around.location : undefined) ?? inner.location;
    const at = location.steps ?? steps;
    const property = [...at].reverse().find((step) => typeof step === "string" && !step.startsWith("Fn::"));
    const type = typeOfPolicy(resourceType, String(property ?? ""));
    found.push({
      ...{ value: inner, given, documents, steps: at, location, type },
      under: (choices) => under(inner, choices),
    });
    return true;
  };
  const walk = (inner: Value, at: Around): void => {
    switch (inner.kind) {
      case "known":
      case "text":
        addIfPolicy(inner, at);
        return;
      case "json":
        walk(inner.value, at);
        return;
      case "choice":
        for (const [index, branch] of inner.branches.entries()) {
          const decided = at.choices?.get(inner.condition);
          if (decided === undefined || decided === index)
            walk(branch, { ...at, choices: new Map(at.choices).set(inner.condition, index) });
        }
        return;
      case "array":
      case "concat":
        for (const [index, item] of (inner.kind === "array" ? inner.items : inner.arrays).entries())
          walk(item, { ...at, steps: [...at.steps, index] });
        return;
      case "object":
      case "merge":
        if (addIfPolicy(inner, at)) return;
        if (inner.kind === "merge") for (const object of inner.objects) walk(object, at);
        else walkEntries(inner.entries, inner, at);
        return;
      case "unknown":
        for (const one of inner.within ?? []) walk(one, at);
        return;
      default:
    }
  };
  const walkEntries = (entries: readonly Entry[], object: Value, at: Around) => {
    const own = ownType(object) ?? at.resourceType;
    const choices = conditionOf(object, at.choices);
    for (const { key, value: item } of entries) {
      const name = isValue(key) ? textOf(key, choices.choices ?? new Map()) : key;
      if (!DERIVED.has(name)) walk(item, { steps: [...at.steps, name], resourceType: own, ...choices });
    }
  };
  walk(value, around);
  return found;
}

/** In plans, states and CloudFormation, a resource says its type. */
function ownType(object: Value): string | undefined {
  for (const name of ["type", "Type"]) {
    const of = propertyOf(object, name)?.value;
    if (of?.kind === "known" && /^(aws_|AWS::)/.test(String(of.data))) return String(of.data);
  }
  return undefined;
}

/** A resource of CloudFormation may exist only under a condition, which then is true in it. */
function conditionOf(object: Value, choices: Choices | undefined): { readonly choices?: Choices } {
  const condition = propertyOf(object, "Condition")?.value;
  if (propertyOf(object, "Properties") === undefined || condition?.kind !== "known")
    return choices === undefined ? {} : { choices };
  return { choices: new Map(choices).set(String(condition.data), 0) };
}

/** The policies that a value is, by the conditions in it. */
const documentsUnder = (value: Value, given: Choices | undefined, under: typeof documentOf) =>
  choicesIn(value, given)
    .map((choices) => under(value, choices))
    .filter((document) => document !== undefined);

function documentOf(value: Value, choices: Choices): PolicyDocument | undefined {
  const tree = resolve(value, choices);
  return tree !== undefined && isPolicy(tree.data) ? { policy: tree.data, tree, choices } : undefined;
}

function mayBePolicy(value: Value): boolean {
  if (value.kind === "known" || value.kind === "text") return mayBeJson(value);
  return value.kind === "merge" ? value.objects.some(mayBePolicy) : propertyOf(value, "Statement") !== undefined;
}
