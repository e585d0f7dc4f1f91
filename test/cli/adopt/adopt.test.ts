import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AccessMatrix, PolicyDocument, Statement } from "@amplify-roles/core";
import { diffAccess } from "@amplify-roles/core/doctor";
import { describe, expect, test } from "vitest";
import { explainTerraform } from "../../../packages/cli/src/terraform/explain-terraform.js";
import { allows } from "../../oracle/support/simulator.js";
import { AWS_READS, CONSOLE_APPS } from "../../support/console-apps.js";
import { testFolder } from "../../support/test-folder.js";
import { accountId, appId, type Role, region } from "../doctor/support/account.js";
import { awsError } from "../doctor/support/fake-aws.js";
import { accountOf, adopt, adopted, run } from "./support.js";

const TOOLS = ["cdktf", "cdktn", "pulumi"];
const numbers = Array.from({ length: CONSOLE_APPS }, (_, number) => number);

/** What the live role may do, in the form of a matrix. */
const matrixOf = (statements: readonly Statement[]): AccessMatrix => ({
  roles: [
    {
      id: "r",
      owner: "r",
      type: "either",
      name: "r",
      exists: false,
      branches: [],
      otherBranches: false,
      managedPolicies: [],
    },
  ],
  branches: [],
  permissions: statements.map((statement) => ({ role: "r", by: "", path: "", statement })),
});
const liveStatements = ({ inline }: Role) =>
  Object.values(inline).flatMap((document) => (document as PolicyDocument).Statement);

/** One request of each pair of action and resource, with a name in place of a wildcard. */
const requestsOf = (statements: readonly Statement[]) =>
  statements.flatMap(({ Action = [], Resource = [] }) =>
    [Action].flat().flatMap((action) =>
      [Resource].flat().map((resource) => ({
        action: String(action).replace(/\*$/, "PutItem"),
        resource: String(resource)
          .replaceAll("??????", "a1B2c3")
          .replaceAll("*", "x")
          .replaceAll(/\$\{[^}]*\}/g, "web"),
        context: {},
      })),
    ),
  );

describe.each(numbers)("app %i of the console", (number) => {
  const { account, made } = accountOf(number);

  test("is a program of CDKTF that imports all of it, whose roles may do the same", async () => {
    const { program, announcements, secrets } = await adopted(account);
    const json = run(program);
    const imported = new Set((json.import ?? []).map(({ to }) => to));
    const created = Object.entries(json.resource)
      .flatMap(([type, blocks]) => Object.keys(blocks).map((id) => `${type}.${id}`))
      .filter((address) => !imported.has(address));
    // What is not imported was announced.
    if (created.length > 0) expect(announcements.join("\n")).toMatch(/^Creates /m);
    expect(imported.size).toBeGreaterThan(1);
    for (const secret of made.secrets) expect(program).not.toContain(secret);
    // The providers refuse it.
    expect(program).not.toContain('"NONE"');
    expect(Object.keys(json.variable ?? {}).sort()).toEqual([...secrets].sort());

    const after: AccessMatrix = JSON.parse(
      JSON.stringify(explainTerraform({ web: json }))
        .replaceAll("<partition>", "aws")
        .replaceAll("<region>", region)
        .replaceAll("<account>", accountId),
    );
    for (const [name, role] of Object.entries(account.roles)) {
      const kept = announcements.some((text) => text.includes(`role/${name} stays outside`));
      const found = after.roles.find((one) => one.name === name || one.name.endsWith(`/${name}`));
      if (kept) {
        expect(JSON.stringify(json)).not.toContain(`"to":"aws_iam_role.role-${name}_`);
        continue;
      }
      expect(found?.exists, name).toBe(false);
      const statements = after.permissions.filter((one) => one.role === found?.id).map(({ statement }) => statement);
      expect(diffAccess(matrixOf(liveStatements(role)), matrixOf(statements)).changes).toEqual([]);
      expect([...(found?.managedPolicies ?? [])].sort()).toEqual([...role.attached].sort());
      // A simulator that is not ours agrees.
      const policy = (Statement: readonly Statement[]): PolicyDocument => ({ Version: "2012-10-17", Statement });
      for (const request of requestsOf([...liveStatements(role), ...statements]))
        expect(allows([policy(statements)], request), JSON.stringify(request)).toBe(
          allows([policy(liveStatements(role))], request),
        );
    }
  });

  test("is the same program with every tool, and the same bytes twice", async () => {
    const [one, other, pulumi] = await Promise.all(TOOLS.map((tool) => adopted(account, tool)));
    // CDK Terrain's program is CDKTF's with other packages, and with what CDKTF's older provider does not have.
    expect(other?.program).toContain('from "@amplify-roles/cdktn";');
    expect(other?.program).toContain('from "@cdktn/provider-aws/lib/provider";');
    const withoutJobConfig = (program = "") => program.replace(/^.*jobConfig.*\n/gm, "");
    expect(withoutJobConfig(other?.program.replaceAll("cdktn", "cdktf"))).toBe(withoutJobConfig(one?.program));
    const { jobConfig } = made.app as { jobConfig?: object };
    const announced = "add jobConfig, which needs version 6 of the AWS provider.";
    expect(one?.program.includes(announced)).toBe(jobConfig !== undefined);
    expect(other?.program.includes("  jobConfig: {")).toBe(jobConfig !== undefined);
    expect(await adopted(account)).toEqual(one);
    expect(pulumi?.program).toContain('from "@amplify-roles/pulumi";');
    for (const secret of made.secrets) expect(JSON.stringify(pulumi)).not.toContain(secret);
  });
});

test("a branch without a stage is in programs of Terraform only, since Pulumi cannot import it", async () => {
  const { account } = accountOf(4);
  const [terraform, pulumi] = await Promise.all([adopted(account), adopted(account, "pulumi")]);
  expect(terraform.program).toContain("develop: {");
  expect(pulumi.program).not.toContain("develop: {");
  expect(pulumi.announcements.join("\n")).toContain(
    "The branch develop: Pulumi cannot import a branch without a stage.",
  );
});

test("the apps have roles that are kept, roles that are grants, and roles that are whole policies", async () => {
  const all = await Promise.all(numbers.map(async (number) => (await adopted(accountOf(number).account)).program));
  const having = (text: string) => all.filter((program) => program.includes(text)).length;
  expect(having(AWS_READS)).toBeGreaterThan(2);
  expect(having("policyDocuments")).toBeGreaterThan(10);
  expect(having("stays outside of the program")).toBeGreaterThan(2);
  expect(having("importFrom")).toBeGreaterThan(20);
});

describe("the command", () => {
  const { path: folder } = testFolder("adopt");

  test("writes the file, and says what the first plan changes", async () => {
    const file = join(folder, "main.ts");
    const { code, out } = await adopt(accountOf(8).account, ["-o", file]);
    expect(code).toBe(0);
    expect(out).toContain(
      "- Creates a service role, which may write the SSR logs, and gives it to the app, which has none.\n",
    );
    expect(out).toContain(`Wrote ${file}\n`);
    expect(readFileSync(file, "utf8")).toContain(`importId: "${appId}"`);
  });

  test.each<[string, Parameters<typeof adopt>, number, RegExp]>([
    ["no app id", [accountOf(0).account, ["--app-id", ""]], 2, /is not the id of an Amplify app/],
    [
      "an ARN",
      [accountOf(0).account, ["--app-id", "arn:aws:amplify:eu-west-1:1:apps/d1"]],
      2,
      /takes the id, not the ARN/,
    ],
    [
      "an unknown tool",
      [accountOf(0).account, ["--tool", "cdk"]],
      2,
      /^--tool must be cdktf, cdktn or pulumi, got "cdk"\./,
    ],
    ["another argument", [accountOf(0).account, ["web"]], 2, /^Expected --app-id\./],
    [
      "an app of another region",
      [accountOf(0).account, [], { appRegion: "us-east-1" }],
      4,
      /is in us-east-1, not in eu-west-1/,
    ],
    [
      "a denied app",
      [
        accountOf(0).account,
        [],
        { fail: (name) => (name === "getApp" ? awsError("AccessDeniedException", "no", 403) : undefined) },
      ],
      5,
      /amplify:GetApp is denied/,
    ],
    [
      "denied branches",
      [
        accountOf(0).account,
        [],
        { fail: (name) => (name === "listBranches" ? awsError("AccessDeniedException", "no", 403) : undefined) },
      ],
      5,
      /amplify:ListBranches is denied/,
    ],
    [
      "expired credentials",
      [accountOf(0).account, [], { fail: () => awsError("ExpiredTokenException", "expired", 403) }],
      3,
      /expired/i,
    ],
  ])("ends with its exit code and writes nothing: %s", async (_, [account, args = [], options], expected, message) => {
    const file = join(folder, "none.ts");
    const { code, out, error } = await adopt(account, [...args, "-o", file], options);
    expect({ code, out }).toEqual({ code: expected, out: "" });
    expect(error).toMatch(message);
    expect(existsSync(file)).toBe(false);
  });

  test("overwrites no file, and names one that cannot be written", async () => {
    const file = join(folder, "mine.ts");
    writeFileSync(file, "mine");
    const { account } = accountOf(0);
    const found = await adopt(account, ["-o", file]);
    expect({ ...found, calls: found.calls.length }).toEqual({
      code: 2,
      out: "",
      error: `${file} exists. Name another file, or remove it first.\n`,
      calls: 0,
    });
    expect(readFileSync(file, "utf8")).toBe("mine");
    expect((await adopt(account, ["-o", join(folder, "no/main.ts")])).error).toMatch(/^Cannot write/);
  });

  test.each(["getRole", "listRolePolicies", "getRolePolicy", "listAttachedRolePolicies"])(
    "without %s, the role stays outside of the program, which says so",
    async (denied) => {
      const options = {
        fail: (name: string) => (name === denied ? awsError("AccessDeniedException", "no", 403) : undefined),
      };
      const { out } = await adopt(accountOf(0).account, ["--json", "--region", region], options);
      const { program, announcements } = JSON.parse(out);
      expect(announcements.join("\n")).toMatch(/The role .*\/shop0-compute stays outside of the program/);
      expect(announcements.join("\n")).toMatch(/Could not be seen: .*iam:/);
      expect(program).not.toContain("new AmplifyComputeRole");
      expect(run(program).import).toHaveLength(2);
    },
  );

  test("names and texts cannot become code", async () => {
    const { account } = accountOf(0);
    const hostile = 'a"); process.exit(1); // \u2028 ${aws_iam_role.x.arn} */';
    const app = {
      ...account.app,
      name: "web",
      description: hostile,
      environmentVariables: { __proto__: "x", 'a"b': hostile },
    };
    const { program } = await adopted({ ...account, app });
    const json = run(program) as { resource: Record<string, Record<string, Record<string, unknown>>> };
    const [block] = Object.values(json.resource.aws_amplify_app ?? {});
    expect(String(block?.description).replaceAll("$${", "${")).toBe(hostile);
  });
});
