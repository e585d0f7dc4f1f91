import type { PolicyType } from "@amplify-roles/core/lint";
import { type Entry, innerValues, type Value } from "./value.js";

/** An element of a statement. It is optional if it may be missing: an argument may be null, a dynamic block may not be there. */
export interface Element {
  readonly entry: Entry;
  readonly isOptional: boolean;
}

export type Elements = ReadonlyMap<string, Element>;

const PAIRS = [
  ["Principal", "NotPrincipal"],
  ["Action", "NotAction"],
  ["Resource", "NotResource"],
] as const;

/** An argument of Terraform: null is nothing there. */
export function argumentOf(entry: Entry): Element {
  const value = withoutNull(entry.value);
  return { entry: { ...entry, value }, isOptional: mayBeMissing(value) };
}

function withoutNull(value: Value): Value {
  const { location } = value;
  if (value.kind === "known" && value.data === null) return { kind: "absent", location };
  if (value.kind === "array") return { ...value, items: value.items.map(withoutNull) };
  if (value.kind === "choice") return { ...value, branches: value.branches.map(withoutNull) };
  return value;
}

const mayBeMissing = (value: Value): boolean =>
  value.kind === "unknown" || value.kind === "absent" || (value.kind === "choice" && value.branches.some(mayBeMissing));

/**
 * The elements of statements of which some are optional, as those of modules are: every argument of a statement may be given,
 * and all but those that are meant are null. What the policy cannot have is left out.
 */
export function withoutExtraElements(
  statements: readonly Elements[],
  type: PolicyType | undefined,
): readonly (readonly Entry[])[] {
  const hasPrincipals = mayHavePrincipals(statements, type);
  const isTrust = type === "trust" || (type === undefined && hasPrincipals && statements.some(assumesRoles));
  return statements.map((statement) => {
    const kept = new Map(statement);
    const leaveOut = (name: string) => kept.get(name)?.isOptional === true && kept.delete(name);
    if (!hasPrincipals) for (const name of PAIRS[0]) leaveOut(name);
    if (isTrust) for (const name of PAIRS[2]) leaveOut(name);
    for (const [one, other] of PAIRS)
      if (kept.has(one) && kept.has(other) && !dependOnTheSame(kept.get(one), kept.get(other)))
        leaveOut(other) || leaveOut(one);
    return Array.from(kept, ([name, { entry }]) => {
      const isOne = PAIRS.some(([one, other]) => kept.has(one) !== kept.has(other) && (name === one || name === other));
      return isOne ? { ...entry, value: present(entry.value) } : entry;
    });
  });
}

/** Without a type, principals that may be missing are those of a policy whose other statements have some. */
function mayHavePrincipals(statements: readonly Elements[], type: PolicyType | undefined): boolean {
  if (type !== undefined) return type !== "identity";
  const principalsOf = (statement: Elements) => statement.get("Principal") ?? statement.get("NotPrincipal");
  return (
    statements.some((one) => principalsOf(one)?.isOptional === false) ||
    statements.every((one) => principalsOf(one) !== undefined)
  );
}

const assumesRoles = (statement: Elements): boolean => {
  const action = statement.get("Action")?.entry.value;
  return action !== undefined && textsIn(action).some((text) => /^sts:(Assume|Tag|Set)/i.test(text));
};

const textsIn = (value: Value): readonly string[] =>
  value.kind === "known" ? [String(value.data)] : innerValues(value).flatMap(textsIn);

function dependOnTheSame(one: Element | undefined, other: Element | undefined): boolean {
  const [first, second] = [one?.entry.value, other?.entry.value];
  return first?.kind === "choice" && second?.kind === "choice" && first.condition === second.condition;
}

/** A value that is there, as no other element can be. */
function present(value: Value): Value {
  if (value.kind === "absent") return { kind: "unknown", location: value.location, name: "null" };
  return value.kind === "choice" ? { ...value, branches: value.branches.map(present) } : value;
}
