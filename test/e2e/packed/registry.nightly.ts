import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codeBlocksOf } from "../../repository/support/pages.js";
import { runProgram, transcript } from "../../support/pulumi/run-program.js";
import { removeFolder, temporaryFolder, workspaceFolder } from "../project/folders.js";
import { attempt, run } from "../project/processes.js";
import { expected } from "./expected.js";
import { installNode, type NodeInstallation, type NodeVersion } from "./node.js";
import { type Registry, startRegistry } from "./registry.js";
import { packPackages } from "./tarballs.js";

// What a reader of the README does once the packages are published, in empty folders, with a registry that has them.

let home: string;
let registry: Registry;

beforeAll(async () => {
  home = await temporaryFolder("registry");
  registry = await startRegistry(join(home, "registry"), await packPackages(home));
});
afterAll(async () => {
  await registry?.close();
  await removeFolder(home);
});

/** The README's lines to install, by tool. */
const [installLines = ""] = codeBlocksOf("README.md")
  .filter(({ code }) => code.startsWith("npm install "))
  .map(({ code }) => code);
const installLine = (tool: string) =>
  installLines
    .split("\n")
    .find((line) => line.includes(`@amplify-roles/${tool} `))
    ?.replace(/ *#.*$/, "")
    .split(" ")
    .slice(1) ?? [];

/** The README's program for a tool. The one for CDK Terrain has other imports only. */
const program = (tool: string) => {
  const of = tool === "cdktn" ? "cdktf" : tool;
  const block = codeBlocksOf("README.md").find(
    ({ language, code }) => language === "ts" && code.includes(`@amplify-roles/${of}`),
  );
  return tool === "cdktn" ? block?.code.replaceAll("cdktf", "cdktn") : block?.code;
};

async function copyExample(tool: string, to: string): Promise<void> {
  await cp(join(workspaceFolder, "examples", tool, "new-app"), to, {
    recursive: true,
    filter: (path) => !/\/(node_modules|cdktf\.out|package-lock\.json)$/.test(path),
  });
}

/** CDK Terrain needs Node.js 22. */
const TOOLS: Readonly<Record<NodeVersion, readonly { readonly tool: string; readonly file: string }[]>> = {
  20: [
    { tool: "cdktf", file: "main.ts" },
    { tool: "pulumi", file: "index.ts" },
  ],
  24: [
    { tool: "cdktf", file: "main.ts" },
    { tool: "cdktn", file: "main.ts" },
    { tool: "pulumi", file: "index.ts" },
  ],
};

describe.each([20, 24] as const)("the README, in an empty folder of a machine with Node.js %i", (version) => {
  let machine: string;
  let installed: NodeInstallation;
  let env: NodeJS.ProcessEnv;
  beforeAll(async () => {
    machine = join(home, `machine-${version}`);
    installed = await installNode(version, join(machine, "node"));
    env = { ...registry.env, ...installed.env };
  });

  /** An empty folder, in which npm asks that registry. */
  async function emptyFolder(name: string): Promise<string> {
    const folder = join(machine, name);
    await mkdir(folder);
    return folder;
  }
  const npm = (folder: string, ...args: string[]) => {
    const quiet = ["--no-audit", "--no-fund", "--ignore-scripts"];
    return run("npm", [...args, ...quiet], { cwd: folder, env, timeoutMs: 300_000 });
  };
  const npx = (folder: string, ...args: string[]) =>
    run("npx", ["--no-install", ...args], { cwd: folder, env, timeoutMs: 120_000 });

  it("the commands run on that version", async () => {
    const { stdout } = await run("node", ["--version"], { env, timeoutMs: 60_000 });
    expect(stdout).toMatch(new RegExp(`^v${version}\\.`));
  });

  it.each(TOOLS[version])("its line for $tool installs what its program needs", async ({ tool, file }) => {
    const folder = await emptyFolder(`readme-${tool}`);
    await npm(folder, "init", "--yes");
    await npm(folder, ...installLine(tool));
    await npm(folder, "install", "--save-dev", "typescript@5.9", "tsx@4", "@types/node@20");
    await writeFile(join(folder, file), program(tool) ?? "");
    const options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "node16", "--moduleResolution", "node16"];
    await npx(folder, "tsc", ...options, "--target", "es2022", "--types", "node", file);
    if (tool === "pulumi") return;
    await npx(folder, "tsx", file);
    const json = JSON.parse(await readFile(join(folder, "cdktf.out/stacks/web/cdk.tf.json"), "utf8"));
    expect(Object.keys(json.resource.aws_iam_role)).toHaveLength(3);
  });

  it.each(TOOLS[version].filter(({ tool }) => tool !== "pulumi"))(
    "a copied example for $tool installs, is tested and synthesizes",
    async ({ tool, file }) => {
      const folder = join(machine, `my-${tool}-app`);
      await copyExample(tool, folder);
      await npm(folder, "install");
      await npm(folder, "run", "check");
      await npm(folder, "test");
      await npx(folder, "tsx", file);
      expect(await readdir(join(folder, "cdktf.out/stacks"))).toEqual(["web"]);
    },
  );

  it("a copied example for Pulumi installs, is tested and previews", async () => {
    const folder = join(machine, "my-pulumi-app");
    await copyExample("pulumi", folder);
    await npm(folder, "install");
    await npm(folder, "run", "check");
    await npm(folder, "test");
    const [configured] = expected["new-app"]?.pulumi ?? [];
    if (configured === undefined) throw new Error("Nothing is expected of new-app");
    const { config, resources } = configured;
    const types = Object.keys(resources);
    const { node } = installed;
    const preview = await runProgram({ program: folder, dryRun: true, config, types, timeout: 60_000, node });
    expect(preview.exitCode, transcript(preview)).toBe(0);
    expect(new Set(preview.registrations.filter(({ custom }) => custom).map(({ type }) => type))).toEqual(
      new Set(types),
    );
  });

  it("npx amplify-roles lint works", async () => {
    const folder = await emptyFolder("lint");
    const wrong = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::images" };
    await writeFile(join(folder, "policy.json"), JSON.stringify({ Version: "2012-10-17", Statement: wrong }));
    const lint = ["--yes", "amplify-roles", "lint", "--json", "policy.json"];
    const { code, stdout } = await attempt(run("npx", lint, { cwd: folder, env, timeoutMs: 120_000 }));
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([{ findings: [{ code: "UNSUPPORTED_RESOURCE_ARN_IN_POLICY" }] }]);
  });
});
