import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runProgram, transcript } from "../../support/pulumi/run-program.js";
import { removeFolder, temporaryFolder, workspaceFolder } from "../project/folders.js";
import { npmInstall } from "../project/npm-install.js";
import { attempt, run } from "../project/processes.js";
import { terrainVersions } from "./cdk-terrain.js";
import { expected } from "./expected.js";
import { examplesOf, Installation, type InstallationOptions, type TerraformJson, type Tool } from "./installation.js";
import { packPackages, publishedName, type Tarballs } from "./tarballs.js";

/**
 * What somebody has who copies an example's folder and installs it: the packages as npm would deliver them, the
 * versions that the example's own ranges come to, and nothing of this workspace.
 */
const examples = Object.keys(expected);

const folder = await temporaryFolder("packed");
let tarballs: Tarballs;

beforeAll(async () => {
  tarballs = await packPackages(folder);
});
afterAll(() => removeFolder(folder));

it.each(["cdktf", "pulumi"] as const)("every %s example is tried", async (tool) => {
  expect((await examplesOf(tool)).sort()).toEqual([...examples].sort());
});

it("the Next.js app's build hands on the variables that the server reads, and no others", async () => {
  const text = (file: string) => readFile(join(workspaceFolder, "examples/nextjs-app", file), "utf8");
  const [, union = ""] = /type Variable =([^;]+);/.exec(await text("lib/environment.ts")) ?? [];
  const variables = [...union.matchAll(/"(\w+)"/g)].map(([, name]) => name);
  expect(variables).not.toEqual([]);
  expect(/\^\((.+)\)=/.exec(await text("amplify.yml"))?.[1]?.split("|")).toEqual(variables);
  expect([...(await text(".env.example")).matchAll(/^(\w+)=/gm)].map(([, name]) => name)).toEqual(variables);
});

/** Installs before the tests of a block, and removes it after them. */
function installed(options: Omit<InstallationOptions, "tarballs">): () => Installation {
  let installation: Installation;
  beforeAll(async () => {
    installation = await Installation.create({ ...options, tarballs });
  });
  afterAll(() => installation?.remove());
  return () => installation;
}

function expectCompiledPackage(installation: Installation, tool: Tool, own: readonly string[] = examples): void {
  for (const example of own) {
    for (const name of ["core", tool]) {
      const file = installation.resolve(example, `@amplify-roles/${name}`);
      expect(file).toBe(join(installation.folder, "node_modules/@amplify-roles", name, "dist/index.js"));
    }
  }
}

/** Without these, npm on Node.js 20 takes older bindings, because the newer ones ask for Node.js 22. */
const NEWEST = { cdktn: "0.24.0", "@cdktn/provider-aws": "25.7.0" };

/** The lowest versions that the package takes. */
const LOWEST = { cdktn: "0.23.0", "@cdktn/provider-aws": "24.8.0" };
const lowest = await terrainVersions(LOWEST, folder);

it("the lowest versions of CDK Terrain are those of the package's ranges", async () => {
  const { peerDependencies } = JSON.parse(
    await readFile(join(workspaceFolder, "packages/cdktn/package.json"), "utf8"),
  ) as { peerDependencies: Record<string, string> };
  for (const [name, version] of Object.entries(LOWEST)) {
    expect(peerDependencies[name]).toMatch(new RegExp(`^>=${version.replaceAll(".", "\\.")}(?= |$)`));
  }
});

const TERRAFORM = [
  {
    title: "cdktf with the newest bindings of 21.x",
    tool: "cdktf",
    packages: { cdktf: "cdktf@0.21.0", "@cdktf/provider-aws": "@cdktf/provider-aws@21.22.1" },
    provider: { source: "aws", version: "6.25.0" },
    install: {},
  },
  {
    title: "cdktn, the newest that there is",
    tool: "cdktn",
    packages: { cdktn: "cdktn@0.24.0", "@cdktn/provider-aws": "@cdktn/provider-aws@25.7.0" },
    provider: { source: "hashicorp/aws", version: "6.66.0" },
    install: { dependencies: NEWEST },
  },
  {
    title: "cdktn, the lowest versions that the package takes",
    tool: "cdktn",
    packages: { cdktn: "cdktn@0.23.0", "@cdktn/provider-aws": "@cdktn/provider-aws@24.8.0" },
    provider: { source: "hashicorp/aws", version: "6.52.0" },
    install: { overrides: lowest },
  },
] as const;

const available = TERRAFORM.filter(({ install }) => !("overrides" in install) || install.overrides !== undefined);
for (const { title } of TERRAFORM.filter((one) => !available.includes(one))) {
  it.skip(`${title} (neither npm's registry nor Python's has them)`, () => {});
}

describe.each(available)("$title", ({ tool, packages, provider, install }) => {
  const installation = installed({ tool, ...install });
  const own = tool === "cdktn" ? ["new-app"] : examples;

  it("is what the examples get, with the compiled packages", async () => {
    for (const [name, version] of Object.entries(packages)) {
      expect(await installation().installed("new-app", name)).toBe(version);
    }
    expectCompiledPackage(installation(), tool, own);
  });

  it("has one copy of constructs", () => {
    const users = [`@amplify-roles/${tool}`, ...Object.keys(packages)];
    for (const example of own) expect(installation().copies(example, "constructs", users)).toHaveLength(1);
  });

  describe.each(own)("%s", (example) => {
    it("has no type errors", () => installation().typeCheck(example));

    it("passes its test of permissions", () => installation().test(example));

    it("synthesizes", async () => {
      const stacks = await installation().synthesize(example);
      const resources = Object.entries(stacks).map(([name, json]) => [name, countOf(json)]);
      expect(Object.fromEntries(resources)).toEqual(expected[example]?.stacks);
      const imported = Object.values(stacks).flatMap((json) => json.import ?? []);
      expect(imported.map(({ id }) => id)).toEqual(expected[example]?.imports ?? []);
      for (const json of Object.values(stacks)) expect(json.terraform.required_providers.aws).toEqual(provider);
    });
  });
});

describe("amplify-roles, in a folder with nothing but the command", () => {
  it("lints with the packed service reference", async () => {
    const folder = await temporaryFolder("packed-cli");
    try {
      const names = ["service-reference", "core", "cli"] as const;
      const dependencies = Object.fromEntries(names.map((name) => [publishedName(name), `file:${tarballs[name]}`]));
      await writeFile(join(folder, "package.json"), JSON.stringify({ name: "empty", private: true, dependencies }));
      await npmInstall(folder);
      const wrong = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::images" };
      await writeFile(join(folder, "policy.json"), JSON.stringify({ Version: "2012-10-17", Statement: wrong }));
      const args = ["--no-install", "amplify-roles", "lint", "--json", "policy.json"];
      const { code, stdout } = await attempt(run("npx", args, { cwd: folder, timeoutMs: 60_000 }));
      expect(code).toBe(1);
      expect(JSON.parse(stdout)).toMatchObject([{ findings: [{ code: "UNSUPPORTED_RESOURCE_ARN_IN_POLICY" }] }]);
    } finally {
      await removeFolder(folder);
    }
  });
});

describe.each([
  { title: "@pulumi/aws 7", version: /^@pulumi\/aws@7\./, overrides: {} },
  {
    title: "@pulumi/aws 6, the oldest that the package takes",
    version: /^@pulumi\/aws@6\.80\.0$/,
    overrides: { "@pulumi/aws": "6.80.0" },
  },
])("$title", ({ version, overrides }) => {
  const installation = installed({ tool: "pulumi", overrides });

  it("is what the examples get, with the compiled packages", async () => {
    expect(await installation().installed("new-app", "@pulumi/aws")).toMatch(version);
    expectCompiledPackage(installation(), "pulumi");
  });

  const refused = overrides["@pulumi/aws"] === undefined ? [] : examples.filter((one) => expected[one]?.writesOnly);
  it.skip.each(refused)("%s: this @pulumi/aws has no write-only arguments", () => {});

  describe.each(examples.filter((one) => !refused.includes(one)))("%s", (example) => {
    it("has no type errors", () => installation().typeCheck(example));

    it("passes its test of permissions", () => installation().test(example));

    const runs = expected[example]?.pulumi ?? [];
    describe.each(runs)("$title", ({ config, resources, imports, logs = [], warnings = [], outputs }) => {
      it.each([
        { what: "previews", dryRun: true },
        { what: "deploys", dryRun: false },
      ])("$what", async ({ dryRun }) => {
        const run = await runProgram({
          program: installation().example(example),
          dryRun,
          config,
          types: Object.keys(resources),
          timeout: 60_000,
        });
        expect(run.exitCode, transcript(run)).toBe(0);
        expect(run.refusals).toEqual([]);
        const codes = run.logs.map(
          ({ severity, message }) => (severity === "warning" && /\[(\w+)\]/.exec(message)?.[1]) || message,
        );
        const said = logs.map((words) => expect.stringMatching(words));
        expect(codes, transcript(run)).toEqual([...said, ...warnings]);
        expect(countEach(run.registrations.filter(({ custom }) => custom).map(({ type }) => type))).toEqual(resources);
        expect(run.registrations.flatMap(({ importId }) => importId ?? []).sort()).toEqual(imports ?? []);
        expect(Object.keys(run.stackOutputs).sort()).toEqual(outputs);
      });
    });
  });
});

const countOf = ({ resource }: TerraformJson) =>
  Object.fromEntries(Object.entries(resource).map(([type, named]) => [type, Object.keys(named).length]));

function countEach(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
