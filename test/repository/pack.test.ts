import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { root } from "../support/repository.js";

const read = (path: string) => JSON.parse(readFileSync(join(root, path), "utf8"));
const names: readonly string[] = read("package.json").workspaces.map((path: string) => basename(path));
const archive = (name: string) => `amplify-roles-${name}-${read(`packages/${name}/package.json`).version}.tgz`;

// npm and the compiler take seconds, and more of them on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let home: string;
let folder: string;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "amplify-roles-pack-"));
});
beforeEach(() => {
  folder = join(mkdtempSync(join(home, "pack-")), "my apps");
});
afterAll(() => rmSync(home, { recursive: true }));

/** `npm run pack -- …`, as npm would start it. */
function pack(...args: string[]) {
  const { INIT_CWD: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/pack.mjs", ...args], {
    cwd: root,
    env,
    encoding: "utf8",
  });
  return { status, stderr, lines: stdout.trimEnd().split("\n") };
}

const archives = () => readdirSync(folder).filter((name) => name.endsWith(".tgz"));

describe("packs no more than", () => {
  it("what the project in the folder depends on, and says how to install it", () => {
    mkdirSync(folder);
    writeFileSync(join(folder, "package.json"), '{ "dependencies": { "@amplify-roles/cdktf": "^0.1.0" } }');
    const { status, stderr, lines } = pack(folder);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(archives()).toEqual([archive("cdktf"), archive("core"), archive("service-reference")]);
    const packed = ["service-reference", "core", "cdktf"].map(archive);
    expect(lines).toEqual([
      ...packed.map((file) => join(folder, file)),
      `To install in that folder: npm install ${packed.map((file) => `./${file}`).join(" ")}`,
    ]);
  });

  it("what is named, without what was compiled from a source that is gone", () => {
    const stale = join(root, "packages/core/dist/gone.js");
    writeFileSync(stale, "");
    utimesSync(stale, 0, 0);
    const { status, stderr, lines } = pack(folder, "core");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(lines).toEqual(["service-reference", "core"].map((name) => join(folder, archive(name))));
    expect(existsSync(stale)).toBe(false);
    expect(existsSync(join(root, "packages/core/dist/index.js"))).toBe(true);
  });
});

describe("says in one line when", () => {
  it("there is no such package", () => {
    const { status, stderr } = pack(folder, "cdk");
    expect(stderr).toBe(`There is no package cdk. Name ${names.join(", ")}, or none for what is needed.\n`);
    expect(status).toBe(1);
    expect(existsSync(folder)).toBe(false);
  });

  it("the folder is a file", () => {
    writeFileSync(folder, "");
    const { status, stderr } = pack(folder, "core");
    expect(stderr).toBe(`${folder} is not a folder that can be written to (EEXIST).\n`);
    expect(status).toBe(1);
  });

  it("the manifest in the folder is damaged", () => {
    mkdirSync(folder);
    writeFileSync(join(folder, "package.json"), "{");
    const { status, stderr } = pack(folder);
    expect(stderr).toBe(`${join(folder, "package.json")} is not valid JSON.\n`);
    expect(status).toBe(1);
  });
});
