import fc from "fast-check";
import { Evil, evil, isEvil } from "./evil.js";

/** A change at a path of a specification. Paths are numbered, modulo how many there are. */
interface Mutation {
  readonly kind: "delete" | "replace" | "nest" | "list" | "duplicate" | "swap" | "rename" | "write";
  readonly slot: number;
  readonly other: number;
  readonly key: string;
  readonly value: unknown;
  readonly text: string;
}

/** Strings that are unusual, hostile or almost right. */
export const oddText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.constantFrom(
    "",
    " ",
    "*",
    "?*",
    "\0",
    "\u0007\u001B[31m",
    "\uD800",
    "a\uDC00b",
    "\u202Eecilop",
    "e\u0301\u0301\u0301",
    "\uE000unresolved:0\uE001",
    "\uE001",
    "\uFFFE\uFEFF",
    "роль",
    "🦆".repeat(20),
    "${",
    "${aws:username}",
    "${TfToken[TOKEN.1]}",
    "[object Object]",
    "-".repeat(300),
    "x".repeat(300),
    "x".repeat(3_000),
    "aws:team",
    "AWS:team",
    "AWS_REGION",
    "NaN",
    "1e309",
    "0x10",
    "null",
    "true",
    "../../etc",
    "a b",
    "a\nb",
    "'; rm -rf / #",
    "/a!b/",
    "arn:aws:s3:::web",
    "arn:aws:iam::123456789012:role/web",
    "arn:aws:iam::123456789012:policy/",
    "arn:aws:sqs:eu-west-1:123456789012:orders",
    "arn:aws:dynamodb:eu-west-1:123456789012:table/orders",
    "sqs:SendMessage",
    "SQS:SendMessage",
    "iam:PassRole",
    `${"x".repeat(130)}:Do`,
    "managed",
    "cloudControl",
    "eu-west-1",
    "aws-cn",
    "single-statement",
  ),
);

export const oddKey = fc.oneof(
  oddText,
  fc.constantFrom("__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "then", "toJSON", "length", "0"),
  fc.constantFrom("name", "branches", "grants", "tags", "path", "computeRole", "policyDocuments", "id", "Statement"),
);

/** Any plain data. */
const plain = fc.anything({
  key: oddKey,
  withBigInt: true,
  withNullPrototype: true,
  withObjectString: true,
  maxDepth: 3,
});

const statement = fc.record(
  {
    Sid: fc.constantFrom("AllowLoggroupWrite", "A", "", "a b"),
    Effect: fc.constantFrom("Allow", "Deny", "allow"),
    Action: fc.oneof(oddText, fc.array(oddText, { maxLength: 2 }), fc.constant("sqs:SendMessage")),
    NotAction: fc.constant("sqs:SendMessage"),
    Resource: fc.oneof(oddText, fc.constant("arn:aws:sqs:eu-west-1:123456789012:orders")),
    Principal: fc.constantFrom("*", { Service: "amplify.amazonaws.com" }),
    Condition: fc.dictionary(fc.constantFrom("StringEquals", "Bool", "Null"), fc.dictionary(oddKey, oddText), {
      maxKeys: 1,
    }),
  },
  { requiredKeys: ["Effect", "Action", "Resource"] },
);
/** Identity policies, some of them valid. */
export const policyDocuments = fc.record({
  Version: fc.constantFrom("2012-10-17", "2008-10-17"),
  Statement: fc.oneof(statement, fc.array(statement, { maxLength: 3 })),
});

export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: oddText },
  { weight: 2, arbitrary: plain },
  { weight: 1, arbitrary: evil },
  { weight: 1, arbitrary: policyDocuments },
  { weight: 1, arbitrary: fc.dictionary(oddKey, oddText, { maxKeys: 60 }) },
  { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -0, 0, -1, 3_600, 5n, Symbol("s"), undefined, null, true) },
);

export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(
  fc.record({
    kind: fc.constantFrom("delete", "replace", "nest", "list", "duplicate", "swap", "rename", "write"),
    slot: fc.nat(),
    other: fc.nat(),
    key: oddKey,
    value: oddValue,
    text: oddText,
  }),
  { maxLength: 3 },
);

/** A property of an object or an array. */
interface Slot {
  readonly of: Record<string, unknown>;
  readonly key: string;
}

/** A changed copy of a specification, frozen so that nothing else changes it. */
export function mutated(specification: unknown, changes: readonly Mutation[]): unknown {
  const root: Record<string, unknown> = { specification: materialize(specification) };
  for (const change of changes) {
    const slots = slotsOf(root);
    const slot = slots[change.slot % slots.length];
    const other = slots[change.other % slots.length];
    if (slot !== undefined && other !== undefined) apply(change, slot, other);
  }
  for (const { of } of slotsOf(root)) Object.freeze(of);
  return root.specification;
}

/** A copy of plain data in which every `Evil` is replaced by a new value. */
function materialize(value: unknown): unknown {
  if (value instanceof Evil) return value.make();
  if (Array.isArray(value)) return value.map(materialize);
  if (!isPlain(value)) return value;
  const copy = {};
  for (const [key, item] of Object.entries(value)) put(copy, key, materialize(item));
  return copy;
}

function apply({ kind, key, value: odd, text }: Mutation, slot: Slot, other: Slot): void {
  const { of } = slot;
  const value = materialize(odd);
  const old = of[slot.key];
  const changes: Readonly<Record<Mutation["kind"], () => void>> = {
    // In an array it leaves a hole.
    delete: () => delete of[slot.key],
    replace: () => put(of, slot.key, value),
    nest: () => put(of, slot.key, { [key]: old }),
    list: () => put(of, slot.key, [old, value]),
    // The same object at two paths, not a copy of it.
    duplicate: () => (Array.isArray(of) ? of.push(old) : put(of, key, old)),
    swap: () => {
      put(of, slot.key, other.of[other.key]);
      put(other.of, other.key, old);
    },
    rename: () => {
      delete of[slot.key];
      put(of, key, old);
    },
    write: () => put(of, slot.key, typeof old === "string" ? old + text : text),
  };
  changes[kind]();
}

/** Sets a property with any name, even `__proto__`. */
function put(of: object, key: string, value: unknown): void {
  // The length of an array is not an entry.
  if (Array.isArray(of) && key === "length") return;
  Object.defineProperty(of, key, { value, writable: true, enumerable: true, configurable: true });
}

function slotsOf(root: Record<string, unknown>): readonly Slot[] {
  const slots: Slot[] = [];
  const seen = new Set<unknown>();
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const of = waiting.pop();
    if (!isPlain(of) || seen.has(of)) continue;
    seen.add(of);
    for (const key of Object.keys(of)) {
      slots.push({ of: of as Record<string, unknown>, key });
      waiting.push((of as Record<string, unknown>)[key]);
    }
  }
  return slots;
}

/** True for a value that can be read safely. */
function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null || isEvil(value)) return false;
  if (Array.isArray(value)) return true;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
