import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { queue } from "../core/fixtures/arns.js";
import { policy } from "../core/lint/fixtures.js";
import { bin, builtCommand } from "./support/built-command.js";

const { folder, file, amplifyRoles } = builtCommand("lint");

const lint = (args: readonly string[], input: unknown = "") =>
  amplifyRoles(["lint", ...args], typeof input === "string" ? input : JSON.stringify(input));

/** `error INVALID_ACTION Statement[0].Action` for each finding. */
const found = (stdout: string): readonly string[] =>
  (JSON.parse(stdout) as { findings: Record<string, string>[] }[]).flatMap(({ findings }) =>
    findings.map(({ severity, code, path }) => `${severity} ${code} ${path}`),
  );

const clean = policy({ Action: "sqs:SendMessage", Resource: queue });
const wrong = policy({ Action: "sqs:SendMesage", Resource: queue });
const risky = policy({ Action: "iam:PutRolePolicy", Resource: "arn:aws:iam::123456789012:role/web" });
const trust = policy({
  Principal: { Service: "amplify.amazonaws.com" },
  Action: "sts:AssumeRole",
  Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
});

describe("amplify-roles lint", () => {
  test("writes what is wrong, where, and what to write", () => {
    const { status, stdout } = lint([file("wrong.json", wrong)]);
    expect(status).toBe(1);
    expect(stdout).toContain("wrong.json\n  error            1:56 Statement[0].Action: ");
    expect(stdout).toContain('Did you mean "sqs:SendMessage"? [INVALID_ACTION]');
    expect(stdout).toContain("1 error and 0 warnings in 1 policy.");
  });

  test("has the parameters of each message with --json", () => {
    const [{ findings }] = JSON.parse(lint(["--json"], { ...clean, Statment: [] }).stdout);
    expect(Object.keys(findings[0])).toEqual([
      ...["code", "severity", "path", "line", "column"],
      ...["message", "fix", "page", "parameters"],
    ]);
    expect(findings[0]).toMatchObject({ code: "UNKNOWN_PROPERTY", parameters: { name: "Statment" } });
  });

  test("escapes control characters of names, paths and files", () => {
    const hostile = "\u001B[31m\u009B\u202E";
    const statement = { Action: `s3:${hostile}`, Resource: "*", [hostile]: 1 };
    const input = { Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] };
    const name = file(`${hostile}\n.json`, input);
    for (const args of [[name], [name, "--json"], ["lint", name], [`${hostile}.none`], ["--type", hostile]]) {
      const { stdout, stderr } = lint(args);
      expect((stdout + stderr).replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202E]/u);
      expect(stdout + stderr).toContain("\\u001b[31m\\u009b\\u202e");
    }
    const [report] = JSON.parse(lint([name, "--json"]).stdout);
    expect(report.file).toBe(name);
  });

  test("passes a policy that has nothing wrong", () => {
    expect(lint([], clean)).toEqual({ status: 0, stdout: "0 errors and 0 warnings in 1 policy.\n", stderr: "" });
  });

  test("reads several files, and standard input as -", () => {
    const { status, stdout } = lint([file("clean.json", clean), file("wrong.json", wrong), "-", "--json"], risky);
    expect(status).toBe(1);
    expect(
      (JSON.parse(stdout) as { file: string; findings: unknown[] }[]).map((one) => [one.file, one.findings.length]),
    ).toEqual([
      ["clean.json", 0],
      ["wrong.json", 1],
      ["standard input", 1],
    ]);
  });

  test("checks the other files if one cannot be read", () => {
    const { status, stdout, stderr } = lint(["missing.json", file("wrong.json", wrong), "gone.json", "--json"]);
    expect([status, found(stdout)]).toEqual([2, ["error INVALID_ACTION Statement[0].Action"]]);
    expect(stderr).toContain("Cannot read missing.json: ENOENT");
    expect(stderr).toContain("Cannot read gone.json: ENOENT");
  });

  test.each([
    ["passes warnings", [], 0],
    ["passes as many as allowed", ["--max-warnings", "1"], 0],
    ["fails with more", ["--max-warnings", "0"], 1],
    ["counts hidden ones", ["--max-warnings", "0", "--severity", "error"], 1],
  ] as const)("%s", (_, args, status) => {
    expect(lint(args, risky).status).toBe(status);
  });

  test("hides warnings with --severity error", () => {
    const { stdout } = lint(["--severity", "error", "--json"], policy(...risky.Statement, ...wrong.Statement));
    expect(found(stdout)).toEqual(["error INVALID_ACTION Statement[1].Action"]);
  });

  test("takes the role of a trust policy, and the type of a policy", () => {
    expect(lint(["--role", "service", "--json"], trust).stdout).toBe(
      `${JSON.stringify([{ file: "standard input", findings: [] }], undefined, 2)}\n`,
    );
    expect(found(lint(["--role", "compute", "--json"], trust).stdout)).toEqual([
      'warning TRUST_CONDITION Statement[0].Condition.StringEquals["aws:SourceAccount"]',
    ]);
    expect(found(lint(["--type", "identity", "--json"], trust).stdout)).toEqual([
      "error REQUIRED Statement[0].Resource",
      "error UNSUPPORTED_ELEMENT Statement[0].Principal",
    ]);
  });

  test.each([
    [
      "get-role-policy",
      { RoleName: "web", PolicyName: "x", PolicyDocument: wrong },
      "PolicyDocument.Statement[0].Action",
    ],
    [
      "get-policy-version",
      { PolicyVersion: { Document: wrong, VersionId: "v1" } },
      "PolicyVersion.Document.Statement[0].Action",
    ],
    [
      "a URL-encoded document",
      { PolicyDocument: encodeURIComponent(JSON.stringify(wrong)) },
      "PolicyDocument.Statement[0].Action",
    ],
  ])("reads output of the AWS CLI: %s", (_, printed, path) => {
    expect(found(lint(["--json"], printed).stdout)).toEqual([`error INVALID_ACTION ${path}`]);
  });

  test("reads output of the AWS CLI: get-role", () => {
    const { stdout } = lint(["--role", "compute", "--json"], { Role: { AssumeRolePolicyDocument: trust } });
    expect(found(stdout)).toEqual([
      'warning TRUST_CONDITION Role.AssumeRolePolicyDocument.Statement[0].Condition.StringEquals["aws:SourceAccount"]',
    ]);
  });

  const terraform = (statement: Readonly<Record<string, unknown>>) =>
    `resource "aws_iam_policy" "web" {\n  policy = <<-EOT\n${JSON.stringify(policy(statement), undefined, 2)}\n  EOT\n}\n`;

  test("reads the heredoc of a Terraform file, whose references are known only after deploy", () => {
    const arn = "${aws_s3_bucket.web.arn}/*";
    expect(lint([file("main.tf", terraform({ Action: "s3:GetObject", Resource: arn }))]).status).toBe(0);
    const own = "arn:aws:s3:::web/$${aws:username}/*";
    expect(lint([file("main.tf", terraform({ Action: "s3:GetObject", Resource: own }))]).status).toBe(0);
    const bucket = "arn:aws:sqs:${var.region}:${data.aws_caller_identity.this.account_id}:orders";
    const { stdout } = lint([file("main.tf", terraform({ Action: "s3:GetObject", Resource: bucket })), "--json"]);
    expect(found(stdout)).toEqual([
      "error UNSUPPORTED_RESOURCE_ARN_IN_POLICY resource.aws_iam_policy.web.policy.Statement[0].Resource",
    ]);
  });

  test.each([
    ["a trailing comma", '{\n  "Version": "2012-10-17",\n}', "line 3, column 1"],
    ["a key without quotes", "{ Version: 1 }", "line 1, column 3"],
    ["an unterminated string", '{\r\n "Version": "2012', "line 2, column 13"],
    ["a line break in a string", '{"Version": "2012\n"}', "line 1, column 13"],
    ["something after the end", "{} {}", "line 1, column 4"],
    ["nothing", "", "line 1, column 1"],
    ["in a Terraform file", 'policy = <<EOF\n{ "Version" "x" }\nEOF\n', "line 2, column 13"],
  ])("names the line and column of invalid JSON: %s", (_, text, position) => {
    const { status, stdout } = lint([], text);
    expect(status).toBe(1);
    expect(stdout).toContain(`(${position}).`);
    expect(stdout).toContain("[JSON_SYNTAX_ERROR]");
  });

  test.each([
    ["a file that does not exist", ["missing.json"], "Cannot read missing.json"],
    ["an unknown option", ["--jsn"], "--jsn"],
    ["an unknown type", ["--type", "bucket"], '--type must be identity, trust or resource, got "bucket".'],
    ["an unknown role", ["--role", "admin"], '--role must be service, compute or identityPool, got "admin".'],
    [
      "an unknown severity",
      ["--severity", "fatal"],
      '--severity must be error, security-warning, warning or suggestion, got "fatal".',
    ],
    ["an invalid number", ["--max-warnings", "few"], '--max-warnings must be a whole number, got "few".'],
    ["a role of an identity policy", ["--type", "identity", "--role", "compute"], "--role is for trust policies only"],
    ["a role of a resource's policy", ["--type", "resource", "--role", "compute"], "--role is for trust policies only"],
  ])("ends with 2 for %s", (_, args, message) => {
    const { status, stdout, stderr } = lint(args, clean);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
  });
});

describe("amplify-roles", () => {
  test.each([
    ["lint", ["lint", "-"], 1],
    ["explain", ["explain", "specification.json", "--format", "html"], 0],
  ] as const)(
    "%s ends with its own exit code and without a stack trace if the reader closes the pipe",
    (_, args, code) => {
      file("specification.json", { name: "web" });
      const command = [process.execPath, bin, ...args].map((word) => `"${word}"`).join(" ");
      // The exit code of the first command of the pipeline; the second one reads nothing.
      const script = `{ ${command}; echo "exit code $?" >&2; } | true`;
      const { stderr } = spawnSync("sh", ["-c", script], {
        input: JSON.stringify(wrong),
        encoding: "utf8",
        cwd: folder,
      });
      expect(stderr).toBe(`exit code ${code}\n`);
    },
  );

  test("prints its version", () => {
    const manifest = readFileSync(new URL("../../packages/cli/package.json", import.meta.url), "utf8");
    expect(amplifyRoles(["--version"])).toEqual({ status: 0, stdout: `${JSON.parse(manifest).version}\n`, stderr: "" });
  });

  test.each([[["--help"]], [["lint", "--help"]], [["explain", "--help"]]])("prints help: %j", (args) => {
    const { status, stdout } = amplifyRoles(args);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^amplify-roles /);
  });

  test.each([[[]], [["lnt"]], [["constructor"]]])("ends with 2 for no command: %j", (args) => {
    const { status, stderr } = amplifyRoles(args);
    expect(status).toBe(2);
    expect(stderr).toContain("amplify-roles <command>");
  });
});
