import { describe, expect, test } from "vitest";
import { globPattern } from "../../packages/cli/src/lint/files.js";
import { policy } from "../core/lint/fixtures.js";
import { builtCommand } from "./support/built-command.js";

const { file, amplifyRoles } = builtCommand("inputs");

const lint = (args: readonly string[], input = "") => amplifyRoles(["lint", ...args], input);

interface Report {
  readonly file: string;
  readonly findings: readonly { severity: string; code: string; path: string; line?: number; column?: number }[];
}

/** `7:30 error INVALID_ACTION Statement[0].Action` for each finding. */
const found = (args: readonly string[], input = ""): readonly string[] =>
  (JSON.parse(lint([...args, "--json"], input).stdout) as Report[]).flatMap(({ findings }) =>
    findings.map(({ severity, code, path, line, column }) => `${line}:${column} ${severity} ${code} ${path}`),
  );

const wrong = policy({ Action: "s3:GetObjet", Resource: "arn:aws:s3:::web/*" });

describe("HCL:", () => {
  test("every heredoc is read, and its findings have the lines of the file", () => {
    const heredoc = (name: string, action: string) => `resource "aws_iam_policy" "${name}" {
  policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [
        { "Effect": "Allow", "Action": "${action}", "Resource": "\${aws_s3_bucket.web.arn}/*" }
      ]
    }
  EOT
}
`;
    const name = file("two.tf", heredoc("a", "s3:GetObject") + heredoc("b", "s3:GetObjet"));
    expect(found([name])).toEqual(["16:30 error INVALID_ACTION resource.aws_iam_policy.b.policy.Statement[0].Action"]);
  });

  test("jsonencode(…) is read; what it cannot evaluate is not known", () => {
    const name = file(
      "encoded.tf",
      `resource "aws_iam_role_policy" "web" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["sqs:SendMesage"]
        Resource = aws_sqs_queue.orders.arn
      },
      {
        Effect    = "Allow"
        Action    = var.actions
        Resource  = [for name in var.names : "arn:aws:s3:::\${name}/*"]
        Condition = { StringEquals = { "aws:PrincipalTag/team" = var.team, "\${local.oidc}:aud" = "a" } }
      },
      {
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = "arn:aws:s3:::web/$\${aws:username}/\${var.folder ? "a" : "b"}/*"
      },
    ]
  })
}
`,
    );
    expect(found([name])).toEqual([
      "7:21 error INVALID_ACTION resource.aws_iam_role_policy.web.policy.Statement[0].Action[0]",
    ]);
  });

  test("the trust policy of a role is one, and a data source is a policy", () => {
    const name = file(
      "source.tf",
      `resource "aws_iam_role" "web" {
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda" }, Action = "sts:AssumeRole" }]
  })
}
data "aws_iam_policy_document" "web" {
  statement {
    actions   = ["s3:ListBucket"]
    resources = ["arn:aws:s3:::web/*"]
    condition {
      test     = "StringEqual"
      variable = "s3:prefix"
      values   = ["a"]
    }
  }
}
`,
    );
    expect(found([name])).toEqual([
      "4:52 error INVALID_PRINCIPAL resource.aws_iam_role.web.assume_role_policy.Statement[0].Principal.Service",
      "10:18 error UNSUPPORTED_RESOURCE_ARN_IN_POLICY data.aws_iam_policy_document.web.statement[0].resources[0]",
      "11:5 error INVALID_CONDITION_OPERATOR data.aws_iam_policy_document.web.statement[0].condition[0]",
    ]);
  });

  test("a comment ignores a finding next to it; one that matches nothing is a finding", () => {
    const name = file(
      "ignored.tf",
      `resource "aws_iam_role_policy" "web" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      // amplify-roles-ignore WILDCARD_GRANTS_EVERYTHING the console shows every table
      {
        Effect   = "Allow"
        Action   = "dynamodb:GetItem"
        Resource = "*"
      },
      {
        Effect   = "Allow"
        Action   = "dynamodb:PutItem"
        Resource = "*" # amplify-roles-ignore WILDCARD_GRANTS_EVERYTHING
      },
      {
        Effect   = "Allow"
        Action   = "dynamodb:Query" # amplify-roles-ignore INVALID_ACTION
        Resource = "*"
      },
    ]
  })
}
`,
    );
    expect(found([name])).toEqual([
      "18:37 warning IGNORE_WITHOUT_FINDING ",
      "19:9 warning WILDCARD_GRANTS_EVERYTHING resource.aws_iam_role_policy.web.policy.Statement[2].Resource",
    ]);
  });

  test("a file that HashiCorp's parser refuses is unreadable", () => {
    const { status, stderr } = lint([file("broken.tf", 'resource "a" {{\n')]);
    expect(status).toBe(2);
    expect(stderr).toContain("Cannot read broken.tf");
  });
});

describe("other inputs:", () => {
  const inString = JSON.stringify(wrong);
  const template = {
    Resources: {
      Policy: {
        Type: "AWS::IAM::ManagedPolicy",
        Properties: {
          PolicyDocument: policy(
            { Action: "s3:GetObjet", Resource: { "Fn::Sub": "arn:${AWS::Partition}:s3:::${Web}/${!aws:username}/*" } },
            { Action: "sqs:SendMessage", Resource: { "Fn::GetAtt": ["Queue", "Arn"] } },
          ),
        },
      },
    },
  };
  const role = { RoleName: "web", RolePolicyList: [{ PolicyName: "a", PolicyDocument: wrong }] };
  const old = { VersionId: "v1", IsDefaultVersion: false, Document: wrong };
  test.each([
    [
      "a plan: terraform show -json",
      {
        format_version: "1.2",
        planned_values: { root_module: { resources: [{ values: { policy: inString } }] } },
        resource_changes: [{ change: { after: { policy: inString } } }],
      },
      "planned_values.root_module.resources[0].values.policy.Statement[0].Action",
    ],
    [
      "a state: terraform show -json",
      { format_version: "1.0", values: { root_module: { resources: [{ values: { policy: inString } }] } } },
      "values.root_module.resources[0].values.policy.Statement[0].Action",
    ],
    [
      "a state file",
      { version: 4, terraform_version: "1.9.0", resources: [{ instances: [{ attributes: { policy: inString } }] }] },
      "resources[0].instances[0].attributes.policy.Statement[0].Action",
    ],
    [
      "cdk.tf.json, with jsonencode",
      {
        terraform: {},
        provider: {},
        resource: {
          aws_iam_role_policy: {
            web: { policy: inString.replace("arn:aws:s3:::web", "${aws_s3_bucket.web.arn}") },
          },
        },
      },
      "resource.aws_iam_role_policy.web.policy.Statement[0].Action",
    ],
    ["CloudFormation as JSON", template, "Resources.Policy.Properties.PolicyDocument.Statement[0].Action"],
    [
      "get-account-authorization-details, with default versions only",
      { RoleDetailList: [role], Policies: [{ PolicyVersionList: [old] }] },
      "RoleDetailList[0].RolePolicyList[0].PolicyDocument.Statement[0].Action",
    ],
  ])("%s", (_, content, path) => {
    expect(found(["-"], JSON.stringify(content, undefined, 2)).map((line) => line.replace(/^\d+:\d+ /, ""))).toEqual([
      `error INVALID_ACTION ${path}`,
    ]);
  });

  test("CloudFormation as YAML, with short functions and positions", () => {
    const yaml = `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Action: s3:GetObjet
            Resource: !Sub "arn:\${AWS::Partition}:s3:::\${Web}/\${!aws:username}/*"
          - Effect: Allow
            Action: sqs:SendMessage
            Resource: !GetAtt Queue.Arn
`;
    const path = "Resources.Policy.Properties.PolicyDocument.Statement[0].Action";
    expect(found([file("template.yaml", yaml)])).toEqual([`10:13 error INVALID_ACTION ${path}`]);
    expect(found(["-"], yaml)).toEqual([`10:13 error INVALID_ACTION ${path}`]);
  });

  test("a file of such a format without a policy has no findings", () => {
    expect(lint(["-"], JSON.stringify({ Resources: { Web: { Type: "AWS::S3::Bucket" } } }))).toMatchObject({
      status: 0,
      stdout: "0 errors and 0 warnings in 0 policies.\n",
    });
  });
});

describe("several files:", () => {
  file("infra/a.json", wrong);
  file("infra/deep/b.json", wrong);
  file("infra/deep/package.json", { name: "web" });
  file("infra/node_modules/c.json", wrong);
  const files = (...args: string[]) =>
    (JSON.parse(lint([...args, "--json"]).stdout) as Report[]).map((one) => one.file);

  test("a folder means the policies in it", () => {
    expect(files("infra")).toEqual(["infra/a.json", "infra/deep/b.json"]);
  });

  test("a pattern means the files that it matches", () => {
    expect(files("infra/**/*.json")).toEqual(["infra/a.json", "infra/deep/b.json"]);
    expect(files("infra/*.json")).toEqual(["infra/a.json"]);
    expect(lint(["nothing/*.json"])).toMatchObject({ status: 2 });
  });

  test.each([
    ["infra/**/*.tf", "infra/main.tf", true],
    ["infra/**/*.tf", "infra/a/b/main.tf", true],
    ["infra/*.tf", "infra/a/main.tf", false],
    ["*.{json,tf}", "main.tf", true],
    ["ma?n.tf", "main.tf", true],
    ["main.tf", "mainxtf", false],
  ])("%s and %s: %s", (glob, name, expected) => {
    expect(globPattern(glob).test(name)).toBe(expected);
  });
});

describe("formats and configuration:", () => {
  test("SARIF has rules, levels and positions", () => {
    const [run] = JSON.parse(lint([file("one.json", wrong), "--format", "sarif"]).stdout).runs;
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(["INVALID_ACTION"]);
    expect(run.results).toMatchObject([
      {
        ruleId: "INVALID_ACTION",
        ruleIndex: 0,
        level: "error",
        locations: [{ physicalLocation: { artifactLocation: { uri: "one.json" }, region: { startLine: 1 } } }],
      },
    ]);
  });

  test("GitHub's annotations are one line each", () => {
    const { stdout } = lint([file("one.json", wrong), "--format", "github"]);
    expect(stdout).toMatch(
      /^::error file=one\.json,line=1,col=\d+,title=INVALID_ACTION::Statement\[0\]\.Action: .*\n$/,
    );
  });

  test("--config sets severities and ignores by code, file and path", () => {
    const wide = file("wide.json", policy({ Action: "dynamodb:GetItem", Resource: "*" }));
    const config = (content: unknown) => ["--config", file("lint.json", content)];
    expect(lint([wide, ...config({ severities: { WILDCARD_GRANTS_EVERYTHING: "error" } })]).status).toBe(1);
    expect(lint([wide, ...config({ severities: { WILDCARD_GRANTS_EVERYTHING: "off" } })]).stdout).toContain(
      "0 warnings",
    );
    const ignore = { code: "WILDCARD_GRANTS_EVERYTHING", file: "*.json", path: "Statement[0]", reason: "all tables" };
    expect(found([wide, ...config({ ignores: [ignore] })])).toEqual([]);
    expect(
      found([wide, ...config({ ignores: [{ ...ignore, file: "other/*" }] })]).map((line) => line.split(" ").slice(1)),
    ).toEqual([
      ["warning", "WILDCARD_GRANTS_EVERYTHING", "Statement[0].Resource"],
      ["warning", "IGNORE_WITHOUT_FINDING", "ignores[0]"],
    ]);
  });

  test.each([
    [{ severity: {} }, 'Unknown property "severity"'],
    [
      { severities: { WILDCARD_RESOURCE: "fatal" } },
      'severities.WILDCARD_RESOURCE: "fatal" is not a severity. Known severities: error, security-warning, warning, suggestion, off.',
    ],
    [{ severities: { WILDCARD_RESOURCE: "warn" } }, 'Did you mean "warning"?'],
    [{ severities: { WILDCARD_RESOURCE: 1 } }, "severities.WILDCARD_RESOURCE: 1 is not a severity."],
    [
      { severities: { WILDCARD_RESOURCES: "off" } },
      'severities.WILDCARD_RESOURCES: no finding has the code "WILDCARD_RESOURCES". Did you mean "WILDCARD_RESOURCE"?',
    ],
    [{ severities: { invalid_action: "off" } }, 'Did you mean "INVALID_ACTION"?'],
    [{ ignores: [{ code: "NOT_AN_ARNS" }] }, 'ignores[0].code: no finding has the code "NOT_AN_ARNS". Did you mean'],
    [{ ignores: [{ file: "a" }] }, 'must have a "code"'],
    [{ ignores: [{ code: "x" }] }, 'no finding has the code "x". Write a code as findings show it'],
    ["{", "Cannot read it as JSON"],
  ])("an invalid configuration ends with 2: %j", (content, message) => {
    const { status, stderr } = lint(["--config", file("bad.json", content)], JSON.stringify(wrong));
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });

  test("findings come by line and column in every format", () => {
    const text = `{ "Version": "2012-10-17", "Statement": [
      { "Effect": "Allow", "Action": "s3:GetObjet", "Resource": "*" },
      { "Effect": "Allow", "Action": "s3:GetObject", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::web" },
      { "Effect": "Allow", "Resource": "x", "Action": ["sqs:SendMesage"], "Sid": "a b" } ] }`;
    const expected = ["2:28", "3:54", "3:80", "4:28", "4:56", "4:75"];
    const plain = JSON.parse(lint(["--json"], text).stdout)[0].findings;
    expect(plain.map(({ line, column }: Record<string, number>) => `${line}:${column}`)).toEqual(expected);
    const [run] = JSON.parse(lint(["--format", "sarif"], text).stdout).runs;
    const regions = run.results.map((one: { locations: readonly [{ physicalLocation: { region: object } }] }) =>
      Object.values(one.locations[0].physicalLocation.region).slice(0, 2).join(":"),
    );
    expect(regions).toEqual(expected);
    const annotations = [...lint(["--format", "github"], text).stdout.matchAll(/line=(\d+),col=(\d+)/g)];
    expect(annotations.map(([, line, column]) => `${line}:${column}`)).toEqual(expected);
    const texts = [...lint([], text).stdout.matchAll(/^ {2}error +(\d+:\d+) /gm)];
    expect(texts.map(([, position]) => position)).toEqual(expected);
  });

  test("--strict makes broad access an error", () => {
    const wide = JSON.stringify(policy({ Action: "dynamodb:GetItem", Resource: "*" }));
    expect([lint([], wide).status, lint(["--strict"], wide).status]).toEqual([0, 1]);
  });
});
