import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { queue } from "../fixtures/arns.js";
import { policy } from "./fixtures.js";

/** The command as it is built: `npm test` builds first. */
const bin = fileURLToPath(new URL("../../../packages/cli/dist/main.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "amplify-roles-lint-"));
afterAll(() => rmSync(folder, { recursive: true }));

function amplifyRoles(args: readonly string[], input = "") {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    input,
    encoding: "utf8",
    cwd: folder,
  });
  return { status, stdout, stderr };
}
const lint = (args: readonly string[], input: unknown = "") =>
  amplifyRoles(["lint", ...args], typeof input === "string" ? input : JSON.stringify(input));

function file(name: string, content: unknown): string {
  writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  return name;
}

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
  test("says in words what is wrong, where, and what to write", () => {
    const { status, stdout } = lint([file("wrong.json", wrong)]);
    expect(status).toBe(1);
    expect(stdout).toContain("wrong.json\n  error   Statement[0].Action: ");
    expect(stdout).toContain('Did you mean "sqs:SendMessage"? [INVALID_ACTION]');
    expect(stdout).toContain("1 error and 0 warnings in 1 policy.");
  });

  test("passes what has nothing wrong", () => {
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

  test("says what is wrong with the others where a file cannot be read", () => {
    const { status, stdout, stderr } = lint(["missing.json", file("wrong.json", wrong), "gone.json", "--json"]);
    expect([status, found(stdout)]).toEqual([2, ["error INVALID_ACTION Statement[0].Action"]]);
    expect(stderr).toContain("missing.json cannot be read");
    expect(stderr).toContain("gone.json cannot be read");
  });

  test.each([
    ["passes warnings", [], 0],
    ["passes as many as it is told", ["--max-warnings", "1"], 0],
    ["fails with more", ["--max-warnings", "0"], 1],
    ["counts those that it does not show", ["--max-warnings", "0", "--severity", "error"], 1],
  ] as const)("%s", (_, args, status) => {
    expect(lint(args, risky).status).toBe(status);
  });

  test("shows errors only where that is asked", () => {
    const { stdout } = lint(["--severity", "error", "--json"], policy(...risky.Statement, ...wrong.Statement));
    expect(found(stdout)).toEqual(["error INVALID_ACTION Statement[1].Action"]);
  });

  test("takes whose role a trust policy is of, and what kind of policy it is", () => {
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
      "a document in its encoding",
      { PolicyDocument: encodeURIComponent(JSON.stringify(wrong)) },
      "PolicyDocument.Statement[0].Action",
    ],
  ])("reads what the AWS CLI prints: %s", (_, printed, path) => {
    expect(found(lint(["--json"], printed).stdout)).toEqual([`error INVALID_ACTION ${path}`]);
  });

  test("reads what the AWS CLI prints: get-role", () => {
    const { stdout } = lint(["--role", "compute", "--json"], { Role: { AssumeRolePolicyDocument: trust } });
    expect(found(stdout)).toEqual([
      'warning TRUST_CONDITION Role.AssumeRolePolicyDocument.Statement[0].Condition.StringEquals["aws:SourceAccount"]',
    ]);
  });

  const terraform = (statement: Readonly<Record<string, unknown>>) =>
    `resource "aws_iam_policy" "web" {\n  policy = <<-EOT\n${JSON.stringify(policy(statement), undefined, 2)}\n  EOT\n}\n`;

  test("reads the heredoc of a Terraform file, whose references may be anything", () => {
    const arn = "${aws_s3_bucket.web.arn}/*";
    expect(lint([file("main.tf", terraform({ Action: "s3:GetObject", Resource: arn }))]).status).toBe(0);
    const own = "arn:aws:s3:::web/$${aws:username}/*";
    expect(lint([file("main.tf", terraform({ Action: "s3:GetObject", Resource: own }))]).status).toBe(0);
    const bucket = "arn:aws:sqs:${var.region}:${data.aws_caller_identity.this.account_id}:orders";
    const { stdout } = lint([file("main.tf", terraform({ Action: "s3:GetObject", Resource: bucket })), "--json"]);
    expect(found(stdout)).toEqual(["error UNSUPPORTED_RESOURCE_ARN_IN_POLICY Statement[0].Resource"]);
  });

  test.each([
    ["a comma too many", '{\n  "Version": "2012-10-17",\n}', "line 3, column 1"],
    ["a key without quotes", "{ Version: 1 }", "line 1, column 3"],
    ["a text without its end", '{\r\n "Version": "2012', "line 2, column 13"],
    ["a line break in a text", '{"Version": "2012\n"}', "line 1, column 13"],
    ["something behind the end", "{} {}", "line 1, column 4"],
    ["nothing", "", "line 1, column 1"],
    ["in a Terraform file", 'policy = <<EOF\n{ "Version" "x" }\nEOF\n', "line 2, column 13"],
  ])("says by line and column where text is no JSON: %s", (_, text, place) => {
    const { status, stdout } = lint([], text);
    expect(status).toBe(1);
    expect(stdout).toContain(`in ${place}.`);
    expect(stdout).toContain("[JSON_SYNTAX_ERROR]");
  });

  test.each([
    ["a file that is not there", ["missing.json"], "missing.json cannot be read"],
    ["an option that there is not", ["--jsn"], "--jsn"],
    ["a type that there is not", ["--type", "bucket"], "--type takes identity, trust, resource"],
    ["a role that there is not", ["--role", "admin"], "--role takes service, compute, identityPool"],
    ["a severity that there is not", ["--severity", "fatal"], "--severity takes error, warning"],
    ["a number that is none", ["--max-warnings", "few"], "--max-warnings takes a number"],
    ["a role of an identity policy", ["--type", "identity", "--role", "compute"], "--role is for trust policies"],
    ["a role of a resource's policy", ["--type", "resource", "--role", "compute"], "--role is for trust policies"],
  ])("ends with 2 for %s", (_, args, message) => {
    const { status, stdout, stderr } = lint(args, clean);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
  });
});

describe("amplify-roles", () => {
  test("says its version", () => {
    const manifest = readFileSync(new URL("../../../packages/cli/package.json", import.meta.url), "utf8");
    expect(amplifyRoles(["--version"])).toEqual({ status: 0, stdout: `${JSON.parse(manifest).version}\n`, stderr: "" });
  });

  test.each([[["--help"]], [["lint", "--help"]], [["explain", "--help"]]])("helps: %j", (args) => {
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
