import { describe, expect, test } from "vitest";
import { findingsIn, policiesIn } from "../support/lint-findings.js";

/** A resource with a policy, of which the expression starts at 2:12. */
const policy = (expression: string) => `resource "aws_iam_policy" "web" {\n  policy = ${expression}\n}\n`;
const document = (...statements: readonly string[]) =>
  `{\n  Version = "2012-10-17"\n  Statement = [\n${statements.join(",\n")}\n  ]\n}`;
const allow = (action: string, resource = "aws_s3_bucket.web.arn") =>
  `    { Effect = "Allow", Action = "${action}", Resource = ${resource} }`;
const good = allow("sqs:SendMessage", "aws_sqs_queue.web.arn");
const wrong = allow("s3:GetObjet");
const PATH = "resource.aws_iam_policy.web.policy.Statement";

describe("conditionals and functions:", () => {
  test.each([
    ["a conditional, its first branch", `var.on ? jsonencode(${document(wrong)}) : ""`, ["5:25 0"]],
    ["a conditional, its second branch", `var.on ? null : jsonencode(${document(wrong)})`, ["5:25 0"]],
    [
      "both branches",
      `var.on ? jsonencode(${document(wrong)}) : jsonencode(${document(good, wrong)})`,
      ["5:25 0", "11:25 1"],
    ],
    ["a conditional in jsonencode", `jsonencode(var.on ? ${document(wrong)} : ${document(good)})`, ["5:25 0"]],
    ["nested conditionals", `jsonencode(var.a ? (var.b ? ${document(good)} : ${document(wrong)}) : null)`, ["10:25 0"]],
    ["try", `try(var.policy, jsonencode(${document(wrong)}))`, ["5:25 0"]],
    ["coalesce", `coalesce(var.policy, jsonencode(${document(wrong)}))`, ["5:25 0"]],
    ["merge", `jsonencode(merge(local.base, { Statement = [\n${wrong}] }))`, ["3:25 0"]],
    ["merge of statements", `jsonencode(${document(`    merge(local.base, { Action = "s3:GetObjet" })`)})`, ["5:25 0"]],
    [
      "concat",
      `jsonencode(${document().replace("[\n\n  ]", `concat([\n${good}], var.on ? [\n${wrong}] : [])`)})`,
      ["6:25 1"],
    ],
    ["flatten", `jsonencode(${document().replace("[\n\n  ]", `flatten([[\n${good}], [\n${wrong}]])`)})`, ["6:25 1"]],
    [
      "a for expression",
      `jsonencode(${document(`    [for name in var.names :\n${wrong}]`)
        .replace("[\n    [", "flatten([\n    [")
        .replace(/\n {2}\]\n\}$/, "\n  ])\n}")})`,
      ["6:25 0"],
    ],
    ["sensitive", `sensitive(jsonencode(${document(wrong)}))`, ["5:25 0"]],
    ["a function that is not evaluated", `base64encode(jsonencode(${document(wrong)}))`, ["5:25 0"]],
    ["a template with only an expression", `"\${jsonencode(${document(wrong)})}"`, ["5:25 0"]],
  ])("%s", async (_, expression, expected) => {
    expect(await findingsIn("main.tf", policy(expression))).toEqual(
      expected.map((one) => {
        const [position, index] = one.split(" ");
        return `${position} error INVALID_ACTION ${PATH}[${index}].Action`;
      }),
    );
  });

  test("an element that depends on a condition is checked for both values", async () => {
    const statement = `    { Effect = "Allow", Action = var.on ? ["s3:GetObjet"] : ["s3:PutObjet"], Resource = "*" }`;
    expect(await findingsIn("main.tf", policy(`jsonencode(${document(statement)})`))).toEqual([
      `5:44 error INVALID_ACTION ${PATH}[0].Action[0]`,
      `5:62 error INVALID_ACTION ${PATH}[0].Action[0]`,
    ]);
  });

  test.each([
    ["a template file", 'templatefile("policy.json.tftpl", { bucket = var.bucket })'],
    ["a file", 'file("policy.json")'],
    ["a variable", "var.policy"],
    ["a decoded variable", "jsonencode(jsondecode(var.policy))"],
    ["what merge adds", `jsonencode(${document('    merge({ Action = "s3:GetObject" }, local.rest)')})`],
    [
      "statements of a variable",
      `jsonencode(${document(good)
        .replace("Statement = [", "Statement = concat(var.statements, [")
        .replace(/\]\n\}$/, "])\n}")})`,
    ],
    [
      "a condition that is null",
      `jsonencode(${document(good.replace(" }", ', Condition = var.on ? { StringEquals = { "aws:PrincipalTag/a" = "b" } } : null }'))})`,
    ],
    [
      "an array that a condition makes empty",
      `jsonencode(${document(good.replace("aws_sqs_queue.web.arn", "var.on ? [aws_sqs_queue.web.arn] : []"))})`,
    ],
    [
      "a known format",
      `jsonencode(${document(allow("sqs:SendMessage", 'format("arn:aws:sqs:%s:%s:orders", var.region, var.account)'))})`,
    ],
    [
      "a joined ARN",
      `jsonencode(${document(allow("sqs:SendMessage", 'join(":", ["arn:aws:sqs", var.region, var.account, "orders"])'))})`,
    ],
    [
      "an escaped policy variable",
      `jsonencode(${document(allow("s3:GetObject", '"arn:aws:s3:::web/$${aws:username}/*"'))})`,
    ],
  ])("nothing is wrong with %s", async (_, expression) => {
    expect(await findingsIn("main.tf", policy(expression))).toEqual([]);
  });

  test("a formatted ARN is checked", async () => {
    const arn = 'format("arn:aws:sqs:%s:%s:orders", var.region, var.account)';
    expect(await findingsIn("main.tf", policy(`jsonencode(${document(allow("dynamodb:GetItem", arn))})`))).toEqual([
      `5:54 error UNSUPPORTED_RESOURCE_ARN_IN_POLICY ${PATH}[0].Resource`,
    ]);
  });
});

describe("heredocs:", () => {
  const heredoc = (...statements: readonly string[]) =>
    policy(`<<EOT\n{ "Version": "2012-10-17",\n  "Statement": [\n${statements.join("\n")}\n  ] }\nEOT`);
  const wrongJson = '{ "Effect": "Allow", "Action": "s3:GetObjet", "Resource": "*" }';

  test("a directive may leave out a statement", async () => {
    const text = heredoc("%{ if var.on }", `    ${wrongJson},`, "%{ endif }", `    ${wrongJson}`);
    expect(await findingsIn("main.tf", text)).toEqual([
      `6:5 suggestion REDUNDANT_STATEMENT ${PATH}[0]`,
      `6:26 error INVALID_ACTION ${PATH}[0].Action`,
      `8:26 error INVALID_ACTION ${PATH}[0].Action`,
    ]);
  });

  test("loops and directives that may leave out everything", async () => {
    const text = heredoc(
      `%{ for i, name in var.names }\${i > 0 ? "," : ""}`,
      `    ${wrongJson}`,
      `%{ endfor }%{ if var.on }, { "Effect": "Allow", "Action": "sqs:SendMesage", "Resource": "*" }%{ endif }`,
    );
    expect(await findingsIn("main.tf", text)).toEqual([
      `6:26 error INVALID_ACTION ${PATH}[0].Action`,
      `7:49 error INVALID_ACTION ${PATH}[1].Action`,
    ]);
  });

  test("a loop is checked once; JSON that depends on it may not be known", async () => {
    const loop = ["%{ for b in var.b ~}", '"arn:aws:s3:::${b}/*",', "%{ endfor ~}"].join("\n");
    const resources = (last: string) =>
      heredoc(`    { "Effect": "Allow", "Action": "s3:GetObjet", "Resource": [`, loop, `${last}] }`);
    expect(await findingsIn("main.tf", resources('"arn:aws:s3:::web/*"'))).toEqual([
      `5:26 error INVALID_ACTION ${PATH}[0].Action`,
    ]);
    expect(await findingsIn("main.tf", resources("var"))).toEqual([]);
  });

  test("an expression outside of a string is a value", async () => {
    const text = heredoc('    { "Effect": "Allow", "Action": "s3:GetObjet", "Resource": ${jsonencode(var.arns)} }');
    expect(await findingsIn("main.tf", text)).toEqual([`5:26 error INVALID_ACTION ${PATH}[0].Action`]);
  });

  test("broken JSON has the line of the file", async () => {
    expect(await findingsIn("main.tf", heredoc('    { "Effect": "Allow" "Action": "s3:GetObject" }'))).toEqual([
      "5:25 error JSON_SYNTAX_ERROR resource.aws_iam_policy.web.policy",
    ]);
  });

  test("other characters than ASCII's do not move a finding", async () => {
    const text = policy(
      `jsonencode(${document(`    # Für 🪣\n    { Effect = "Allow", Action = ["s3:é", "s3:GetObjet"], Resource = "*" }`)})`,
    );
    expect((await findingsIn("main.tf", text)).at(-1)).toBe(`6:43 error INVALID_ACTION ${PATH}[0].Action[1]`);
  });
});

test("a template file with directives is read where it is", async () => {
  const text = `{ "Version": "2012-10-17", "Statement": [
%{ for name in names ~}
  { "Effect": "Allow", "Action": "s3:GetObjet", "Resource": "arn:aws:s3:::\${name}/*" },
%{ endfor ~}
  { "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "\${queue}" } ] }
`;
  expect(await findingsIn("policy.json.tftpl", text)).toEqual(["3:24 error INVALID_ACTION Statement[0].Action"]);
  const yaml = 'Version: "2012-10-17"\nStatement:\n  - Effect: Allow\n    Action: s3:GetObjet\n    Resource: ${arn}\n';
  expect(await findingsIn("policy.yaml.tpl", yaml)).toEqual(["4:5 error INVALID_ACTION Statement[0].Action"]);
  expect(await policiesIn("chart/_helpers.tpl", '{{- define "web.name" -}}\n{{ .Values.name }}\n{{- end }}\n')).toBe(0);
});

describe("blocks with one label:", () => {
  const text = `module "web" {
  source = "./web"
  # amplify-roles-ignore INVALID_ACTION a service of our own
  policy = <<EOT
{ "Version": "2012-10-17", "Statement": [
  { "Effect": "Allow", "Action": "lambda:InvokFunction", "Resource": "*" } ] }
EOT
}
output "policy" {
  value = jsonencode(${document(wrong)})
}
`;
  test("findings have the lines of the file, and ignores are read", async () => {
    expect(await findingsIn("main.tf", text)).toEqual([
      "13:25 error INVALID_ACTION output.policy.value.Statement[0].Action",
    ]);
    expect(await findingsIn("main.tf", text.replace("amplify-roles-ignore", ""))).toEqual([
      "6:24 error INVALID_ACTION module.web.policy.Statement[0].Action",
      "13:25 error INVALID_ACTION output.policy.value.Statement[0].Action",
    ]);
  });
});

describe("ignores:", () => {
  const two = (between: string) =>
    policy(
      `jsonencode(${document(`    // amplify-roles-ignore INVALID_ACTION a new action\n${between}    // amplify-roles-ignore WILDCARD_GRANTS_EVERYTHING all queues\n${between}    { Effect = "Allow", Action = ["sqs:SendMesage", "sqs:SendMessage"], Resource = "*" }`)})`,
    );
  test.each([
    ["next to each other", ""],
    ["with an empty line between", "\n"],
    ["with a comment between", "    # The console needs them.\n"],
    ["with a comment of several lines between", "    /* The console\n       needs them. */\n\n"],
  ])("two of them, %s", async (_, between) => {
    expect(await findingsIn("main.tf", two(between))).toEqual([]);
  });

  test("one before a block is for the block, one on a line for what is on it", async () => {
    const text = `# amplify-roles-ignore INVALID_ACTION the whole block

${policy(`jsonencode(${document(wrong)})`)}
${policy(`jsonencode(${document(`${wrong}, # amplify-roles-ignore INVALID_ACTION here\n${allow("s3:PutObjet")}`)})`).replace('"web"', '"b"')}`;
    expect(await findingsIn("main.tf", text)).toEqual([
      "17:25 error INVALID_ACTION resource.aws_iam_policy.b.policy.Statement[1].Action",
    ]);
  });

  test("one in the second branch of a conditional", async () => {
    const ignored = `    # amplify-roles-ignore INVALID_ACTION new\n${wrong}`;
    const text = policy(`jsonencode(var.on ? ${document(good)} : ${document(ignored)})`);
    expect(await findingsIn("main.tf", text)).toEqual([]);
  });

  test("one at the end of the file matches nothing", async () => {
    expect(
      await findingsIn("main.tf", `${policy(`jsonencode(${document(good)})`)}# amplify-roles-ignore INVALID_ACTION\n`),
    ).toEqual(["9:1 warning IGNORE_WITHOUT_FINDING"]);
  });
});
