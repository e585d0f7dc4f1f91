import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { removeFolder, temporaryFolder, workspaceFolder } from "../project/folders.js";
import { run } from "../project/processes.js";
import { type PackageName, packPackages, publishedName, type Tarballs, workspaceTool } from "./tarballs.js";

const libraries: readonly PackageName[] = ["service-reference", "core", "cdktf", "cdktn", "pulumi", "runtime"];
const packages = [...libraries, "cli"] as const;
const SECONDS = 1_000;

let folder: string;
let tarballs: Tarballs;

beforeAll(async () => {
  folder = await temporaryFolder("packaging");
  tarballs = await packPackages(folder);
});
afterAll(() => removeFolder(folder));

/** The text of one file of a package as packed. */
async function packedFile(name: PackageName, path: string): Promise<string> {
  const { stdout } = await run("tar", ["-xzOf", tarballs[name], `package/${path}`], { timeoutMs: 30 * SECONDS });
  return stdout;
}

async function packedPaths(name: PackageName): Promise<readonly string[]> {
  const { stdout } = await run("tar", ["-tzf", tarballs[name]], { timeoutMs: 30 * SECONDS });
  return stdout.trimEnd().split("\n");
}

describe.each(packages.map((name) => [publishedName(name), name] as const))("%s as packed", (_published, name) => {
  it("is in order for publint", async () => {
    await workspaceTool("publint", "publint", ["run", "--strict", tarballs[name]], {
      cwd: folder,
      timeoutMs: 60 * SECONDS,
    });
  });

  const isLibrary = libraries.includes(name);
  if (isLibrary)
    it("has right types for every kind of import (attw)", async () => {
      await workspaceTool("@arethetypeswrong/cli", "attw", [tarballs[name]], { cwd: folder, timeoutMs: 120 * SECONDS });
    });

  it("has its license, and a source for every module", async () => {
    const paths = await packedPaths(name);
    expect(paths).toContain("package/LICENSE");
    // Source maps and declaration maps refer to the sources.
    const sources = paths.filter((path) => path.startsWith("package/dist/") && path.endsWith(".d.ts"));
    expect(sources.length).toBeGreaterThan(0);
    for (const path of sources) {
      expect(paths).toContain(path.replace("/dist/", "/src/").replace(/\.d\.ts$/, ".ts"));
    }
  });

  it("has no paths of this machine in it", async () => {
    const { stdout } = await run("tar", ["-xzOf", tarballs[name]], { timeoutMs: 30 * SECONDS });
    expect(stdout).not.toContain(workspaceFolder);
  });
});

it("the core depends on the service reference that was packed with it, and on nothing else", async () => {
  const manifest = JSON.parse(await packedFile("core", "package.json"));
  const { version } = JSON.parse(await packedFile("service-reference", "package.json"));
  const kinds = ["dependencies", "peerDependencies", "optionalDependencies", "bundleDependencies"];
  const all = kinds.flatMap((kind) => Object.entries(manifest[kind] ?? {}));
  // A range, so that a new reference needs no release of the core.
  expect(all).toEqual([["@amplify-roles/service-reference", `^${version}`]]);
});

it.each(["cdktf", "cdktn", "pulumi", "cli"] as const)(
  "%s depends on the core that was packed with it",
  async (name) => {
    const { version } = JSON.parse(await packedFile("core", "package.json"));
    const { dependencies } = JSON.parse(await packedFile(name, "package.json"));
    const own = Object.entries(dependencies).filter(([dependency]) => dependency.startsWith("@amplify-roles/"));
    const reference = JSON.parse(await packedFile("service-reference", "package.json")).version;
    // The command has the core's lint in itself, which reads the service reference.
    const withReference = name === "cli" ? [["@amplify-roles/service-reference", `^${reference}`]] : [];
    expect(own).toEqual([["@amplify-roles/core", version], ...withReference]);
    // Only the command may have third-party dependencies.
    if (name !== "cli") expect(Object.keys(dependencies)).toHaveLength(1);
  },
);
