import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { lintCommand } from "../../../packages/cli/src/lint.js";
import { findingsIn } from "../support/lint-findings.js";

const PATH = "resource.aws_iam_policy.web.policy.Statement";
/** A file with local values, of which the first is on line 2, and a policy. */
const file = (locals: readonly string[], expression: string) =>
  `locals {\n${locals.map((one) => `  ${one}\n`).join("")}}\nresource "aws_iam_policy" "web" {\n  policy = ${expression}\n}\n`;
const document = (statements: string) => `jsonencode({ Version = "2012-10-17", Statement = ${statements} })`;
const allow = (action: string, resource = '"arn:aws:s3:::web/*"') =>
  `{ Effect = "Allow", Action = ${action}, Resource = ${resource} }`;

describe("a local value is followed:", () => {
  test.each([
    ["an action", ['action = "s3:GetObjet"'], document(`[${allow("local.action")}]`), "5:82", "[0].Action"],
    ["actions", ['actions = ["s3:GetObjet"]'], document(`[${allow("local.actions")}]`), "2:14", "[0].Action[0]"],
    ["a statement", [`one = ${allow('"s3:GetObjet"')}`], document("[local.one]"), "2:29", "[0].Action"],
    ["statements", [`all = [${allow('"s3:GetObjet"')}]`], document("local.all"), "2:30", "[0].Action"],
    [
      "statements of concat",
      [`all = [${allow('"s3:GetObjet"')}]`],
      document("concat(local.all, [])"),
      "2:30",
      "[0].Action",
    ],
    [
      "a policy",
      [`all = { Version = "2012-10-17", Statement = [${allow('"s3:GetObjet"')}] }`],
      "jsonencode(local.all)",
      "2:68",
      "[0].Action",
    ],
    ["JSON", [`all = ${document(`[${allow('"s3:GetObjet"')}]`)}`], "local.all", "2:79", "[0].Action"],
    ["JSON in a string", [`all = ${document(`[${allow('"s3:GetObjet"')}]`)}`], '"${local.all}"', "2:79", "[0].Action"],
    ["a property", [`all = { web = ${allow('"s3:GetObjet"')} }`], document("[local.all.web]"), "2:37", "[0].Action"],
    [
      "a property by its key",
      [`all = { web = ${allow('"s3:GetObjet"')} }`],
      document('[local.all["web"]]'),
      "2:37",
      "[0].Action",
    ],
    ["an item", [`all = [${allow('"s3:GetObjet"')}]`], document("[local.all[0]]"), "2:30", "[0].Action"],
    [
      "one of another one",
      ['a = "s3:GetObjet"', "b = [local.a]"],
      document(`[${allow("local.b")}]`),
      "2:7",
      "[0].Action[0]",
    ],
    ["a part of a string", ['a = "GetObjet"'], document(`[${allow('"s3:${local.a}"')}]`), "5:82", "[0].Action"],
    ["a condition", ['a = var.on ? ["s3:GetObjet"] : []'], document(`[${allow("local.a")}]`), "2:17", "[0].Action[0]"],
  ])("%s", async (_, locals, expression, position, path) => {
    expect(await findingsIn("main.tf", file(locals, expression))).toEqual([
      `${position} error INVALID_ACTION ${PATH}${path}`,
    ]);
  });

  test("an ARN, in an object, a heredoc and a data source", async () => {
    const arn = ['arn = "arn:aws:s3:::web"'];
    const wrong = "error UNSUPPORTED_RESOURCE_ARN_IN_POLICY";
    expect(await findingsIn("main.tf", file(arn, document(`[${allow('"s3:GetObject"', "local.arn")}]`)))).toEqual([
      expect.stringContaining(`${wrong} ${PATH}[0].Resource`),
    ]);
    const heredoc = `<<EOT\n{ "Version": "2012-10-17", "Statement": [\n{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "\${local.arn}" } ] }\nEOT`;
    expect(await findingsIn("main.tf", file(arn, heredoc))).toEqual([`7:48 ${wrong} ${PATH}[0].Resource`]);
    const source = `locals {\n  actions = ["s3:GetObjet"]\n}\ndata "aws_iam_policy_document" "web" {\n  statement {\n    actions = local.actions\n    resources = ["arn:aws:s3:::web/*"]\n  }\n}\n`;
    expect(await findingsIn("main.tf", source)).toEqual([
      "2:14 error INVALID_ACTION data.aws_iam_policy_document.web.statement[0].actions[0]",
    ]);
  });

  test("what several policies share is reported once, with the type of the resource", async () => {
    const trust = `trust = ${document('[{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" }, Resource = "*" }]')}`;
    const roles = ["a", "b"].map(
      (name) => `resource "aws_iam_role" "${name}" {\n  assume_role_policy = local.trust\n}\n`,
    );
    expect(await findingsIn("main.tf", `locals {\n  ${trust}\n}\n${roles.join("")}`)).toEqual([
      "2:158 error UNSUPPORTED_ELEMENT resource.aws_iam_role.a.assume_role_policy.Statement[0].Resource",
    ]);
    const type = `locals {\n  doc = data.aws_iam_policy_document.web.json\n}\nresource "aws_s3_bucket_policy" "web" {\n  policy = local.doc\n}\ndata "aws_iam_policy_document" "web" {\n  statement {\n    actions = ["s3:GetObject"]\n    resources = ["arn:aws:s3:::web/*"]\n  }\n}\n`;
    expect(await findingsIn("main.tf", type)).toEqual([
      expect.stringContaining("error REQUIRED data.aws_iam_policy_document.web.statement[0].principals"),
    ]);
  });

  test("an ignore is where the text is", async () => {
    const text = file(
      ["# amplify-roles-ignore INVALID_ACTION new", 'actions = ["s3:GetObjet"]'],
      document(`[${allow("local.actions")}]`),
    );
    expect(await findingsIn("main.tf", text)).toEqual([]);
  });
});

test.each([
  ["of another file", [], "local.arn"],
  ["that refers to itself", ["arn = local.other", "other = [local.arn]"], "local.arn"],
  ["of a function", ["arn = lookup(var.arns, terraform.workspace)"], "local.arn"],
  ["that is null, in coalesce", ["arn = null"], 'coalesce(local.arn, "arn:aws:s3:::web/*")'],
  ["of a resource", ["arn = aws_s3_object.web.arn"], "local.arn"],
  ["with a property that is not there", ['arns = { web = "arn:aws:s3:::web/*" }'], "local.arns.other"],
  ["by a key that is not known", ['arns = { web = "arn:aws:s3:::web" }'], "local.arns[var.name]"],
  [
    "that grows exponentially",
    [
      'a0 = ["arn:aws:s3:::web"]',
      ...Array.from({ length: 40 }, (_, at) => `a${at + 1} = [local.a${at}, local.a${at}]`),
    ],
    "flatten(local.a40)",
  ],
])("a value %s is not known", async (_, locals, resource) => {
  expect(await findingsIn("main.tf", file(locals, document(`[${allow('"s3:GetObject"', resource)}]`)))).toEqual([]);
});

test("a name can have any letter", async () => {
  const text = file(['café = "s3:PutObjet"', 'action = "s3:GetObjet"'], document(`[${allow("local.action")}]`));
  expect(await findingsIn("main.tf", text)).toEqual([`6:82 error INVALID_ACTION ${PATH}[0].Action`]);
});

test("the default of a variable is not followed", async () => {
  const text = `variable "arn" {\n  default = "arn:aws:s3:::web"\n}\n${file([], document(`[${allow('"s3:GetObject"', "var.arn")}]`))}`;
  expect(await findingsIn("main.tf", text)).toEqual([]);
});

describe("the files of a folder", () => {
  const folder = mkdtempSync(join(tmpdir(), "amplify-roles-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const lintedFiles = async (...names: readonly string[]) => {
    let output = "";
    await lintCommand([...names.map((name) => join(folder, name)), "--json"], {
      out: (text) => (output += text),
      error: () => undefined,
    });
    const reports = JSON.parse(output) as readonly {
      readonly file: string;
      readonly findings: readonly { readonly line: number; readonly code: string; readonly path: string }[];
    }[];
    return reports.flatMap(({ file, findings }) =>
      findings.map(({ line, code, path }) => `${file.split("/").at(-1)}:${line} ${code} ${path}`),
    );
  };

  test("share their local values", async () => {
    const whole = document(`[${allow('"s3:PutObjet"')}]`);
    writeFileSync(join(folder, "locals.tf"), `locals {\n  actions = ["s3:GetObjet"]\n  whole = ${whole}\n}\n`);
    writeFileSync(join(folder, "broken.tf"), "locals {\n");
    const other = 'resource "aws_iam_policy" "other" {\n  policy = local.whole\n}\n';
    writeFileSync(join(folder, "main.tf"), `${file([], document(`[${allow("local.actions")}]`))}${other}`);
    // A policy is checked where it is written, other values where they are used.
    expect(await lintedFiles("")).toEqual([
      "locals.tf:3 INVALID_ACTION locals[0].whole.Statement[0].Action",
      `main.tf:4 INVALID_ACTION ${PATH}[0].Action[0]`,
    ]);
    expect(await lintedFiles("main.tf")).toEqual([]);
  });
});
