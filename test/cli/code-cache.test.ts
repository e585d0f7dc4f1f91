import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { root } from "../support/repository.js";
import { testFolder } from "../support/test-folder.js";

const { path: folder } = testFolder("code-cache");
const installed = join(folder, "node_modules/amplify-roles");
const dist = join(installed, "dist");
const cache = join(dist, "command.cjs.cache");
const policy = join(folder, "policy.json");
const terraform = join(folder, "main.tf");

/** A policy with one error. */
const WRONG = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:GetObjects2", Resource: "arn:aws:s3:::web/*" }],
});

beforeEach(() => {
  rmSync(installed, { recursive: true, force: true });
  mkdirSync(installed, { recursive: true });
  cpSync(join(root, "packages/cli/dist"), dist, { recursive: true, filter: (path) => !path.includes(".cache") });
  cpSync(join(root, "packages/cli/package.json"), join(installed, "package.json"));
  if (!existsSync(join(installed, "node_modules")))
    symlinkSync(join(root, "node_modules"), join(installed, "node_modules"));
  writeFileSync(policy, WRONG);
  writeFileSync(terraform, `resource "aws_iam_policy" "web" {\n  policy = <<EOT\n${WRONG}\nEOT\n}\n`);
});

function run(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { NODE_DISABLE_COMPILE_CACHE: _, ...inherited } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(dist, "main.cjs"), ...args], {
    encoding: "utf8",
    env: { ...inherited, ...env },
  });
  return { status, stdout, stderr };
}

const expected = { status: 1, stdout: expect.stringContaining("s3:GetObjects2"), stderr: "" };
const others = () => readdirSync(dist).filter((name) => name.startsWith("command.cjs.cache."));

describe("the code cache of the command", () => {
  it("is written by the first lint, and used by the next one", () => {
    const first = run(["lint", policy]);
    expect(first).toEqual(expected);
    const written = readFileSync(cache);
    expect(written.length).toBeGreaterThan(50_000);
    // One that V8 rejects would be written again.
    utimesSync(cache, 1, 1);
    expect(run(["lint", policy])).toEqual(first);
    expect(statSync(cache).mtimeMs).toBe(1000);
    expect(others()).toEqual([]);
  });

  it("runs what is loaded later", () => {
    run(["lint", policy]);
    expect(run(["lint", terraform])).toEqual({ ...expected, stdout: expect.stringContaining("main.tf") });
    expect(run(["explain", "--help"])).toEqual({ status: 0, stdout: expect.stringContaining("explain"), stderr: "" });
    expect(run(["--version"])).toEqual({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: "" });
  });

  it("is not written by other commands, which do not call the functions of lint", () => {
    run(["--help"]);
    run(["lint", "--help"]);
    run(["explain", "--help"]);
    expect(existsSync(cache)).toBe(false);
  });

  it.each([
    ["of another build", (content: string) => content.replace(/^./, (first) => (first === "0" ? "1" : "0"))],
    ["that is cut off", (content: string) => content.slice(0, content.length >> 1)],
    ["that is no cache", () => "{}"],
    ["that is empty", () => ""],
  ])("replaces a file %s", (_, damage) => {
    const first = run(["lint", policy]);
    const written = readFileSync(cache, "latin1");
    writeFileSync(cache, damage(written), "latin1");
    expect(run(["lint", policy])).toEqual(first);
    expect(readFileSync(cache, "latin1").slice(0, 64)).toBe(written.slice(0, 64));
    expect(readFileSync(cache).length).toBeGreaterThan(50_000);
  });

  it("is not necessary where it cannot be written", () => {
    mkdirSync(cache);
    expect(run(["lint", policy])).toEqual(expected);
    expect(others()).toEqual([]);
  });

  it("is switched off as Node.js's own", () => {
    expect(run(["lint", policy], { NODE_DISABLE_COMPILE_CACHE: "1" })).toEqual(expected);
    expect(existsSync(cache)).toBe(false);
  });
});
