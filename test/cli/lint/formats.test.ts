import { describe, expect, test } from "vitest";
import { codes } from "../../../packages/core/src/findings/codes.js";
import { policy } from "../../core/lint/fixtures.js";
import { builtCommand } from "../support/built-command.js";

const { file, folder, amplifyRoles } = builtCommand("formats");
const lint = (args: readonly string[], input = "") => amplifyRoles(["lint", ...args], input);
const wrong = policy({ Action: "s3:GetObjet", Resource: "arn:aws:s3:::web/*" });
const wide = policy({ Action: "dynamodb:GetItem", Resource: "*" });

describe("SARIF:", () => {
  const run = (args: readonly string[], input = "") =>
    JSON.parse(lint([...args, "--format", "sarif"], input).stdout).runs[0];

  test("a rule has the descriptions that GitHub shows", () => {
    const { cause, fix } = codes.INVALID_ACTION;
    const page = "https://github.com/amplify-roles/amplify-roles/blob/main/docs/errors.md#invalid_action";
    expect(run([file("one.json", wrong)]).tool.driver.rules).toEqual([
      {
        id: "INVALID_ACTION",
        name: "INVALID_ACTION",
        shortDescription: { text: cause.slice(0, cause.indexOf(". ") + 1) },
        fullDescription: { text: cause },
        help: { text: `${cause}\n\n${fix}`, markdown: `${cause}\n\n${fix}\n\n[INVALID_ACTION](${page})` },
        helpUri: page,
      },
    ]);
  });

  test("a file has a relative URI, standard input one without spaces", () => {
    const uri = (args: readonly string[], input = "") =>
      run(args, input).results[0].locations[0].physicalLocation.artifactLocation.uri;
    file("app/[id] ü.json", wrong);
    expect(uri(["app/[id] ü.json"])).toBe("app/%5Bid%5D%20%C3%BC.json");
    expect(uri([`${folder}/app/[id] ü.json`])).toBe("app/%5Bid%5D%20%C3%BC.json");
    expect(uri(["-"], JSON.stringify(wrong))).toBe("stdin");
  });

  test("what is required is there, and nothing is that the format does not have", () => {
    const log = JSON.parse(lint([file("wide.json", wide), file("one.json", wrong), "--format", "sarif"]).stdout);
    expect(Object.keys(log)).toEqual(["$schema", "version", "runs"]);
    const [{ tool, columnKind, results }] = log.runs;
    expect(columnKind).toBe("utf16CodeUnits");
    expect(Object.keys(tool.driver)).toEqual(["name", "version", "informationUri", "rules"]);
    for (const { ruleId, ruleIndex, level, message, locations, ...others } of results) {
      expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
      expect(["error", "warning", "note"]).toContain(level);
      expect(message.text).toMatch(/\S/);
      const { startLine, startColumn } = locations[0].physicalLocation.region;
      expect(Math.min(startLine, startColumn)).toBeGreaterThanOrEqual(1);
      expect(Object.keys(others)).toEqual(["properties"]);
    }
  });
});

describe("GitHub's annotations:", () => {
  test("standard input is named without spaces", () => {
    expect(lint(["--format", "github"], JSON.stringify(wrong)).stdout).toMatch(/^::error file=stdin,line=1,/);
  });
});

describe("--config:", () => {
  const config = (content: unknown) => ["--config", file("lint.json", content)];
  const ignore = { code: "WILDCARD_GRANTS_EVERYTHING", file: "infra/*.json" };
  const codesIn = (args: readonly string[]) =>
    (JSON.parse(lint([...args, "--json"]).stdout) as { findings: { code: string; severity: string }[] }[]).flatMap(
      ({ findings }) => findings.map(({ code, severity }) => `${severity} ${code}`),
    );
  file("infra/wide.json", wide);

  test("a pattern is for a file's name and for its path from the working directory", () => {
    for (const name of ["infra/wide.json", "./infra/wide.json", `${folder}/infra/wide.json`])
      expect(codesIn([name, ...config({ ignores: [ignore] })])).toEqual([]);
    expect(
      codesIn([`${folder}/infra/wide.json`, ...config({ ignores: [{ ...ignore, file: `${folder}/**` }] })]),
    ).toEqual([]);
    expect(codesIn(["infra/wide.json", ...config({ ignores: [{ ...ignore, file: "wide.json" }] })])).toEqual([
      "warning WILDCARD_GRANTS_EVERYTHING",
      "warning IGNORE_WITHOUT_FINDING",
    ]);
  });

  test.each([
    ["error", ["error IGNORE_WITHOUT_FINDING"], 1],
    ["off", [], 0],
  ])("its own ignores that match nothing, with the severity %s", (severity, expected, status) => {
    const args = [
      file("good.json", policy({ Action: "sqs:SendMessage", Resource: "arn:aws:sqs:eu-west-1:123456789012:web" })),
      ...config({ severities: { IGNORE_WITHOUT_FINDING: severity }, ignores: [ignore] }),
    ];
    expect(codesIn(args)).toEqual(expected);
    expect(lint(args).status).toBe(status);
  });
});

describe("folders:", () => {
  test("templates are read, and what is broken is no policy", () => {
    const template = `{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "s3:GetObjet", "Resource": "arn:aws:s3:::\${bucket}/*" }] }`;
    for (const name of ["a.json.tpl", "b.tftpl"]) file(`templates/${name}`, template);
    file("templates/chart.yaml", "a: {{ .Values.a }}\n  b: c\n");
    const { status, stdout, stderr } = lint(["templates", "--json"]);
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    expect((JSON.parse(stdout) as { file: string }[]).map((one) => one.file)).toEqual([
      "templates/a.json.tpl",
      "templates/b.tftpl",
    ]);
  });

  test("a file with one broken policy has its findings", () => {
    const block = (name: string, json: string) =>
      `resource "aws_iam_policy" "${name}" {\n  policy = <<EOT\n${json}\nEOT\n}\n`;
    file("modules/main.tf", block("a", '{ "Version": "2012-10-17", }') + block("b", JSON.stringify(wrong)));
    const [report] = JSON.parse(lint(["modules", "--json"]).stdout);
    expect(report.findings.map(({ code, line }: { code: string; line: number }) => `${line} ${code}`)).toEqual([
      "3 JSON_SYNTAX_ERROR",
      "8 INVALID_ACTION",
    ]);
  });

  test("broken YAML that somebody named is unreadable", () => {
    const { status, stderr } = lint(["templates/chart.yaml"]);
    expect(status).toBe(2);
    expect(stderr).toBe(
      "Cannot read templates/chart.yaml: This is not valid YAML (line 2, column 1): All mapping items must start at the same column.\n",
    );
  });
});
