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

export const types: readonly Row[] = [
  ["undefined instead of a specification", () => planners.app(undefined), ["NOT_AN_OBJECT "]],
  ["an array instead of a specification", () => planners.app([]), ["NOT_AN_OBJECT "]],
  ["an instance of a class instead of a specification", () => planners.app(new Date(0)), ["NOT_AN_OBJECT "]],
  ["no name", () => planners.app({}), ["REQUIRED name"]],
  ["a number instead of a string", app({ name: 5 }), ["NOT_A_STRING name"]],
  [
    "an object without an ARN",
    granting(dynamodb.read(wrong({ id: "orders", hashKey: "pk" }))),
    [`RESOURCE_NOT_NAMED ${resource}`],
  ],
  ["undefined instead of an ARN", granting(dynamodb.read(wrong(undefined))), [`NOT_A_STRING ${resource}`]],
  ["a string instead of a boolean", app({ enableBasicAuth: "true" }), ["NOT_A_BOOLEAN enableBasicAuth"]],
  ["a string instead of a number", computeRole({ maxSessionDuration: "3600" }), ["NOT_A_NUMBER maxSessionDuration"]],
  ["one value instead of an array", computeRole({ grants: dynamodb.read(table) }), ["NOT_AN_ARRAY grants"]],
  ["an array instead of an object", app({ branches: ["main"] }), ["NOT_AN_OBJECT branches"]],
  ["a value that AWS does not accept", app({ platform: "WEB_COMPUT" }), ["INVALID_VALUE platform"]],
  ["a misspelled property", app({ enviromentVariables: {} }), ["UNKNOWN_PROPERTY enviromentVariables"]],
  ["the provider's name of a property", app({ iamServiceRoleArn: role }), ["UNKNOWN_PROPERTY iamServiceRoleArn"]],
  ["a property that every object has", app({ constructor: 1 }), ["UNKNOWN_PROPERTY constructor"]],
  ["an empty name", app({ name: "" }), ["INVALID_LENGTH name"]],
  ["a name that is too long", app({ name: "x".repeat(256) }), ["INVALID_LENGTH name"]],
  ["a custom rule without a target", app({ customRules: [{ source: "/" }] }), ["REQUIRED customRules[0].target"]],
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
  ["a CDKTF token that was cut", app({ description: "${TfToken[TOK" }), ["STRINGIFIED_VALUE description"]],
  [
    "a token as a key",
    variables({ "${TfToken[TOKEN.1]}": "x" }),
    ['UNRESOLVED_KEY environmentVariables["${TfToken[TOKEN.1]}"]'],
  ],
  ["a delimiter of placeholders", app({ description: "\uE000unresolved:0\uE001" }), ["RESERVED_CHARACTER description"]],
  ["a delimiter instead of a boolean", app({ enableBasicAuth: "\uE000" }), ["RESERVED_CHARACTER enableBasicAuth"]],
  [
    "a delimiter instead of a number",
    computeRole({ maxSessionDuration: "\uE001" }),
    ["RESERVED_CHARACTER maxSessionDuration"],
  ],
  [
    "a delimiter in the text of a policy document",
    computeRole({
      policyDocuments: ['{"Version":"2012-10-17","Statement":{"Resource":"\uE000lookup:account\uE001"}}'],
    }),
    ["RESERVED_CHARACTER policyDocuments[0]"],
  ],
  [
    "a delimiter instead of a grant",
    computeRole({ grants: ["\uE000lookup:account\uE001"] }),
    ["RESERVED_CHARACTER grants[0]"],
  ],
  [
    "a delimiter instead of an array",
    computeRole({ grants: "\uE000lookup:account\uE001" }),
    ["RESERVED_CHARACTER grants"],
  ],
  ["a delimiter in a key", app({ branches: { "\uE000unresolved:0\uE001": {} } }), ["RESERVED_CHARACTER branches"]],
];

export const known: readonly Row[] = [
  ["importId", app({ importId: new Unresolved("d123456789abcd") }), ["VALUE_REQUIRED_AT_SYNTH importId"]],
  ["a branch's id", branch({ id: new Unresolved("main") }), ["VALUE_REQUIRED_AT_SYNTH branches.main.id"]],
  ["managedBy", branch({ managedBy: new Unresolved("amplify") }), ["VALUE_REQUIRED_AT_SYNTH branches.main.managedBy"]],
  ["policyType", computeRole({ policyType: new Unresolved("managed") }), ["VALUE_REQUIRED_AT_SYNTH policyType"]],
  [
    "the shape of log statements",
    serviceRole({ logs: { shape: new Unresolved("exact") } }),
    ["VALUE_REQUIRED_AT_SYNTH logs.shape"],
  ],
  [
    "an action",
    allowing({ actions: [new Unresolved("sqs:SendMessage")] }),
    ["VALUE_REQUIRED_AT_SYNTH grants[0].actions[0]"],
  ],
  [
    "the start of a parameter's name",
    granting(ssm.read({ name: wrong(new Unresolved("/web")) })),
    [`VALUE_REQUIRED_AT_SYNTH ${resource}.name`],
  ],
  [
    "the app whose log group is imported",
    serviceRole({ appId: new Unresolved("d123456789abcd"), logs: { import: true } }),
    ["VALUE_REQUIRED_AT_SYNTH logs.import"],
  ],
  [
    "whether a log group is imported",
    serviceRole({ logs: { import: new Unresolved(true) } }),
    ["NOT_A_BOOLEAN logs.import"],
  ],
  [
    "a state machine whose execution ARNs are composed",
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

/** Values that are not plain data. */
export const unreadable: readonly Row[] = [
  ["an object that contains itself", () => planners.app(circle), ["NOT_AN_OBJECT branches"]],
  ["100 levels of nesting", app({ tags: { team: deep } }), ["NOT_A_STRING tags.team"]],
  ["a getter that throws", () => planners.app(throwing), ["NOT_A_STRING name"]],
  [
    "a sparse array with 4,294,967,295 entries",
    app({ customRules: new Array(2 ** 32 - 1) }),
    ["NOT_AN_ARRAY customRules"],
  ],
  [
    "an array with an undefined entry",
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
  ["a String object", app({ description: new String("web") }), ["NOT_A_STRING description"]],
  ["a map", app({ environmentVariables: new Map([["A", "b"]]) }), ["NOT_AN_OBJECT environmentVariables"]],
  ["a set", computeRole({ grants: new Set() }), ["NOT_AN_ARRAY grants"]],
  ["an instance of a class", app({ branches: { main: new Stack() } }), ["NOT_AN_OBJECT branches.main"]],
  ["a __proto__ property", app(JSON.parse('{"__proto__":{"tags":{}}}')), ["UNKNOWN_PROPERTY __proto__"]],
  [
    "a __proto__ property in a branch",
    branch(JSON.parse('{"__proto__":{}}')),
    ["UNKNOWN_PROPERTY branches.main.__proto__"],
  ],
  [
    "a __proto__ property among tags",
    computeRole({ tags: JSON.parse('{"__proto__":5}') }),
    ["INVALID_TAG tags.__proto__", "NOT_A_STRING tags.__proto__"],
  ],
  [
    "a __proto__ property in a grant's options",
    granting(dynamodb.read(table, JSON.parse('{"__proto__":{}}'))),
    ["UNKNOWN_PROPERTY grants[0].options.__proto__"],
  ],
  [
    "a __proto__ property in a resource",
    granting(dynamodb.read(JSON.parse('{"__proto__":"a"}'))),
    [`UNKNOWN_PROPERTY ${resource}.__proto__`],
  ],
];
