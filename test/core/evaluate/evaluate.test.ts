import type { Statement } from "@amplify-roles/core";
import { describe, expect, test } from "vitest";
import { type EvaluationRequest, evaluate } from "../../../packages/core/src/evaluate/evaluate.js";
import type { PlaceholderFacts } from "../../../packages/core/src/evaluate/pattern.js";
import { lookupPlaceholder, unresolvedPlaceholder } from "../../../packages/core/src/placeholders/placeholder.js";

const table = (name: string) => `arn:aws:dynamodb:eu-west-1:123456789012:table/${name}`;
const allow = (Resource: string | readonly string[], more: Partial<Statement> = {}): Statement => ({
  Effect: "Allow",
  Action: "dynamodb:GetItem",
  Resource,
  ...more,
});
const deny = (Resource: string, more: Partial<Statement> = {}): Statement => ({
  ...allow(Resource, more),
  Effect: "Deny",
});
const get = (resource: string, more: Partial<EvaluationRequest> = {}): EvaluationRequest => ({
  action: "dynamodb:GetItem",
  resource,
  ...more,
});
const outcome = (statements: readonly Statement[], request: EvaluationRequest, facts?: PlaceholderFacts) =>
  evaluate(statements, request, facts).outcome;

describe("a request for one resource", () => {
  test.each<[string, readonly Statement[], EvaluationRequest, string]>([
    ["the resource itself", [allow(table("orders"))], get(table("orders")), "allowed"],
    ["another resource", [allow(table("orders"))], get(table("orders-archive")), "notAllowed"],
    ["in another case", [allow(table("orders"))], get(table("Orders")), "notAllowed"],
    ["another action", [allow(table("orders"))], { ...get(table("orders")), action: "dynamodb:PutItem" }, "notAllowed"],
    ["a pattern of names", [allow(table("shop-orders-*"))], get(table("shop-orders-production")), "allowed"],
    ["a pattern of one character", [allow(table("orders-?"))], get(table("orders-10")), "notAllowed"],
    ["a pattern of actions", [allow("*", { Action: "dynamodb:Get*" })], get(table("orders")), "allowed"],
    ["actions in any case", [allow("*", { Action: "DynamoDB:getitem" })], get(table("orders")), "allowed"],
    ["other actions", [{ Effect: "Allow", NotAction: "dynamodb:Put*", Resource: "*" }], get(table("a")), "allowed"],
    [
      "an action left out",
      [{ Effect: "Allow", NotAction: "dynamodb:*", Resource: "*" }],
      get(table("a")),
      "notAllowed",
    ],
    ["a resource left out", [{ Effect: "Allow", Action: "*", NotResource: table("a") }], get(table("a")), "notAllowed"],
    ["other resources", [{ Effect: "Allow", Action: "*", NotResource: table("a") }], get(table("b")), "allowed"],
    ["a denial", [allow("*"), deny(table("orders"))], get(table("orders")), "denied"],
    ["a denial of another", [allow("*"), deny(table("orders"))], get(table("customers")), "allowed"],
    ["an asterisk in a name", [allow(table("a"))], get(table("*")), "notAllowed"],
    ["an escaped asterisk", [allow(table("${*}"))], get(table("*")), "allowed"],
    ["an escaped asterisk and a name", [allow(table("${*}"))], get(table("orders")), "notAllowed"],
  ])("%s", (_, statements, request, expected) => {
    expect(outcome(statements, request)).toBe(expected);
  });
});

describe("conditions", () => {
  const when = (operator: string, key: string, value: string | readonly string[]) => [
    allow("*", { Condition: { [operator]: { [key]: value } } }),
  ];
  const asked = (context: EvaluationRequest["context"]) => get(table("orders"), { context });

  test.each<[string, readonly Statement[], EvaluationRequest["context"], string]>([
    ["met", when("StringEquals", "aws:PrincipalOrgID", "o-1"), { "AWS:PrincipalOrgID": "o-1" }, "allowed"],
    ["not met", when("StringEquals", "aws:PrincipalOrgID", "o-1"), { "aws:PrincipalOrgID": "o-2" }, "notAllowed"],
    ["open", when("StringEquals", "aws:PrincipalOrgID", "o-1"), {}, "conditional"],
    [
      "without the key",
      when("StringEquals", "aws:PrincipalOrgID", "o-1"),
      { "aws:PrincipalOrgID": undefined },
      "notAllowed",
    ],
    ["IfExists without the key", when("StringEqualsIfExists", "a:k", "v"), { "a:k": undefined }, "allowed"],
    ["negated without the key", when("StringNotEquals", "a:k", "v"), { "a:k": undefined }, "allowed"],
    ["one of several values", when("StringLike", "a:k", ["x", "v*"]), { "a:k": "v1" }, "allowed"],
    ["none of several values", when("StringNotLike", "a:k", ["x", "v*"]), { "a:k": "v1" }, "notAllowed"],
    ["an escaped asterisk", when("StringLike", "a:k", "${*}"), { "a:k": "v" }, "notAllowed"],
    ["a value of a variable", when("StringEquals", "a:k", "${a:b}"), { "a:k": "v", "a:b": "v" }, "allowed"],
    [
      "a variable with a default",
      when("StringEquals", "a:k", "${a:b, 'v'}"),
      { "a:k": "v", "a:b": undefined },
      "allowed",
    ],
    ["a variable that is open", when("StringEquals", "a:k", "${a:b}"), { "a:k": "v" }, "conditional"],
    [
      "a variable without a value",
      when("StringNotEquals", "a:k", "${a:b}"),
      { "a:k": "v", "a:b": undefined },
      "notAllowed",
    ],
    ["all values", when("ForAllValues:StringEquals", "a:k", ["v", "w"]), { "a:k": ["v", "w"] }, "allowed"],
    ["not all values", when("ForAllValues:StringEquals", "a:k", ["v"]), { "a:k": ["v", "w"] }, "notAllowed"],
    ["all of no values", when("ForAllValues:StringEquals", "a:k", ["v"]), { "a:k": [] }, "allowed"],
    ["any value", when("ForAnyValue:StringEquals", "a:k", ["v"]), { "a:k": ["v", "w"] }, "allowed"],
    ["several values without a set operator", when("StringEquals", "a:k", ["v"]), { "a:k": ["v"] }, "notAllowed"],
    ["a key that is missing", when("Null", "a:k", "true"), { "a:k": undefined }, "allowed"],
    ["a key that is there", when("Null", "a:k", "true"), { "a:k": "v" }, "notAllowed"],
    ["a boolean", when("Bool", "a:k", "true"), { "a:k": "True" }, "allowed"],
    ["a number", when("NumericLessThanEquals", "a:k", "10"), { "a:k": "10.0" }, "allowed"],
    ["no number", when("NumericLessThanEquals", "a:k", "10"), { "a:k": "ten" }, "notAllowed"],
    ["a date", when("DateGreaterThan", "a:k", "2026-01-01T00:00:00Z"), { "a:k": "2026-01-01T00:00:01Z" }, "allowed"],
    ["seconds since 1970", when("DateLessThan", "a:k", "2026-01-01T00:00:00Z"), { "a:k": "1767225599" }, "allowed"],
    ["a range of addresses", when("IpAddress", "a:k", "203.0.113.0/24"), { "a:k": "203.0.113.9" }, "allowed"],
    ["all addresses", when("IpAddress", "a:k", "0.0.0.0/0"), { "a:k": "203.0.113.9" }, "allowed"],
    ["an address of IPv6", when("IpAddress", "a:k", "2001:db8::/32"), { "a:k": "2001:DB8:0::9" }, "allowed"],
    ["an address outside", when("NotIpAddress", "a:k", "203.0.113.0/25"), { "a:k": "203.0.113.200" }, "allowed"],
    [
      "a part of an ARN",
      when("ArnLike", "a:k", "arn:aws:sqs:*:1:q"),
      { "a:k": "arn:aws:sqs:eu-west-1:1:q" },
      "allowed",
    ],
    ["parts of an ARN", when("ArnLike", "a:k", "arn:*:q"), { "a:k": "arn:aws:sqs:eu-west-1:1:q" }, "notAllowed"],
  ])("%s", (_, statements, context, expected) => {
    expect(outcome(statements, asked(context))).toBe(expected);
  });

  test("a denial that may apply leaves it open, and a denial under conditions that are not met does not", () => {
    const statements = [allow("*"), deny("*", { Condition: { Bool: { "aws:SecureTransport": "false" } } })];
    expect(evaluate(statements, asked({}))).toMatchObject({
      outcome: "conditional",
      statements: [statements[1]],
      doubts: [{ kind: "context", key: "aws:SecureTransport" }],
    });
    expect(outcome(statements, asked({ "aws:SecureTransport": "true" }))).toBe("allowed");
    expect(outcome(statements, asked({ "aws:SecureTransport": "false" }))).toBe("denied");
  });
});

describe("a request for several resources", () => {
  const all = (resource: string) => get(resource, { isPattern: true });

  test.each<[string, readonly Statement[], string, string]>([
    ["all of them", [allow("arn:aws:s3:::images/*")], "arn:aws:s3:::images/*", "allowed"],
    ["more than them", [allow("arn:aws:s3:::*")], "arn:aws:s3:::images/*", "allowed"],
    ["some of them", [allow("arn:aws:s3:::images/public/*")], "arn:aws:s3:::images/*", "unknown"],
    ["one of them", [allow("arn:aws:s3:::images/a.png")], "arn:aws:s3:::images/*", "unknown"],
    ["none of them", [allow("arn:aws:s3:::other/*")], "arn:aws:s3:::images/*", "notAllowed"],
    ["a character in place of any number", [allow("arn:aws:s3:::images/?")], "arn:aws:s3:::images/*", "unknown"],
    ["any number in place of a character", [allow("arn:aws:s3:::images/*")], "arn:aws:s3:::images/??", "allowed"],
    ["some are denied", [allow("*"), deny(table("orders"))], table("*"), "unknown"],
    [
      "a name that only continues another part's wildcard",
      [allow("arn:aws:dynamodb:eu-west-1:123456789012:table/dev-shop-*")],
      "arn:aws:dynamodb:*:*:table/shop-*",
      "notAllowed",
    ],
    ["all are denied", [allow(table("orders")), deny("*")], table("*"), "denied"],
  ])("%s", (_, statements, resource, expected) => {
    expect(outcome(statements, all(resource))).toBe(expected);
  });
});

describe("values known only after deploy", () => {
  const [orders, customers] = [unresolvedPlaceholder(0), unresolvedPlaceholder(1)];
  const account = lookupPlaceholder("account");
  const facts: PlaceholderFacts = {
    neverIn: (placeholder) => (placeholder === account ? ":/" : ""),
    differ: (one, other) => (one === other ? undefined : ""),
  };
  const names: PlaceholderFacts = {
    neverIn: () => ":/",
    differ: (one, other) => (one === other ? undefined : ":/"),
    describe: (text) => text.replace(customers, "customers"),
  };

  test.each<[string, readonly Statement[], string, PlaceholderFacts, string]>([
    ["the same value", [allow(orders)], orders, {}, "allowed"],
    ["another value", [allow(orders)], customers, {}, "unknown"],
    ["another value that differs", [allow(orders)], customers, facts, "notAllowed"],
    ["an index of another table, whose name may be longer", [allow(`${orders}/index/*`)], customers, facts, "unknown"],
    ["an index of another table", [allow(table(`${orders}/index/*`))], table(customers), names, "notAllowed"],
    ["an index of the table", [allow(table(`${orders}/index/*`))], table(`${orders}/index/date`), names, "allowed"],
    ["the table of an index", [allow(table(orders))], table(`${orders}/index/date`), names, "notAllowed"],
    ["a pattern and a value", [allow(table("shop-*"))], table(orders), names, "unknown"],
    ["a pattern and a value with a known name", [allow(table("custom*"))], table(customers), names, "allowed"],
    ["another pattern and a value with a known name", [allow(table("shop-*"))], table(customers), names, "notAllowed"],
    ["a pattern around a value", [allow(table("*"))], table(orders), {}, "allowed"],
    ["what follows the same value", [allow(`${orders}/a/*`)], `${orders}/b/c`, {}, "notAllowed"],
    ["a value that is part of the name", [allow(table(`${orders}-a`))], table(`${orders}-b`), {}, "notAllowed"],
    ["a known name and a value", [allow(table(orders))], table("orders"), names, "unknown"],
    ["a name elsewhere", [allow(`arn:aws:dynamodb:eu-west-1:${account}:table/a`)], table("b"), facts, "notAllowed"],
    [
      "a name here or elsewhere",
      [allow(`arn:aws:dynamodb:eu-west-1:${account}:table/a`)],
      table("a"),
      facts,
      "unknown",
    ],
  ])("%s", (_, statements, resource, known, expected) => {
    expect(outcome(statements, get(resource), known)).toBe(expected);
  });

  test("a value in a condition", () => {
    const statements = [allow("*", { Condition: { StringEquals: { "a:k": orders }, Bool: { "a:b": "true" } } })];
    expect(evaluate(statements, get("*", { context: { "a:k": "v", "a:b": "true" } }))).toMatchObject({
      outcome: "unknown",
      doubts: [{ kind: "value", pattern: orders, text: "v" }],
    });
    expect(outcome(statements, get("*", { context: { "a:k": orders, "a:b": "true" } }))).toBe("allowed");
    expect(outcome(statements, get("*", { context: { "a:k": "v", "a:b": "false" } }))).toBe("notAllowed");
  });
});
