import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, it } from "vitest";
import { codes } from "../../packages/core/src/findings/codes.js";
import { pageOf } from "../../packages/core/src/findings/page.js";
import { root } from "../support/repository.js";
import { pages, readPage } from "./support/pages.js";

const repository = "https://github.com/amplify-roles/amplify-roles";
const json = (path: string) => JSON.parse(readPage(path));
const workspace = json("package.json");
const folders: readonly string[] = workspace.workspaces;
const manifests = folders.map((folder) => ({ folder, manifest: json(`${folder}/package.json`) }));

it.each(manifests)("$folder says where it comes from and where to report", ({ folder, manifest }) => {
  expect(manifest).toMatchObject({
    license: workspace.license,
    homepage: `${repository}/tree/main/${folder}#readme`,
    repository: { type: "git", url: `git+${repository}.git`, directory: folder },
    bugs: { url: `${repository}/issues` },
    engines: workspace.engines,
  });
  expect(existsSync(join(root, folder, "README.md"))).toBe(true);
  expect(existsSync(join(root, folder, "LICENSE"))).toBe(true);
});

it("the workspace says the same, and is never published", () => {
  expect(workspace).toMatchObject({
    private: true,
    homepage: `${repository}#readme`,
    repository: { type: "git", url: `git+${repository}.git` },
    bugs: { url: `${repository}/issues` },
  });
});

it.each(manifests)("$folder is published for everybody, with provenance", ({ manifest }) => {
  expect(manifest.private).toBeUndefined();
  expect(manifest.publishConfig).toEqual({ access: "public", provenance: true });
});

it.each(manifests)("$folder can be found: a description, and keywords of its own", ({ manifest }) => {
  expect(manifest.description.length).toBeGreaterThan(20);
  const keywords: readonly string[] = manifest.keywords;
  expect(new Set(keywords).size).toBe(keywords.length);
  expect(keywords.length).toBeGreaterThanOrEqual(6);
  expect(keywords.filter((keyword) => !/^[a-z0-9-]+$/.test(keyword))).toEqual([]);
  expect(keywords).toEqual(expect.arrayContaining(["aws", "iam"]));
});

it("findings link to the repository that the packages name", () => {
  for (const code of Object.keys(codes) as (keyof typeof codes)[]) expect(pageOf(code)).toContain(`${repository}/`);
});

it("packages that are released together have one version, and depend on exactly that", () => {
  const { fixed } = json(".changeset/config.json");
  expect(fixed).toEqual([["@amplify-roles/!(service-reference)", "amplify-roles"]]);
  const together = manifests.filter(({ folder }) => basename(folder) !== "service-reference");
  const versions = new Set(together.map(({ manifest }) => manifest.version));
  expect(versions.size).toBe(1);
  const names = new Set(together.map(({ manifest }) => manifest.name));
  for (const { manifest } of together) {
    const own = Object.entries(manifest.dependencies ?? {}).filter(([name]) => names.has(name));
    for (const [, range] of own) expect(range).toBe(manifest.version);
  }
});

it("the core takes new service references without a release of its own", () => {
  const of = (name: string) => manifests.find(({ folder }) => basename(folder) === name)?.manifest;
  const [major, minor] = of("service-reference").version.split(".");
  expect(of("core").dependencies["@amplify-roles/service-reference"]).toBe(`^${major}.${minor}.0`);
});

it("examples depend on the versions that are here", () => {
  const versions = new Map(manifests.map(({ manifest }) => [manifest.name, manifest.version]));
  const examples = pages
    .filter((page) => /^examples\/.*README\.md$/.test(page))
    .map((page) => page.replace("README.md", "package.json"));
  expect(examples.length).toBeGreaterThan(9);
  const outdated = examples.flatMap((path) =>
    Object.entries(json(path).dependencies ?? {})
      .filter(([name, range]) => versions.has(name) && range !== `^${versions.get(name)}`)
      .map(([name, range]) => `${path}: ${name} ${range}`),
  );
  expect(outdated).toEqual([]);
});

it("CHANGELOG.md has the version that is here", () => {
  const version = manifests.find(({ folder }) => basename(folder) === "core")?.manifest.version;
  expect(readPage("CHANGELOG.md")).toMatch(new RegExp(`^## ${version.replaceAll(".", "\\.")}( |$)`, "m"));
});
