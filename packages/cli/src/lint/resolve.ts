import { isRecord } from "../util.js";
import { unknownValue } from "./found-policy.js";
import type { Step } from "./position.js";
import { innerValues, isValue, type Location, type Piece, type Value } from "./value.js";

/** Which branch applies, by condition. */
export type Choices = ReadonlyMap<string, number>;

/** The data of a value under some choices, and where each part of it is. */
export interface Resolved {
  readonly data: unknown;
  readonly location: Location;
  readonly children: ReadonlyMap<Step, Resolved>;
  /** Whether an object may have properties that are not known. */
  readonly open?: boolean;
}

/** A file with more branches is checked in the first ones. */
const MOST_CHOICES = 100;

/** Choices that reach each branch in the value: not each combination of them. */
export function choicesIn(value: Value, given: Choices = new Map()): readonly Choices[] {
  const found = new Map<string, Choices>();
  const add = (choices: Choices) => {
    if (found.size < MOST_CHOICES) found.set(JSON.stringify([...choices].sort()), choices);
  };
  const walk = (inner: Value, choices: Choices): void => {
    if (inner.kind !== "choice") {
      for (const one of innerValues(inner)) walk(one, choices);
      return;
    }
    const decided = choices.get(inner.condition);
    for (const [index, branch] of inner.branches.entries()) {
      if (decided !== undefined && decided !== index) continue;
      const next = new Map(choices).set(inner.condition, index);
      if (decided === undefined && index !== inner.otherwise) add(next);
      walk(branch, next);
    }
  };
  add(given);
  walk(value, given);
  return [...found.values()];
}

/** The conditions in a value. */
interface Conditions {
  /** How many branches each one has, and which one applies if nothing is said. */
  readonly branches: ReadonlyMap<string, { readonly count: number; readonly otherwise: number }>;
  /** Conditions of which each is in a branch of the one before. */
  readonly chains: readonly ReadonlySet<string>[];
}

/** The conditions in a value that are not decided. */
export function conditionsIn(value: Value, given: Choices = new Map()): Conditions {
  const branches = new Map<string, { readonly count: number; readonly otherwise: number }>();
  const chains = new Map<string, ReadonlySet<string>>();
  const walk = (inner: Value, chain: ReadonlySet<string>): void => {
    const isOpen = inner.kind === "choice" && !given.has(inner.condition);
    const next = isOpen ? new Set(chain).add(inner.condition) : chain;
    if (isOpen) {
      branches.set(inner.condition, { count: inner.branches.length, otherwise: inner.otherwise });
      chains.set(JSON.stringify([...next]), next);
    }
    for (const one of innerValues(inner)) walk(one, next);
  };
  walk(value, new Set());
  return { branches, chains: [...chains.values()] };
}

/** The value with its choices made: neither a choice nor absent. */
export function chosen(value: Value, choices: Choices): Value | undefined {
  if (value.kind === "absent") return undefined;
  if (value.kind !== "choice") return value;
  const branch = value.branches[choices.get(value.condition) ?? value.otherwise];
  return branch === undefined ? undefined : chosen(branch, choices);
}

const NONE: ReadonlyMap<Step, Resolved> = new Map();
const leaf = (data: unknown, location: Location): Resolved => ({ data, location, children: NONE });

/** The data under the choices. Undefined if nothing is there. */
export function resolve(value: Value, choices: Choices): Resolved | undefined {
  const made = chosen(value, choices);
  if (made === undefined) return undefined;
  const { location } = made;
  switch (made.kind) {
    case "known":
      return leaf(made.data, location);
    case "unknown":
      return leaf(unknownValue(made.name), location);
    case "text":
      return leaf(made.parts.map((part) => textOf(part, choices)).join(""), location);
    case "json":
      return leaf(jsonOf(made.value, choices), location);
    case "object":
    case "merge":
      return resolveObject(made, choices);
    default: {
      const items = itemsOf(made, choices);
      // An array that is empty because of a condition may not be there at all.
      const isEmpty = items.length === 0 && (made !== value || innerValues(made).length > 0);
      if (isEmpty) return leaf(unknownValue("empty"), location);
      return { data: items.map(({ data }) => data), location, children: new Map(items.entries()) };
    }
  }
}

const jsonOf = (value: Value, choices: Choices) => JSON.stringify(resolve(value, choices)?.data ?? null);

/** What a part of a string becomes. */
export function textOf(part: Piece | Value, choices: Choices): string {
  if (!isValue(part)) return part.text;
  const data = resolve(part, choices)?.data;
  if (data === undefined) return "";
  return typeof data === "object" && data !== null ? unknownValue("value") : String(data);
}

/** The items of an array, or of several. */
function itemsOf(value: Value, choices: Choices): readonly Resolved[] {
  const made = chosen(value, choices);
  if (made === undefined) return [];
  if (made.kind === "array")
    return made.items.map((item) => resolve(item, choices)).filter((item) => item !== undefined);
  if (made.kind === "concat") return made.arrays.flatMap((array) => itemsOf(array, choices));
  const item = resolve(made, choices);
  return item === undefined ? [] : [item];
}

function resolveObject(value: Extract<Value, { kind: "object" | "merge" }>, choices: Choices): Resolved {
  const children = new Map<Step, Resolved>();
  let open = false;
  if (value.kind === "merge") {
    for (const object of value.objects) {
      const resolved = resolve(object, choices);
      if (isRecord(resolved?.data)) for (const [key, child] of resolved.children) children.set(key, child);
      open ||= resolved !== undefined && (!isRecord(resolved.data) || resolved.open === true);
    }
    if (children.size === 0 && open) return leaf(unknownValue("merge"), value.location);
  } else
    for (const { key, value: inner, location } of value.entries) {
      const resolved = resolve(inner, choices);
      if (resolved === undefined) continue;
      const name = isValue(key) ? textOf(key, choices) : key;
      // A property is where its key is, unless it depends on a condition.
      const own =
        inner.kind === "choice" ? { ...location, ...resolved.location } : { ...resolved.location, ...location };
      children.set(name, { ...resolved, location: own });
    }
  // An effect and a condition may be among what is not known.
  if (open && ["Effect", "Action", "NotAction", "Resource"].some((element) => children.has(element)))
    for (const element of ["Effect", "Condition"])
      if (!children.has(element)) children.set(element, leaf(unknownValue("merge"), value.location));
  const data = Object.fromEntries(Array.from(children, ([key, child]) => [key, child.data]));
  return { data, location: value.location, children, ...(open ? { open } : {}) };
}
