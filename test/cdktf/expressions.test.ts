import { TerraformStack, Testing } from "cdktf";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonTemplate, leafParts, splitExpressions } from "../../packages/cdktf/src/expressions.js";
import { evaluateTemplate } from "../support/cdktf/evaluate.js";

const partsIn = leafParts({ stack: new TerraformStack(Testing.app(), "test"), provider: undefined });
const unresolved = (text: string) => ({ unresolved: text });

describe("what Terraform resolves later", () => {
  test.each([
    ["plain text", ["plain text"]],
    ["${aws_dynamodb_table.t.arn}", [unresolved("${aws_dynamodb_table.t.arn}")]],
    ["${TfToken[TOKEN.12]}/index/*", [unresolved("${TfToken[TOKEN.12]}"), "/index/*"]],
    ["arn:${a.b}:${c.d}", ["arn:", unresolved("${a.b}"), ":", unresolved("${c.d}")]],
    ['${merge({ a = "${x.y}" }, {})}!', [unresolved('${merge({ a = "${x.y}" }, {})}'), "!"]],
    ['${var.a ? "b" : "c"}', [unresolved('${var.a ? "b" : "c"}')]],
    // Plain text to Terraform, or to be made so:
    ["$${NODE_ENV}", ["$${NODE_ENV}"]],
    ["${aws:username}/*", ["${aws:username}/*"]],
    ["${cognito-identity.amazonaws.com:sub}", ["${cognito-identity.amazonaws.com:sub}"]],
    ["${aws:PrincipalTag/team}", ["${aws:PrincipalTag/team}"]],
    ["a${*}b${?}c${$}", ["a${*}b${?}c${$}"]],
    ["echo ${NODE_ENV}", ["echo ${NODE_ENV}"]],
    ['${provider::aws::arn_build("aws")}', [unresolved('${provider::aws::arn_build("aws")}')]],
    ['${replace(a.b, "}", "{")}/*', [unresolved('${replace(a.b, "}", "{")}'), "/*"]],
    ["${never closed", ["${never closed"]],
    ...[
      "${VAR%.*}",
      "${#VAR}",
      "${!VAR}",
      "${VAR/a/b}",
      "${VAR^^}",
      "${VAR,,}",
      "${VAR:0:3}",
      "${}",
      "${1}",
      "${ARR[@]}",
    ].map((shell): [string, string[]] => [shell, [shell]]),
    ["${ARR[0]} ${VAR:-x} ${VAR:-${OTHER}}", ["${ARR[0]} ${VAR:-x} ${VAR:-${OTHER}}"]],
    ["${VAR:-${var.x}}", ["${VAR:-", unresolved("${var.x}"), "}"]],
    ["${ unclosed ${var.x}", ["${ unclosed ", unresolved("${var.x}")]],
    ["${~ var.x ~}", [unresolved("${~ var.x ~}")]],
    ["${1 + var.x}", [unresolved("${1 + var.x}")]],
    ["${[for k, v in var.m : upper(k) if v.a != null]...}", ["${[for k, v in var.m : upper(k) if v.a != null]...}"]],
    ['${join(",", [for k in var.l : "${k}!"])}', [unresolved('${join(",", [for k in var.l : "${k}!"])}')]],
    [
      '${lookup({ a = 1, "b" : var.x }, "a", null)[0].c.*.d}',
      [unresolved('${lookup({ a = 1, "b" : var.x }, "a", null)[0].c.*.d}')],
    ],
  ])("%s", (text, pieces) => {
    expect(splitExpressions(text)).toEqual(pieces);
  });
});

describe("plain text in a specification, as Terraform reads it", () => {
  test.each([
    ["echo ${NODE_ENV} ${aws:userid} ${*}", "echo $${NODE_ENV} $${aws:userid} $${*}"],
    ["written so already: $${NODE_ENV} %%{a}", "written so already: $${NODE_ENV} %%{a}"],
    ["%{User-Agent}i", "%%{User-Agent}i"],
    ["%{ if without an end", "%%{ if without an end"],
    ["%{ if true }without an end", "%%{ if true }without an end"],
    ["an end alone %{ endif }", "an end alone %%{ endif }"],
    ["%{ else } %{ for }", "%%{ else } %%{ for }"],
  ])("%s", (text, written) => {
    expect(partsIn(text)).toEqual([written]);
  });

  test.each([
    ["a directive: %{ if true }yes%{ endif }", "a directive: %{ if true }yes%{ endif }"],
    ["${NODE_ENV}%{ if true }yes%{ else }${VAR}%{ endif }", "$${NODE_ENV}%{ if true }yes%{ else }$${VAR}%{ endif }"],
    ['%{ for k in ["a","b"] }${k},${NODE_ENV}%{ endfor }', '%{ for k in ["a","b"] }${k},$${NODE_ENV}%{ endfor }'],
    ["%{~ for k, v in var.m ~}${k}=${v.a}%{~ endfor ~}${k}", "%{~ for k, v in var.m ~}${k}=${v.a}%{~ endfor ~}$${k}"],
  ])("with a directive, is one value: %s", (text, written) => {
    expect(partsIn(text)).toEqual([unresolved(written)]);
    // It is written as it is once more when a document is rendered.
    expect(partsIn(written)).toEqual([unresolved(written)]);
  });

  test("with a directive, is a string of Terraform's in a document", () => {
    const [part] = partsIn('say "${NODE_ENV}"%{ if true } "${var.a}"%{ endif }') ?? [];
    expect(jsonTemplate((part as { unresolved: string }).unresolved)).toBe(
      '${jsonencode("say \\"$${NODE_ENV}\\"%{ if true } \\"${var.a}\\"%{ endif }")}',
    );
  });

  test("next to an expression", () => {
    expect(partsIn("${HOME}/${var.a}")).toEqual(["$${HOME}/", unresolved("${var.a}")]);
  });
});

/** What Terraform makes of a template in JSON's place. */
const evaluated = (template: string, values: Readonly<Record<string, unknown>> = {}) =>
  JSON.parse(String(evaluateTemplate(template, (path) => values[path.join(".")])));

/** Values that would end the string that they are in, and add to the document, if they were inserted as they are. */
const HOSTILE = [
  'x"},{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Allow","Action":"sqs:SendMessage","Resource":"x',
  'x","*","',
  "a\nb\r\tc",
  "back\\slash\\",
  '\\"',
  "${aws_iam_role.r.arn} %{ if true }yes%{ endif }",
  "<>&\u2028",
];

describe("a policy's text", () => {
  const text = (data: unknown) => jsonTemplate(data, { onlyStrings: true });

  test.each([
    ["an expression with quotes", '${replace(var.a, "x", "y")}/*', "AyA/*"],
    ["an expression whose text holds braces", '${replace(var.a, "A", "}{")}', "}{x}{"],
    ["plain text that is written so already", "home/$${aws:username}/", "home/${aws:username}/"],
    ["what JSON quotes", 'a "b" \\ \b\f', 'a "b" \\ \b\f'],
    ["what JSON quotes, next to an expression", 'a "b" \\ \b\f${var.a}', 'a "b" \\ \b\fAxA'],
    ["a directive, which is plain text here", "%{User-Agent}${var.a}", "%{User-Agent}AxA"],
  ])("has %s", (_, given, value) => {
    expect(evaluated(text(given), { "var.a": "AxA" })).toBe(value);
  });

  test.each(HOSTILE)("has one string for each value: %j", (hostile) => {
    const values = { "var.q": hostile };
    expect(evaluated(text({ Resource: "${var.q}" }), values)).toEqual({ Resource: hostile });
    expect(evaluated(text({ Resource: ["arn:${var.q}/*", "b"] }), values)).toEqual({
      Resource: [`arn:${hostile}/*`, "b"],
    });
  });

  test("has strings for numbers and booleans, and refuses an array in place of a string", () => {
    expect(evaluated(text(["${var.n}", "${var.b}"]), { "var.n": 5, "var.b": true })).toEqual(["5", "true"]);
    expect(() => evaluated(text({ Resource: "${var.l}" }), { "var.l": ["*"] })).toThrow("tostring");
  });
});

describe("a desired state's text", () => {
  const values: Record<string, unknown> = {
    "var.text": 'say "hi"\n${x}',
    "var.flag": true,
    "aws_amplify_app.web.id": "d1",
  };
  const evaluate = (template: string) => evaluated(template, values);

  test("is JSON whatever its expressions come to", () => {
    const state = {
      AppId: "${aws_amplify_app.web.id}",
      Description: "It says: ${var.text}",
      EnableAutoBuild: "${var.flag}",
      EnvironmentVariables: [{ Name: "A", Value: 'a "quoted" value\nin two lines' }],
    };
    expect(evaluate(jsonTemplate(state))).toEqual({
      AppId: "d1",
      Description: 'It says: say "hi"\n${x}',
      EnableAutoBuild: true,
      EnvironmentVariables: [{ Name: "A", Value: 'a "quoted" value\nin two lines' }],
    });
  });

  test("gives plain data back as it was", () => {
    const text = fc
      .string({ unit: "binary" })
      .filter((value) => !/[$%]\{/.test(value) && !/[\u{E000}\u{E001}]/u.test(value));
    fc.assert(
      fc.property(fc.array(fc.dictionary(text, fc.oneof(text, fc.boolean(), fc.integer()))), (data) => {
        expect(evaluate(jsonTemplate(data))).toEqual(JSON.parse(JSON.stringify(data)));
      }),
    );
  });
});
