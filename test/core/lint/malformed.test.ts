import type { Finding } from "@amplify-roles/core";
import { lint } from "@amplify-roles/core/lint";
import { describe, expect, test } from "vitest";
import { queue } from "../fixtures/arns.js";
import { policy } from "./fixtures.js";

const lines = (findings: readonly Finding[]) =>
  findings.map(({ severity, code, path }) => `${severity} ${code} ${path}`);
const bad = ["error JSON_SYNTAX_ERROR "];

describe("invalid JSON, or JSON of something else than a policy:", () => {
  test.each<[string, string, string | undefined, readonly string[]]>([
    ["none", "", "line 1, column 1", bad],
    ["white space", " \n\t", "line 2, column 2", bad],
    ["a word", "policy", "line 1, column 1", bad],
    ["YAML", "Version: 2012-10-17", "line 1, column 1", bad],
    ["single quotes", "{'Version': '2012-10-17'}", "line 1, column 2", bad],
    ["a comment", '{\n  // all\n  "Statement": []\n}', "line 2, column 3", bad],
    ["a comma too many", '{"Statement": [],}', "line 1, column 18", bad],
    ["a comma too few", '{"Version": "2012-10-17" "Statement": []}', "line 1, column 26", bad],
    ["no colon", '{"Version" "2012-10-17"}', "line 1, column 12", bad],
    ["a bracket too few", '{"Statement": [', "line 1, column 16", bad],
    ["a bracket too many", '{"Statement": []}}', "line 1, column 18", bad],
    ["an unterminated string", '{"Version": "2012', "line 1, column 13", bad],
    ["a line break in a text", '{"Version": "2012\n"}', "line 1, column 13", bad],
    ["an invalid escape", '{"Version": "\\x41"}', "line 1, column 13", bad],
    ["a number with a plus", '{"Version": +1}', "line 1, column 13", bad],
    ["NaN", '{"Version": NaN}', "line 1, column 13", bad],
    ["undefined", '{"Version": undefined}', "line 1, column 13", bad],
    ["too many levels", "[".repeat(100), "more than 64 levels", bad],
    ["two policies", '{"Statement": []} {"Statement": []}', "line 1, column 19", bad],
    ["a text", '"policy"', undefined, ["error NOT_AN_OBJECT "]],
    ["a number", "5", undefined, ["error NOT_AN_OBJECT "]],
    ["nothing", "null", undefined, ["error NOT_AN_OBJECT "]],
    ["an array", "[]", undefined, ["error NOT_AN_OBJECT "]],
    [
      "a prototype",
      '{"__proto__": {"Statement": []}}',
      undefined,
      ["error UNKNOWN_PROPERTY __proto__", "error REQUIRED Statement", "warning MISSING_VERSION Version"],
    ],
    [
      "a key twice in a statement",
      `{"Version":"2012-10-17","Statement":{"Effect":"Deny","Effect":"Allow","Action":"sqs:SendMessage","Resource":"${queue}"}}`,
      "line 1, column 54",
      bad,
    ],
  ])("%s", (_, text, says, expected) => {
    const findings = lint(text);
    expect(lines(findings)).toEqual(expected);
    if (says !== undefined) expect(findings[0]?.message).toContain(says);
  });
});

describe("an invalid statement:", () => {
  const send = { Action: "sqs:SendMessage", Resource: queue };
  const context = "Statement[0]";
  test.each<[string, unknown, readonly string[]]>([
    ["null", { Version: "2012-10-17", Statement: [null] }, ["error NOT_AN_OBJECT Statement[0]"]],
    ["an array in the array", { Version: "2012-10-17", Statement: [[send]] }, ["error NOT_AN_OBJECT Statement[0]"]],
    ["true for an effect", policy({ ...send, Effect: true }), [`error NOT_A_STRING ${context}.Effect`]],
    ["an object for an action", policy({ ...send, Action: {} }), [`error NOT_A_STRING ${context}.Action`]],
    ["null for a resource", policy({ ...send, Resource: null }), [`error NOT_A_STRING ${context}.Resource`]],
    ["no text for a resource", policy({ ...send, Resource: "" }), [`error NOT_AN_ARN ${context}.Resource`]],
    ["an array of arrays", policy({ ...send, Resource: [[queue]] }), [`error NOT_A_STRING ${context}.Resource[0]`]],
    ["a number for a Sid", policy({ ...send, Sid: 1 }), [`error NOT_A_STRING ${context}.Sid`]],
    [
      "text for a condition",
      policy({ ...send, Condition: "aws:SecureTransport" }),
      [`error NOT_AN_OBJECT ${context}.Condition`],
    ],
    ["an array for a condition", policy({ ...send, Condition: [] }), [`error NOT_AN_OBJECT ${context}.Condition`]],
    [
      "text for an operator's keys",
      policy({ ...send, Condition: { Bool: "true" } }),
      [`error NOT_AN_OBJECT ${context}.Condition.Bool`],
    ],
    [
      "an object for a value",
      policy({ ...send, Condition: { Bool: { "aws:SecureTransport": {} } } }),
      [`error NOT_A_STRING ${context}.Condition.Bool["aws:SecureTransport"]`],
    ],
    [
      "NaN for a value",
      policy({ ...send, Condition: { NumericLessThan: { "aws:MultiFactorAuthAge": NaN } } }),
      [`error NOT_A_STRING ${context}.Condition.NumericLessThan["aws:MultiFactorAuthAge"]`],
    ],
    [
      "an unknown type of principal",
      policy({ Action: "sts:AssumeRole", Principal: { Role: "a" } }),
      [`error UNKNOWN_PROPERTY ${context}.Principal.Role`],
    ],
    ["no principal", policy({ Action: "sts:AssumeRole", Principal: {} }), [`suggestion EMPTY ${context}.Principal`]],
    [
      "text for a principal",
      policy({ Action: "sts:AssumeRole", Principal: "amplify.amazonaws.com" }),
      [`error NOT_AN_OBJECT ${context}.Principal`],
    ],
    [
      "an invalid service",
      policy({ Action: "sts:AssumeRole", Principal: { Service: "amplify" } }),
      [`error INVALID_PRINCIPAL ${context}.Principal.Service`],
    ],
    ["a function", () => policy(send), ["error NOT_AN_OBJECT "]],
    ["a map", new Map([["Statement", []]]), ["error NOT_AN_OBJECT "]],
  ])("%s", (_, document, expected) => {
    expect(lines(lint(document))).toEqual(expected);
  });
});
