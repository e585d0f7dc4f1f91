import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AmplifyServiceRole } from "@amplify-roles/cdktf";
import type { PolicyDocument } from "@amplify-roles/core";
import { lint } from "@amplify-roles/core/lint";
import { afterAll, describe, expect, it } from "vitest";
import { allows } from "../oracle/support/simulator.js";
import { runExample as runTerraform } from "../support/cdktf/run-example.js";
import { synthesize } from "../support/cdktf/synthesize.js";
import { runExample as runPulumi } from "../support/pulumi/run-example.js";
import { root } from "../support/repository.js";
import { codeBlocksOf, linksOf, proseOf, readPage } from "./support/pages.js";

const english = readPage("README.md");
const japanese = readPage("README.ja.md");
const blocks = codeBlocksOf("README.md").map(({ language, code }) => ({ language, code }));

/** The only block with that language and that text in it. */
function block(language: string, text: string): string {
  const found = blocks.filter((one) => one.language === language && one.code.includes(text));
  expect(found).toHaveLength(1);
  return found[0]?.code ?? "";
}

/** What is in backticks outside of blocks. */
const inlineCode = (text: string) => [...proseOf(text).matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code).sort();
const others = (text: string) => linksOf(text).filter((target) => !target.startsWith("README"));

describe("README.md and README.ja.md", () => {
  it("have the same blocks of code and commands", () => {
    expect(codeBlocksOf("README.ja.md").map(({ language, code }) => ({ language, code }))).toEqual(blocks);
    expect(blocks.length).toBeGreaterThan(5);
  });

  it("have the same code in their text", () => {
    expect(inlineCode(japanese)).toEqual(inlineCode(english));
  });

  it("have the same links, in the same order, and one to each other", () => {
    expect(others(japanese)).toEqual(others(english));
    expect([linksOf(english)[0], linksOf(japanese)[0]]).toEqual(["README.ja.md", "README.md"]);
  });

  it("have the same sections", () => {
    const sections = (text: string) => proseOf(text).match(/^#+ /gm);
    expect(sections(japanese)).toEqual(sections(english));
  });

  it("are short enough to be read", () => {
    const words = (text: string) => text.split(/\s+/).filter((word) => word !== "").length;
    expect(words(english)).toBeLessThanOrEqual(900);
    expect(words(japanese)).toBeLessThanOrEqual(900);
  });
});

describe("the README's policies", () => {
  const document = (json: string): PolicyDocument => ({ Version: "2012-10-17", Statement: [JSON.parse(json)].flat() });
  const manual = document(block("json", '"logs:DescribeLogGroups", "logs:CreateLogGroup"'));
  const ours = document(block("json", ":log-stream:*"));
  const group = "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/amplify/d1a2b3c4d5e6f7";
  const requests = {
    CreateLogGroup: group,
    CreateLogStream: `${group}:log-stream:main`,
    PutLogEvents: `${group}:log-stream:main`,
    DescribeLogGroups: "arn:aws:logs:eu-west-1:123456789012:log-group:~",
  };
  const allowed = (policy: PolicyDocument) =>
    Object.entries(requests)
      .filter(([action, resource]) => allows([policy], { action: `logs:${action}`, resource, context: {} }))
      .map(([action]) => action);

  it("allow what the text says, to an evaluator that is not ours", () => {
    expect(allowed(manual)).toEqual(["CreateLogGroup"]);
    expect(allowed(ours)).toEqual(Object.keys(requests));
  });

  it("have the findings that the text implies", () => {
    expect(lint(manual).map(({ code }) => code)).toEqual([
      "ACTION_WITHOUT_RESOURCE",
      "UNSUPPORTED_RESOURCE_ARN_IN_POLICY",
      "UNSUPPORTED_RESOURCE_ARN_IN_POLICY",
    ]);
    expect(lint(ours)).toEqual([]);
  });

  it("are eight lines long", () => {
    for (const { code } of blocks.filter(({ language }) => language === "json"))
      expect(code.trimEnd().split("\n")).toHaveLength(8);
  });

  it("are what the construct writes", () => {
    const deployment = { partition: "aws", region: "eu-west-1", account: "123456789012" };
    const { resource } = synthesize((stack) => {
      new AmplifyServiceRole(stack, "logs", { name: "web-service", appId: "d1a2b3c4d5e6f7", ...deployment });
    });
    const [policy] = Object.values(resource.aws_iam_role_policy ?? {});
    expect(JSON.parse(String(policy?.policy))).toEqual(ours);
  });
});

describe("the README's programs", () => {
  const cache = join(root, ".cache");
  mkdirSync(cache, { recursive: true });
  const home = mkdtempSync(join(cache, "readme-"));
  afterAll(() => rmSync(home, { recursive: true }));

  /** A folder inside of the repository, so that the program finds its packages. */
  function folder(file: string, program: string): string {
    writeFileSync(join(home, file), program);
    return home;
  }

  it("plan with Terraform what the README shows", async () => {
    const program = block("ts", '"@amplify-roles/cdktf"');
    const { web } = await runTerraform(folder("main.ts", program));
    const addresses = Object.entries(web?.resource ?? {}).flatMap(([type, ofType]) =>
      Object.entries(ofType)
        .filter(([, { count }]) => count !== 0)
        .map(([name]) => `  # ${type}.${name} will be created\n`),
    );
    const plan = `${addresses.sort().join("")}Plan: ${addresses.length} to add, 0 to change, 0 to destroy.\n`;
    expect(block("", "Plan: ")).toBe(plan);
  });

  it("preview with Pulumi what the README shows", async () => {
    const program = block("ts", '"@amplify-roles/pulumi"');
    const { registrations } = await runPulumi(folder("index.ts", program), { githubToken: "the-github-token" });
    // A type's module is shown without the file that it is in: `aws:iam/role:Role` is `aws:iam:Role`.
    const shown = registrations.map(({ type, name }) => `${type.replace(/\/\w+:/, ":")} ${name}`);
    const rows = [...block("", "pulumi:pulumi:Stack").matchAll(/^ \+[ └├─]+(\S+) +(\S+) +create$/gm)];
    const inReadme = rows.map(([, type, name]) => `${type} ${name}`).filter((row) => !row.startsWith("pulumi:pulumi:"));
    expect(inReadme.sort()).toEqual(shown.filter((row) => !row.startsWith("pulumi:")).sort());
  });
});

it("packages have the README's programs", () => {
  expect(readPage("packages/cdktf/README.md")).toContain(block("ts", '"@amplify-roles/cdktf"'));
  expect(readPage("packages/pulumi/README.md")).toContain(block("ts", '"@amplify-roles/pulumi"'));
});

it.each(["cdktf", "cdktn", "cli", "core", "pulumi", "service-reference"])(
  "%s's page has its line to install it",
  (name) => {
    const page = `packages/${name}/README.md`;
    const { name: published } = JSON.parse(readPage(`packages/${name}/package.json`));
    const commands = codeBlocksOf(page).filter(({ language }) => language === "sh");
    const line = `npm install (--save-dev )?${published.replace("/", "\\/")}( |$)`;
    expect(commands.map(({ code }) => code).join("")).toMatch(new RegExp(line, "m"));
  },
);
