import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import * as services from "../../packages/core/src/grants/services/index.js";
import { root } from "../support/repository.js";

const read = (path: string) => readFileSync(join(root, path), "utf8");

const tracked = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.md"], {
  cwd: root,
  encoding: "utf8",
});
const pages = tracked.split("\0").filter((path) => path !== "" && existsSync(join(root, path)));

/** The targets of a page's links to files of the repository, relative to the root. */
const linked = (page: string) =>
  [...read(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => join(dirname(page), target));

/** The paths that a page names in code: `test/e2e/aws`, `packages/core/src/index.ts`. */
const named = (page: string) =>
  [...read(page).matchAll(/`((?:packages|test|scripts|bench|examples|docs)\/[\w./-]+)`/g)].map(([, path = ""]) => path);

it.each(pages)("%s links to files that exist", (page) => {
  expect(linked(page).filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

it.each(pages)("%s names files that exist", (page) => {
  expect(named(page).filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

it("README.md lists every service", () => {
  const text = read("README.md");
  expect(Object.keys(services).filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});
