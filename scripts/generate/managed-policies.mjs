/**
 * The names of AWS's managed policies by their paths, as moto lists them (test/e2e/aws/requirements.txt). The list needs
 * the Python environment of the end-to-end tests. Where that does not exist, the file stays as it is.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../steps.mjs";

const PATH = "packages/service-reference/policies/aws-managed.json";

export function files() {
  const lib = join(root, "test/e2e/.venv/lib");
  const module = (existsSync(lib) ? readdirSync(lib) : [])
    .map((python) => join(lib, python, "site-packages/moto/iam/aws_managed_policies.py"))
    .find(existsSync);
  return module === undefined ? [] : [{ path: PATH, text: textOf(readFileSync(module, "utf8")) }];
}

/** JSON with a line for each policy: the names of those without a path under "". */
function textOf(module) {
  const [, policies] = module.match(/"""(.*)"""/s);
  const byPath = {};
  for (const [name, { Path }] of Object.entries(JSON.parse(policies))) {
    byPath[Path.slice(1)] ??= [];
    byPath[Path.slice(1)].push(name);
  }
  const paths = Object.keys(byPath).sort();
  const lines = paths.map((path) => {
    const names = byPath[path].sort().map((name) => JSON.stringify(name));
    return `${JSON.stringify(path)}:[\n${names.join(",\n")}]`;
  });
  return `{${lines.join(",\n")}}\n`;
}
