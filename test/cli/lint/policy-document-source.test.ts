import { describe, expect, test } from "vitest";
import { findingsIn } from "../support/lint-findings.js";

const SOURCE = "data.aws_iam_policy_document.web";

describe("aws_iam_policy_document in HCL:", () => {
  const source = (...lines: readonly string[]) =>
    `data "aws_iam_policy_document" "web" {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
  const statement = (...lines: readonly string[]) => ["statement {", ...lines.map((line) => `  ${line}`), "}"];
  const good = ['actions = ["s3:GetObject"]', 'resources = ["${aws_s3_bucket.web.arn}/*"]'];

  test("Terraform's notation for policy variables", async () => {
    const text = source(
      ...statement(
        good[0] ?? "",
        'resources = ["arn:aws:s3:::web/&{aws:username}/*", "arn:aws:s3:::web/&{aws:usrname}/*"]',
      ),
    );
    expect(await findingsIn("main.tf", text)).toEqual([
      `4:56 error UNKNOWN_VARIABLE ${SOURCE}.statement[0].resources[1]`,
    ]);
  });

  test("the version", async () => {
    const old = source(
      'version = "2008-10-17"',
      ...statement(good[0] ?? "", 'resources = ["arn:aws:s3:::web/&{aws:username}/*"]'),
    );
    expect(await findingsIn("main.tf", old)).toEqual([`2:3 error INVALID_VERSION ${SOURCE}.version`]);
    expect(await findingsIn("main.tf", old.replace("2008", "2012"))).toEqual([]);
    expect(await findingsIn("main.tf", old.replace('"2008-10-17"', "var.version"))).toEqual([]);
  });

  test("dynamic statements and conditions, as far as they are literal", async () => {
    const text = source(
      'dynamic "statement" {',
      "  for_each = var.buckets",
      "  content {",
      '    actions   = ["s3:GetObjet"]',
      '    resources = ["${statement.value}/*"]',
      '    dynamic "condition" {',
      "      for_each = var.conditions",
      "      content {",
      '        test     = "StringEqual"',
      '        variable = "aws:PrincipalTag/team"',
      "        values   = [condition.value]",
      "      }",
      "    }",
      "  }",
      "}",
      'dynamic "statement" {',
      "  for_each = var.queues",
      "  content {",
      '    actions   = [statement.value.action, "sqs:SendMesage"]',
      "    resources = statement.value.arns",
      "  }",
      "}",
    );
    const content = `${SOURCE}.dynamic.statement.content`;
    expect(await findingsIn("main.tf", text)).toEqual([
      `5:20 error INVALID_ACTION ${content}[0].actions[0]`,
      `9:9 error INVALID_CONDITION_OPERATOR ${content}[0].dynamic.condition.content[0]`,
      `20:44 error INVALID_ACTION ${content}[1].actions[1]`,
    ]);
  });

  /** The statement of a module, which takes every argument from a variable. */
  const generic = [
    'dynamic "statement" {',
    "  for_each = var.statements",
    "  content {",
    "    sid           = try(statement.value.sid, null)",
    "    effect        = try(statement.value.effect, null)",
    "    actions       = try(statement.value.actions, null)",
    "    not_actions   = try(statement.value.not_actions, null)",
    "    resources     = try(statement.value.resources, null)",
    '    not_resources = lookup(statement.value, "not_resources", null)',
    ...["principals", "not_principals"].flatMap((argument) => [
      `    dynamic "${argument}" {`,
      `      for_each = try(statement.value.${argument}, [])`,
      "      content {",
      `        type        = ${argument}.value.type`,
      `        identifiers = ${argument}.value.identifiers`,
      "      }",
      "    }",
    ]),
    "  }",
    "}",
  ];
  const use = (resource: string, argument = "policy") =>
    `resource "${resource}" "web" {\n  ${argument} = data.aws_iam_policy_document.web.json\n}\n`;
  const trusted = statement(
    'actions = ["sts:AssumeRole"]',
    "principals {",
    '  type        = "Service"',
    '  identifiers = ["lambda.amazonaws.com"]',
    "}",
  );

  test.each([
    ["of a policy", [...statement(...good), ...generic], use("aws_iam_policy")],
    ["of a trust policy", [...trusted, ...generic], use("aws_iam_role", "assume_role_policy")],
    ["of a bucket policy", generic, use("aws_s3_bucket_policy")],
    ["of a trust policy by its actions", [...trusted, ...generic], ""],
    ["of an unknown policy with statements that have no principals", [...statement(...good), ...generic], ""],
  ])("arguments that are not known may be null: %s", async (_, lines, rest) => {
    expect(await findingsIn("main.tf", source(...lines) + rest)).toEqual([]);
  });

  test.each([
    ["both known", 'not_actions = ["s3:*"]', ["error CONFLICTING_ARGUMENTS", "warning ALLOW_WITH_NOT_ELEMENT"]],
    ["one of them null", "not_actions = null", []],
    ["one of them perhaps null", 'not_actions = var.all ? ["s3:*"] : null', []],
  ])("actions and not_actions: %s", async (_, line, expected) => {
    const found = await findingsIn("main.tf", source(...statement(...good, line)));
    expect(found.map((one) => one.split(" ").slice(1, 3).join(" "))).toEqual(expected);
  });

  test("actions or not_actions on the same condition", async () => {
    const text = source(
      ...statement(
        'actions = var.only ? ["s3:GetObjet"] : null',
        'not_actions = var.only ? null : ["s3:GetObjet"]',
        good[1] ?? "",
      ),
    );
    expect((await findingsIn("main.tf", text)).filter((one) => one.includes(" error "))).toEqual([
      `3:27 error INVALID_ACTION ${SOURCE}.statement[0].actions[0]`,
      `4:38 error INVALID_ACTION ${SOURCE}.statement[0].not_actions[0]`,
    ]);
  });

  test("null and empty strings in arrays", async () => {
    const text = source(
      ...statement(
        'actions = compact([var.logs ? "logs:CreateLogGroup" : "", "", "logs:PutLogEvents", "logs:PutLogEvent"])',
        "resources = [try(aws_cloudwatch_log_group.web.arn, null)]",
      ),
    );
    expect(await findingsIn("main.tf", text)).toEqual([`3:88 error INVALID_ACTION ${SOURCE}.statement[0].actions[1]`]);
  });

  test("a local value that is empty where nothing is created", async () => {
    const locals =
      'locals {\n  partition = try(data.aws_partition.current[0].partition, "")\n  region = var.create ? var.region : ""\n}\n';
    const text = source(
      ...statement(
        'actions = ["sqs:SendMessage"]',
        'resources = ["arn:${local.partition}:sqs:${local.region}:123456789012:a"]',
      ),
    );
    expect(await findingsIn("main.tf", locals + text)).toEqual([]);
  });

  test("a dynamic principal is one", async () => {
    const text = source(
      ...statement(
        'actions = ["sqs:SendMessage"]',
        'resources = ["*"]',
        'dynamic "principals" {',
        "  for_each = var.accounts",
        "  content {",
        '    type        = "AWS"',
        "    identifiers = [principals.value]",
        "  }",
        "}",
      ),
    );
    expect(await findingsIn("main.tf", text)).toEqual([`1:1 suggestion RESOURCE_POLICY ${SOURCE}`]);
  });

  test("what one source is made of", async () => {
    const text = source(
      "source_policy_documents = [data.aws_iam_policy_document.base.json, jsonencode({",
      '  Version = "2012-10-17"',
      '  Statement = [{ Effect = "Allow", Action = "s3:GetObjet", Resource = "*" }]',
      "})]",
      'override_policy_documents = [var.on ? jsonencode({ Statement = [{ Effect = "Allow", Action = "sqs:SendMesage", Resource = "*" }], Version = "2012-10-17" }) : ""]',
      ...statement(...good),
    );
    expect(await findingsIn("main.tf", text)).toEqual([
      `4:38 error INVALID_ACTION ${SOURCE}.source_policy_documents[1].Statement[0].Action`,
      `6:87 error INVALID_ACTION ${SOURCE}.override_policy_documents[0].Statement[0].Action`,
    ]);
  });

  test("its type is that of the resources that use it", async () => {
    const queue = 'resource "aws_sqs_queue_policy" "web" {\n  policy = data.aws_iam_policy_document.web.json\n}\n';
    const text = source(...statement('actions = ["sqs:SendMessage"]', "resources = [aws_sqs_queue.web.arn]"));
    expect(await findingsIn("main.tf", text + queue)).toEqual([`2:3 error REQUIRED ${SOURCE}.statement[0].principals`]);
    const role = queue.replaceAll("sqs_queue_policy", "iam_role_policy");
    expect(await findingsIn("main.tf", text + role)).toEqual([]);
    // Two of different types: detected from the elements.
    expect(await findingsIn("main.tf", text + queue + role)).toEqual([]);
  });

  test("an element that is missing has the name of the argument", async () => {
    expect(await findingsIn("main.tf", source(...statement(good[0] ?? "")))).toEqual([
      `2:3 error REQUIRED ${SOURCE}.statement[0].resources`,
    ]);
  });
});

describe("aws_iam_policy_document as JSON:", () => {
  const config = (web: unknown, more: object = {}) =>
    JSON.stringify({ terraform: {}, provider: {}, data: { aws_iam_policy_document: { web } }, ...more }, undefined, 1);
  const statement = { actions: ["s3:GetObjet"], resources: ["${aws_s3_bucket.web.arn}/*"] };
  const paths = async (text: string) =>
    (await findingsIn("cdk.tf.json", text)).map((line) => line.replace(/^\d+:\d+ /, ""));

  test.each([
    ["an array of statements", { statement: [statement] }, `${SOURCE}.statement[0].actions[0]`],
    ["one statement", { statement }, `${SOURCE}.statement.actions[0]`],
    ["an array of blocks", [{ statement: [statement] }], `${SOURCE}[0].statement[0].actions[0]`],
    [
      "a dynamic statement",
      { dynamic: { statement: { for_each: "${var.a}", content: { ...statement } } } },
      `${SOURCE}.dynamic.statement.content.actions[0]`,
    ],
    [
      "a dynamic statement in arrays",
      { dynamic: [{ statement: [{ for_each: "${var.a}", content: [statement] }] }] },
      `${SOURCE}.dynamic[0].statement[0].content[0].actions[0]`,
    ],
    [
      "a conditional",
      { statement: [{ ...statement, actions: '${var.on ? ["s3:GetObject"] : ["s3:GetObjet"]}' }] },
      `${SOURCE}.statement[0].actions[0]`,
    ],
    [
      "source_policy_documents",
      {
        source_policy_documents: [
          '${jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObjet", Resource = "*" }] })}',
        ],
      },
      `${SOURCE}.source_policy_documents[0].Statement[0].Action`,
    ],
  ])("%s", async (_, source, path) => {
    expect(await paths(config(source))).toEqual([`error INVALID_ACTION ${path}`]);
  });

  test("a finding has the line and the column of its argument", async () => {
    const condition = [{ test: "StringEqual", variable: "aws:PrincipalTag/team", values: ["${var.team}"] }];
    const text = config({ statement: [{ ...statement, condition }] });
    expect(await findingsIn("cdk.tf.json", text)).toEqual([
      `10:8 error INVALID_ACTION ${SOURCE}.statement[0].actions[0]`,
      `16:8 error INVALID_CONDITION_OPERATOR ${SOURCE}.statement[0].condition[0]`,
    ]);
  });

  test("its type is that of the resources that use it", async () => {
    const resource = (type: string) => ({
      resource: { [type]: { web: { policy: "${data.aws_iam_policy_document.web.json}" } } },
    });
    const source = { statement: [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::web/*"] }] };
    expect(await paths(config(source, resource("aws_s3_bucket_policy")))).toEqual([
      `error REQUIRED ${SOURCE}.statement[0].principals`,
    ]);
    expect(await paths(config(source, resource("aws_iam_policy")))).toEqual([]);
  });
});
