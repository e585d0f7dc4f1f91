import { describe, expect, test } from "vitest";
import { findingsIn } from "../support/lint-findings.js";

const statement = (sid: string, action = "s3:GetObject") =>
  `{ Sid = "${sid}", Effect = "Allow", Action = "${action}", Resource = "arn:aws:s3:::web/*" }`;
const policy = (...arrays: readonly string[]) =>
  `resource "aws_iam_policy" "web" {\n  policy = jsonencode({ Version = "2012-10-17", Statement = concat(\n${arrays.join(",\n")}\n) })\n}\n`;
const one = statement("A");
const codesIn = async (name: string, text: string) =>
  (await findingsIn(name, text)).map((line) => line.replace(/^(\d+):\d+ \S+ (\S+).*/, "$1 $2"));

describe("branches of different conditions may exclude each other:", () => {
  test.each([
    ["a condition and its negation", [`var.on ? [${one}] : []`, `!var.on ? [${one}] : []`]],
    ["a negation and its condition, when they do not hold", [`!var.on ? [] : [${one}]`, `var.on ? [] : [${one}]`]],
    ["with parentheses", [`!(var.on) ? [] : [${one}]`, `(var.on) ? [] : [${one}]`]],
    ["equal and not equal", [`var.env == "prod" ? [] : [${one}]`, `var.env != "prod" ? [] : [${one}]`]],
    ["two values", [`var.env == "prod" ? [${one}] : []`, `var.env == "dev" ? [${one}] : []`]],
    ["two values, when they do not hold", [`var.env != "prod" ? [] : [${one}]`, `var.env != "dev" ? [] : [${one}]`]],
    ["what one of them contains", [`var.a ? [] : [${one}]`, `var.b ? [] : [${statement("B", "s3:Get*")}]`]],
  ])("%s", async (_, arrays) => {
    expect(await findingsIn("main.tf", policy(...arrays))).toEqual([]);
  });

  test.each([
    [
      "one condition, and none",
      [`var.a ? [${one}] : []`, `[${one}]`],
      ["3 REDUNDANT_STATEMENT", "4 UNIQUE_SIDS_REQUIRED"],
    ],
    ["one branch", [`var.a ? [\n${one},\n${one}] : []`], ["4 REDUNDANT_STATEMENT", "5 UNIQUE_SIDS_REQUIRED"]],
    [
      "the same condition twice",
      [`var.a ? [${one}] : []`, `var.a ? [${one}] : []`],
      ["3 REDUNDANT_STATEMENT", "4 UNIQUE_SIDS_REQUIRED"],
    ],
    [
      "a condition in a branch of the other",
      [`var.a ? concat([\n${one}], var.b ? [\n${one}] : []) : []`],
      ["4 REDUNDANT_STATEMENT", "5 UNIQUE_SIDS_REQUIRED"],
    ],
    [
      "either of both branches",
      [`var.a ? [\n${one}] : [\n${statement("B")}]`, `var.b ? [\n${one}] : []`, `[\n${one}]`],
      ["4 REDUNDANT_STATEMENT", "5 REDUNDANT_STATEMENT", "7 REDUNDANT_STATEMENT", "9 UNIQUE_SIDS_REQUIRED"],
    ],
    [
      "each condition alone",
      [`var.a ? [\n${statement("A", "s3:GetObjet")}] : []`, `var.b ? [] : [\n${statement("B", "s3:PutObjet")}]`],
      ["4 INVALID_ACTION", "6 INVALID_ACTION"],
    ],
  ])("findings are kept for %s", async (_, arrays, expected) => {
    expect(await codesIn("main.tf", policy(...arrays))).toEqual(expected);
  });

  const trust = (service: string, account: string) =>
    `resource "aws_iam_role" "web" {\n  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = concat(\n${[
      ["amplify.amazonaws.com", "Service", service],
      ["123456789012", "AWS", account],
    ]
      .map(([who, type, condition]) => {
        const text = `[{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { ${type} = "${who}" } }]`;
        return condition === "" ? text : `${condition} ? ${text} : []`;
      })
      .join(",\n")}\n) })\n}\n`;
  test("Amplify, or an account", async () => {
    expect(await codesIn("main.tf", trust("var.a", "var.b"))).toEqual([]);
    expect(await codesIn("main.tf", trust("var.a", "!var.a"))).toEqual([]);
    expect(await codesIn("main.tf", trust("", "var.b"))).toEqual(["4 TRUST_EXTRA_PRINCIPAL"]);
    expect(await codesIn("main.tf", trust("var.a", "var.a"))).toEqual(["4 TRUST_EXTRA_PRINCIPAL"]);
  });

  test("directives of a template", async () => {
    const json = '{ "Sid": "A", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::web/*" },';
    const last = json.replace('"A"', '"B"').replace("GetObject", "PutObject").replace(/,$/, "");
    const text = (a: string, b: string) =>
      `{ "Version": "2012-10-17", "Statement": [\n%{ if ${a} ~}\n${json}\n%{ endif ~}\n%{ if ${b} ~}\n${json}\n%{ endif ~}\n${last} ] }\n`;
    const heredoc = (json: string) => `resource "aws_iam_policy" "web" {\n  policy = <<EOT\n${json}EOT\n}\n`;
    expect(await codesIn("main.tf", heredoc(text("var.a", "!var.a")))).toEqual([]);
    expect(await codesIn("policy.json.tftpl", text("a", "!a"))).toEqual([]);
    expect(await codesIn("policy.json", text("a", "!a"))).toEqual([]);
    expect(await codesIn("policy.json.tftpl", text("a", "a"))).toEqual([
      "3 REDUNDANT_STATEMENT",
      "6 UNIQUE_SIDS_REQUIRED",
    ]);
  });

  test("Fn::If", async () => {
    const text = (a: string, b: string) => `Resources:
  Web:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - !If [${a}, !Ref "AWS::NoValue", { Sid: A, Effect: Allow, Action: s3:GetObject, Resource: "arn:aws:s3:::web/*" }]
          - !If [${b}, !Ref "AWS::NoValue", { Sid: A, Effect: Allow, Action: s3:GetObject, Resource: "arn:aws:s3:::web/*" }]
`;
    expect(await codesIn("template.yaml", text("IsProd", "IsNotProd"))).toEqual([]);
    expect(await codesIn("template.yaml", text("IsProd", "IsProd"))).toEqual([
      "8 REDUNDANT_STATEMENT",
      "9 UNIQUE_SIDS_REQUIRED",
    ]);
  });
});
