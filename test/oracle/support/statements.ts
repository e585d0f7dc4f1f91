import type { PolicyDocument, Statement } from "@amplify-roles/core";
import { evaluate } from "../../../packages/core/src/evaluate/evaluate.js";
import { home } from "./model.js";
import type { Random } from "./random.js";
import { type Asked, allows } from "./simulator.js";

// Random statements of every element, every operator and every kind of value, for our evaluator. Grants write few of them;
// `allow` and policy documents can have all.

const queue = (name: string, region = home.region) => `arn:aws:sqs:${region}:${home.account}:${name}`;
const table = (name: string) => `arn:aws:dynamodb:${home.region}:${home.account}:table/${name}`;

const ACTIONS = [
  "sqs:SendMessage",
  "sqs:SendMessageBatch",
  "sqs:ReceiveMessage",
  "dynamodb:GetItem",
  "dynamodb:PutItem",
];
const ACTION_PATTERNS = [
  ...ACTIONS,
  "*",
  "sqs:*",
  "sqs:Send*",
  "SQS:sendmessage",
  "dynamodb:?etItem",
  "dynamodb:*Item",
];
const RESOURCES = [
  queue("orders"),
  queue("orders-archive"),
  queue("web"),
  queue("orders", "us-east-1"),
  table("orders"),
  table("shop-orders-production"),
  table("orders/index/by-date"),
];
/** AWS says that a variable without a value can make the whole statement invalid, but not what that means for NotResource. */
const WITH_VARIABLES = [
  table("${aws:PrincipalTag/team}"),
  table("shop-${aws:PrincipalTag/stage, 'orders'}-production"),
];
const RESOURCE_PATTERNS = [
  ...RESOURCES,
  "*",
  queue("*"),
  queue("orders*"),
  queue("?rders"),
  queue("orders", "*"),
  table("shop-orders-*"),
  table("orders/index/*"),
];

type Type = "string" | "arn" | "bool" | "number" | "date" | "address";

interface Key {
  readonly name: string;
  readonly type: Type;
  /** Values of requests. */
  readonly values: readonly string[];
  /** Values of conditions. Default: the same ones. */
  readonly of?: readonly string[];
  /** More values of conditions. */
  readonly patterns: readonly string[];
  readonly isArray?: true;
}

const KEYS: readonly Key[] = [
  {
    name: "aws:PrincipalOrgID",
    type: "string",
    values: ["o-a1b2c3d4e5", "o-z9y8x7w6v5", "O-A1B2C3D4E5"],
    patterns: ["o-*", "o-?1b2c3d4e5", "*", "${aws:PrincipalTag/team}"],
  },
  {
    name: "aws:PrincipalTag/team",
    type: "string",
    values: ["web", "orders", "Web"],
    patterns: ["w*", "${aws:PrincipalTag/stage}", "${aws:PrincipalTag/stage, 'web'}"],
  },
  { name: "aws:PrincipalTag/stage", type: "string", values: ["orders", "web", "w*"], patterns: ["*s", "?eb", "w*"] },
  {
    name: "aws:SourceArn",
    type: "arn",
    values: [queue("orders"), queue("web"), table("orders")],
    patterns: [
      queue("*"),
      "arn:aws:*:*:*:*",
      queue("${aws:PrincipalTag/team, 'web'}"),
      "arn:aws:sqs:eu-*:123456789012:o?de*",
    ],
  },
  { name: "aws:SecureTransport", type: "bool", values: ["true", "false"], patterns: [] },
  { name: "s3:max-keys", type: "number", values: ["0", "10", "1000"], patterns: ["5", "10.0", "-1"] },
  {
    name: "aws:CurrentTime",
    type: "date",
    values: ["2026-01-01T00:00:00Z", "2026-06-30T12:00:00Z"],
    patterns: ["2026-03-01T00:00:00Z", "2025-12-31T23:00:00Z"],
  },
  {
    name: "aws:SourceIp",
    type: "address",
    values: ["203.0.113.7", "198.51.100.1", "2001:db8::1"],
    of: ["203.0.113.7/32", "198.51.100.1/32", "2001:db8::1/128"],
    patterns: ["203.0.113.0/24", "198.51.100.0/31", "2001:db8::/32"],
  },
  {
    name: "dynamodb:LeadingKeys",
    type: "string",
    values: ["web", "admin", "guest"],
    patterns: ["w*", "*", "${aws:PrincipalTag/team}"],
    isArray: true,
  },
  { name: "aws:TagKeys", type: "string", values: ["team", "stage"], patterns: ["t*"], isArray: true },
];

const ORDERS = ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"];

const OPERATORS: Readonly<Record<Type, readonly string[]>> = {
  string: [
    "StringEquals",
    "StringNotEquals",
    "StringEqualsIgnoreCase",
    "StringNotEqualsIgnoreCase",
    "StringLike",
    "StringNotLike",
  ],
  arn: ["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"],
  bool: ["Bool"],
  number: ORDERS.map((order) => `Numeric${order}`),
  date: ORDERS.map((order) => `Date${order}`),
  address: ["IpAddress", "NotIpAddress"],
};

const several = <T>(random: Random, values: readonly T[], most: number): readonly T[] =>
  Array.from({ length: 1 + random.below(most) }, () => random.pick(values));

function operatorFor({ type, isArray }: Key, random: Random): string {
  if (random.chance(0.1)) return "Null";
  const base = random.pick(OPERATORS[type]);
  const set = isArray === true || random.chance(0.05) ? random.pick(["ForAllValues:", "ForAnyValue:"]) : "";
  // AWS does not say what IfExists means behind ForAnyValue, and ForAllValues needs none.
  return `${set}${base}${set === "" && random.chance(0.2) ? "IfExists" : ""}`;
}

function conditionsFor(random: Random): Statement["Condition"] {
  const conditions: Record<string, Record<string, string | readonly string[]>> = {};
  for (const key of several(random, KEYS, 3)) {
    const operator = operatorFor(key, random);
    const values = operator === "Null" ? ["true", "false"] : [...(key.of ?? key.values), ...key.patterns];
    conditions[operator] ??= {};
    (conditions[operator] as Record<string, unknown>)[key.name] =
      operator === "Null" || random.chance(0.5) ? random.pick(values) : several(random, values, 3);
  }
  return conditions;
}

function statementOf(random: Random): Statement {
  const actions = several(random, ACTION_PATTERNS, 3);
  const resources = several(random, RESOURCE_PATTERNS, 3);
  return {
    Effect: random.chance(0.75) ? "Allow" : "Deny",
    ...(random.chance(0.9) ? { Action: actions } : { NotAction: actions }),
    ...(random.chance(0.9)
      ? { Resource: random.chance(0.2) ? [...resources, random.pick(WITH_VARIABLES)] : resources }
      : { NotResource: resources }),
    ...(random.chance(0.6) ? { Condition: conditionsFor(random) } : {}),
  } as Statement;
}

function askedOf(random: Random): Asked {
  const keys = KEYS.filter(() => random.chance(0.7)).map(({ name, values, isArray }) => [
    name,
    isArray === true ? [...new Set(several(random, values, 3))] : random.pick(values),
  ]);
  return { action: random.pick(ACTIONS), resource: random.pick(RESOURCES), context: Object.fromEntries(keys) };
}

/** The outcome of a run. */
export interface EvaluatorOutcome {
  readonly requests: number;
  readonly allowed: number;
  readonly differences: readonly {
    readonly policy: PolicyDocument;
    readonly asked: Asked;
    readonly evaluated: string;
  }[];
}

/** Asks our evaluator and the simulator about random requests to random policies. */
export function compareEvaluators(random: Random, requests: number): EvaluatorOutcome {
  const outcome = { requests, allowed: 0, differences: [] as EvaluatorOutcome["differences"][number][] };
  let policy: PolicyDocument = { Version: "2012-10-17", Statement: [] };
  for (let count = 0; count < requests; count++) {
    if (count % 10 === 0)
      policy = { Version: "2012-10-17", Statement: several(random, [0], 4).map(() => statementOf(random)) };
    const asked = askedOf(random);
    const expected = allows([policy], asked);
    if (expected) outcome.allowed++;
    const evaluated = evaluate(policy.Statement, { ...asked, isComplete: true }).outcome;
    const agrees = expected ? evaluated === "allowed" : evaluated === "denied" || evaluated === "notAllowed";
    if (!agrees) outcome.differences.push({ policy, asked, evaluated });
  }
  return outcome;
}
