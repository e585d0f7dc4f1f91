import { dynamodb, s3, ssm, stepFunctions } from "@amplify-roles/core";
import { role, table } from "../fixtures/arns.js";
import { Unresolved } from "../support/placeholders.js";
import { planners } from "../support/plans.js";
import {
  allowing,
  app,
  arnOf,
  branch,
  computeRole,
  granting,
  type Row,
  resource,
  serviceRole,
  variables,
  wrong,
} from "./rows.js";

export const shapes: readonly Row[] = [
  ["no specification at all", () => planners.app(undefined), ["NOT_AN_OBJECT "]],
  ["a list in its place", () => planners.app([]), ["NOT_AN_OBJECT "]],
  ["an instance of a class in its place", () => planners.app(new Date(0)), ["NOT_AN_OBJECT "]],
  ["no name", () => planners.app({}), ["REQUIRED name"]],
  ["a number where text belongs", app({ name: 5 }), ["NOT_A_STRING name"]],
  [
    "a resource where its ARN belongs",
    granting(dynamodb.read(wrong({ arn: table }))),
    [`UNKNOWN_PROPERTY ${resource}.arn`],
  ],
  ["undefined where an ARN belongs", granting(dynamodb.read(wrong(undefined))), [`NOT_A_STRING ${resource}`]],
  ["text where true or false belongs", app({ enableBasicAuth: "true" }), ["NOT_A_BOOLEAN enableBasicAuth"]],
  ["text where a number belongs", computeRole({ maxSessionDuration: "3600" }), ["NOT_A_NUMBER maxSessionDuration"]],
  ["one where a list belongs", computeRole({ grants: dynamodb.read(table) }), ["NOT_AN_ARRAY grants"]],
  ["a list where an object belongs", app({ branches: ["main"] }), ["NOT_AN_OBJECT branches"]],
  ["a word that AWS does not know", app({ platform: "WEB_COMPUT" }), ["INVALID_VALUE platform"]],
  ["a typo", app({ enviromentVariables: {} }), ["UNKNOWN_PROPERTY enviromentVariables"]],
  ["the provider's name for a thing", app({ iamServiceRoleArn: role }), ["UNKNOWN_PROPERTY iamServiceRoleArn"]],
  ["a key that every object has", app({ constructor: 1 }), ["UNKNOWN_PROPERTY constructor"]],
  ["a name of no characters", app({ name: "" }), ["INVALID_LENGTH name"]],
  ["a name of too many", app({ name: "x".repeat(256) }), ["INVALID_LENGTH name"]],
  ["a custom rule without target", app({ customRules: [{ source: "/" }] }), ["REQUIRED customRules[0].target"]],
];

export const stringified: readonly Row[] = [
  [
    "a Pulumi Output in a template string",
    granting(dynamodb.read("Calling [toString] on an [Output<T>] is not supported.")),
    [`STRINGIFIED_VALUE ${resource}`],
  ],
  [
    "a Pulumi Output in JSON",
    variables({ CONFIG: '{"url":"Calling [toJSON] on an [Output<T>] is not supported."}' }),
    ["STRINGIFIED_VALUE environmentVariables.CONFIG"],
  ],
  ["an object in a template string", granting(s3.read(`arn:aws:s3:::${{}}`)), [`STRINGIFIED_VALUE ${resource}`]],
  ["a CDKTF token that was cut in two", app({ description: "${TfToken[TOK" }), ["STRINGIFIED_VALUE description"]],
  [
    "a token as a key",
    variables({ "${TfToken[TOKEN.1]}": "x" }),
    ['UNRESOLVED_KEY environmentVariables["${TfToken[TOKEN.1]}"]'],
  ],
  ["a character that delimits markers", app({ description: "\uE000late:0\uE001" }), ["RESERVED_CHARACTER description"]],
  [
    "such a character in place of true or false",
    app({ enableBasicAuth: "\uE000" }),
    ["RESERVED_CHARACTER enableBasicAuth"],
  ],
  [
    "such a character in place of a number",
    computeRole({ maxSessionDuration: "\uE001" }),
    ["RESERVED_CHARACTER maxSessionDuration"],
  ],
  ["such a character in a key", app({ branches: { "\uE000late:0\uE001": {} } }), ["RESERVED_CHARACTER branches"]],
];

export const known: readonly Row[] = [
  ["an app to import", app({ importId: new Unresolved("d123456789abcd") }), ["VALUE_REQUIRED_AT_SYNTH importId"]],
  ["a branch's id", branch({ id: new Unresolved("main") }), ["VALUE_REQUIRED_AT_SYNTH branches.main.id"]],
  [
    "what carries a branch",
    branch({ managedBy: new Unresolved("amplify") }),
    ["VALUE_REQUIRED_AT_SYNTH branches.main.managedBy"],
  ],
  ["the kind of policies", computeRole({ policyType: new Unresolved("managed") }), ["VALUE_REQUIRED_AT_SYNTH policyType"]],
  [
    "the shape of statements",
    serviceRole({ logs: { shape: new Unresolved("exact") } }),
    ["VALUE_REQUIRED_AT_SYNTH logs.shape"],
  ],
  ["an action", allowing({ actions: [new Unresolved("sqs:SendMessage")] }), ["VALUE_REQUIRED_AT_SYNTH grants[0].actions[0]"]],
  [
    "whether a parameter's name has a slash",
    granting(ssm.read({ name: wrong(new Unresolved("/web")) })),
    [`VALUE_REQUIRED_AT_SYNTH ${resource}.name`],
  ],
  [
    "the app whose log group is taken over",
    serviceRole({ appId: new Unresolved("d123456789abcd"), logs: { import: true } }),
    ["VALUE_REQUIRED_AT_SYNTH logs.import"],
  ],
  ["that flag itself", serviceRole({ logs: { import: new Unresolved(true) } }), ["NOT_A_BOOLEAN logs.import"]],
  [
    "a state machine whose executions have ARNs of their own",
    granting(stepFunctions.readExecutions(wrong(new Unresolved(arnOf("states", "stateMachine:orders"))))),
    [`VALUE_REQUIRED_AT_SYNTH ${resource}`],
  ],
];

const circle: Record<string, unknown> = { name: "web" };
circle.branches = circle;
const deep = Array.from({ length: 100 }).reduce<unknown>((tags) => ({ tags }), "web");
const throwing = {
  get name() {
    throw new Error("no");
  },
};
class Stack {}

/** What is no data at all. */
export const unreadable: readonly Row[] = [
  ["an object that holds itself", () => planners.app(circle), ["NOT_AN_OBJECT branches"]],
  ["a hundred levels", app({ tags: { team: deep } }), ["NOT_A_STRING tags.team"]],
  ["a getter that throws", () => planners.app(throwing), ["NOT_A_STRING name"]],
  [
    "a list of four thousand million entries without any",
    app({ customRules: new Array(2 ** 32 - 1) }),
    ["NOT_AN_ARRAY customRules"],
  ],
  [
    "a list with a hole",
    computeRole({ managedPolicies: [undefined, "AmazonS3ReadOnlyAccess"] }),
    ["NOT_A_STRING managedPolicies[0]"],
  ],
  ["null", app({ computeRole: null }), ["NOT_AN_OBJECT computeRole"]],
  ["NaN", computeRole({ maxSessionDuration: NaN }), ["INVALID_SESSION_DURATION maxSessionDuration"]],
  [
    "infinity",
    serviceRole({ appId: "d1", logs: { retentionInDays: Infinity } }),
    ["INVALID_RETENTION logs.retentionInDays"],
  ],
  ["a big integer", computeRole({ maxSessionDuration: 3600n }), ["NOT_A_NUMBER maxSessionDuration"]],
  ["a symbol", app({ description: Symbol("web") }), ["NOT_A_STRING description"]],
  ["a function", app({ description: () => "web" }), ["NOT_A_STRING description"]],
  ["a promise", app({ description: Promise.resolve("web") }), ["NOT_A_STRING description"]],
  ["a date", app({ description: new Date(0) }), ["NOT_A_STRING description"]],
  ["boxed text", app({ description: new String("web") }), ["NOT_A_STRING description"]],
  ["a map", app({ environmentVariables: new Map([["A", "b"]]) }), ["NOT_AN_OBJECT environmentVariables"]],
  ["a set", computeRole({ grants: new Set() }), ["NOT_AN_ARRAY grants"]],
  ["an instance of a class", app({ branches: { main: new Stack() } }), ["NOT_AN_OBJECT branches.main"]],
  ["a key that changes prototypes", app(JSON.parse('{"__proto__":{"tags":{}}}')), ["UNKNOWN_PROPERTY __proto__"]],
  ["such a key in a branch", branch(JSON.parse('{"__proto__":{}}')), ["UNKNOWN_PROPERTY branches.main.__proto__"]],
  ["such a key among tags", computeRole({ tags: JSON.parse('{"__proto__":5}') }), ["NOT_A_STRING tags.__proto__"]],
  [
    "such a key in a grant's options",
    granting(dynamodb.read(table, JSON.parse('{"__proto__":{}}'))),
    ["UNKNOWN_PROPERTY grants[0].options.__proto__"],
  ],
  [
    "such a key in a resource",
    granting(dynamodb.read(JSON.parse('{"__proto__":"a"}'))),
    [`UNKNOWN_PROPERTY ${resource}.__proto__`],
  ],
];
