import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codeBlocksOf } from "../../repository/support/pages.js";
import { runProgram, transcript } from "../../support/pulumi/run-program.js";
import { removeFolder, temporaryFolder, workspaceFolder } from "../project/folders.js";
import { attempt, run } from "../project/processes.js";
import { expected } from "./expected.js";
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

/** An empty folder, in which npm asks that registry. */
async function emptyFolder(name: string): Promise<string> {
  const folder = join(home, name);
  await mkdir(folder);
  return folder;
}

const npm = (folder: string, ...args: string[]) => {
  const quiet = ["--no-audit", "--no-fund", "--ignore-scripts"];
  return run("npm", [...args, ...quiet], { cwd: folder, env: registry.env, timeoutMs: 300_000 });
};

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

/** The README's program for a tool. */
const program = (tool: string) =>
  codeBlocksOf("README.md").find(({ language, code }) => language === "ts" && code.includes(`@amplify-roles/${tool}`))
    ?.code ?? "";

async function copyExample(tool: string, to: string): Promise<void> {
  await cp(join(workspaceFolder, "examples", tool, "new-app"), to, {
    recursive: true,
    filter: (path) => !/\/(node_modules|cdktf\.out|package-lock\.json)$/.test(path),
  });
}

describe("the README, in an empty folder", () => {
  it.each([
    { tool: "cdktf", file: "main.ts" },
    { tool: "pulumi", file: "index.ts" },
  ])("its line for $tool installs what its program needs", async ({ tool, file }) => {
    const folder = await emptyFolder(`readme-${tool}`);
    await npm(folder, "init", "--yes");
    await npm(folder, ...installLine(tool));
    await npm(folder, "install", "--save-dev", "typescript@5.9", "tsx@4", "@types/node@20");
    await writeFile(join(folder, file), program(tool));
    const options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "node16", "--moduleResolution", "node16"];
    await run("npx", ["--no-install", "tsc", ...options, "--target", "es2022", "--types", "node", file], {
      cwd: folder,
      timeoutMs: 120_000,
    });
    if (tool !== "cdktf") return;
    await run("npx", ["--no-install", "tsx", file], { cwd: folder, timeoutMs: 120_000 });
    const json = JSON.parse(await readFile(join(folder, "cdktf.out/stacks/web/cdk.tf.json"), "utf8"));
    expect(Object.keys(json.resource.aws_iam_role)).toHaveLength(3);
  });

  it("a copied example for CDKTF installs and synthesizes", async () => {
    const folder = join(home, "my-app");
    await copyExample("cdktf", folder);
    await npm(folder, "install");
    await npm(folder, "run", "check");
    await run("npx", ["--no-install", "tsx", "main.ts"], { cwd: folder, timeoutMs: 120_000 });
    expect(await readdir(join(folder, "cdktf.out/stacks"))).toEqual(["web"]);
  });

  it("a copied example for Pulumi installs and previews", async () => {
    const folder = join(home, "my-pulumi-app");
    await copyExample("pulumi", folder);
    await npm(folder, "install");
    await npm(folder, "run", "check");
    const [configured] = expected["new-app"]?.pulumi ?? [];
    if (configured === undefined) throw new Error("Nothing is expected of new-app");
    const { config, resources } = configured;
    const types = Object.keys(resources);
    const preview = await runProgram({ program: folder, dryRun: true, config, types, timeout: 60_000 });
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
    const { code, stdout } = await attempt(run("npx", lint, { cwd: folder, env: registry.env, timeoutMs: 120_000 }));
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([{ findings: [{ code: "UNSUPPORTED_RESOURCE_ARN_IN_POLICY" }] }]);
  });
});
