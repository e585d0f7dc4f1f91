import { lint, lintText } from "@amplify-roles/core/lint";
import { describe, expect, test } from "vitest";
import { withoutDirectives } from "../../../packages/core/src/policy/parse/directives.js";

const parsed = (text: string) =>
  withoutDirectives(text).flatMap((one) => {
    try {
      return [JSON.stringify(JSON.parse(one))];
    } catch {
      return [];
    }
  });

describe("a template with directives", () => {
  test.each<[string, string, readonly string[]]>([
    ["a condition", "[1%{ if var.x }, 2%{ endif }]", ["[1,2]", "[1]"]],
    ["both branches", "[%{ if var.x ~}1%{ else }2%{ endif ~}]", ["[1]", "[2]"]],
    ["a loop", '[%{ for b in var.b ~}"${b}", %{ endfor }1]', ['["${b}",1]', "[1]"]],
    [
      "a loop with commas between",
      '[%{ for i, b in var.b }"${b}"%{ if i < 9 },%{ endif }%{ endfor }]',
      ['["${b}"]', "[]"],
    ],
    ["one inside another", "[1%{ if a },2%{ if b },3%{ else },4%{ endif }%{ endif }]", ["[1,2,3]", "[1,2,4]", "[1]"]],
    ["a string of an expression", '[%{ if var.x == "}" }1%{ else }2%{ endif }]', ["[1]", "[2]"]],
    ["one in a string", '["a%{ if x }b%{ endif }c"]', ['["a${_________________}c"]']],
    ["an escape", '["%%{ if x }"]', []],
    ["no directive", '["%{x}"]', []],
    ["no end", "[%{ if x }]", []],
    ["the end of another", "[%{ if x }%{ endfor }]", []],
  ])("%s", (_, text, expected) => {
    expect([...new Set(parsed(text))]).toEqual(expected);
    for (const one of withoutDirectives(text)) expect(one.length).toBe(text.length);
  });

  test("with many directives or levels is not read", () => {
    expect(withoutDirectives("%{ if a }%{ endif }".repeat(300)).length).toBeLessThan(70);
    for (const text of ["%{ if a }%{ endif }".repeat(10_000), "%{ if a }".repeat(1_000), '%{ if "'.repeat(10_000)])
      expect(withoutDirectives(text)).toEqual([]);
  });
});

const statement = (Action: string, Resource: string) => JSON.stringify({ Effect: "Allow", Action, Resource });
const document = (statements: string) => `{"Version": "2012-10-17", "Statement": [\n${statements}\n]}`;
const queue = "arn:aws:sqs:eu-west-1:123456789012:orders";
const found = (text: string, read: typeof lint | typeof lintText = lint) =>
  read(text as string).map(({ severity, code, path }) => `${severity} ${code} ${path}`);

describe("a policy with directives", () => {
  test.each<[string, string, readonly string[]]>([
    [
      "some statements",
      `%{ for q in var.queues }${statement("sqs:SendMessage", "${q}")},%{ endfor }${statement("sqs:SendMessage", queue)}`,
      [],
    ],
    ["a part of an ARN", statement("sqs:SendMessage", `${queue}%{ if var.x }-prod%{ endif }`), []],
    [
      "the same element in both cases",
      statement("sqs:SendMessage", queue)
        .replace('"Resource":', '%{ if a }"Resource": "${x}" %{ endif }%{ if !a }"Resource":')
        .replace(/\}$/, "%{ endif }}"),
      [],
    ],
    ["what cannot be evaluated", `%{ if a },,%{ endif },,`, []],
    [
      "an action with a typo",
      `%{ if a }${statement("sqs:SendMesage", queue)}%{ endif }`,
      ["error INVALID_ACTION Statement[0].Action"],
    ],
  ])("%s", (_, statements, expected) => {
    const text = document(statements);
    for (const read of [lint, lintText]) expect(found(text, read)).toEqual(expected);
    const heredoc = `resource "x" "y" {\n  policy = <<EOF\n${text}\nEOF\n}\n`;
    expect(found(heredoc, lintText)).toEqual(expected);
  });

  test("without a directive, invalid JSON is an error", () => {
    expect(found(document(",,"))).toEqual(["error JSON_SYNTAX_ERROR "]);
    expect(found(document("%{ x },,"))).toEqual(["error JSON_SYNTAX_ERROR "]);
  });
});
