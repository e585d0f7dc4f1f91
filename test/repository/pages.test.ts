import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import * as services from "../../packages/core/src/grants/services/index.js";
import { root } from "../support/repository.js";
import { anchorsOf, codeBlocksOf, linksOf, pages, readPage } from "./support/pages.js";

/** The targets of a page's links to the repository: a path relative to the root, and an anchor or nothing. */
const linked = (page: string) =>
  linksOf(readPage(page))
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => target.split("#"))
    .map(([path = "", anchor]) => ({ path: path === "" ? page : join(dirname(page), path), anchor }));

/** The paths that a page names in code: `test/e2e/aws`, `packages/core/src/index.ts`. */
const named = (page: string) =>
  [...readPage(page).matchAll(/`((?:packages|test|scripts|bench|examples|docs)\/[\w./-]+)`/g)].map(
    ([, path = ""]) => path,
  );

it.each(pages)("%s links to files that exist", (page) => {
  expect(linked(page).filter(({ path }) => !existsSync(join(root, path)))).toEqual([]);
});

it.each(pages)("%s links to headings that exist", (page) => {
  const missing = linked(page).filter(
    ({ path, anchor }) => anchor !== undefined && path.endsWith(".md") && !anchorsOf(readPage(path)).has(anchor),
  );
  expect(missing).toEqual([]);
});

it.each(pages)("%s names files that exist", (page) => {
  expect(named(page).filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

it.each(pages)("%s runs scripts that exist", (page) => {
  // A page of an example may speak of the example's own scripts.
  const manifests = ["package.json", join(dirname(page), "package.json")].filter((path) =>
    existsSync(join(root, path)),
  );
  const scripts = Object.assign({}, ...manifests.map((path) => JSON.parse(readPage(path)).scripts));
  const run = [...readPage(page).matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name = ""]) => name);
  expect(run.filter((name) => scripts[name] === undefined)).toEqual([]);
});

/** What npm shows for a package, once there is one. */
const PAGES_OF_RELEASES = /^packages\/|^CHANGELOG\.md$/;

it.each(pages.filter((page) => !PAGES_OF_RELEASES.test(page)))("%s runs nothing that others may publish", (page) => {
  // npx would download a package with the command's name. Before the first release that is not ours.
  expect(readPage(page)).not.toMatch(/npx (--?[\w-]+ )*amplify-roles/);
});

it("README.md lists every service", () => {
  const text = readPage("README.md");
  expect(Object.keys(services).filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});

it("docs/options.md lists every service", () => {
  const text = readPage("docs/options.md");
  expect(Object.keys(services).filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});

it("finds links, anchors and blocks", () => {
  const text = "# A `b` of c\n\n[x](y.md#z) ![p](q.svg)\n\n```ts\n[no](link)\n```\n\n# A `b` of c\n";
  expect(linksOf(text)).toEqual(["y.md#z", "q.svg"]);
  expect([...anchorsOf(text)]).toEqual(["a-b-of-c", "a-b-of-c-1"]);
  expect(codeBlocksOf("page.md", text)).toEqual([{ page: "page.md", line: 6, language: "ts", code: "[no](link)\n" }]);
});

it("the command is where pages and the demo say that it is", () => {
  const texts = [...pages.map(readPage), readFileSync(join(root, "scripts/demo/main.ts"), "utf8")];
  const commands = texts.flatMap((text) => [...text.matchAll(/packages\/cli\/dist\/[\w.-]+/g)].map(([path]) => path));
  expect(commands.length).toBeGreaterThan(1);
  for (const command of new Set(commands)) {
    const output = execFileSync(process.execPath, [join(root, command), "--version"], { encoding: "utf8" });
    expect(output).toMatch(/^\d+\.\d+\.\d+\n$/);
  }
});
