import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { stop } from "./requirements.mjs";
import { root } from "./steps.mjs";

/** The workspace's packages, each with its folder, its manifest and the short name that one may type. */
export function workspacePackages() {
  const { workspaces } = manifestIn(root);
  const folders = workspaces.flatMap((pattern) =>
    pattern.endsWith("/*")
      ? readdirSync(join(root, pattern.slice(0, -2))).map((name) => join(root, pattern.slice(0, -2), name))
      : [join(root, pattern)],
  );
  return folders
    .filter((folder) => existsSync(join(folder, "package.json")))
    .map((folder) => ({ folder, name: basename(folder), manifest: manifestIn(folder) }));
}

/** Those of `packages` that `chosen` are made of: themselves, and what they depend on, that first. */
export function withDependencies(chosen, packages) {
  const ordered = new Set();
  const add = (one) => {
    if (ordered.has(one)) return;
    for (const name of Object.keys(one.manifest.dependencies || {})) {
      const needed = packages.find(({ manifest }) => manifest.name === name);
      if (needed !== undefined) add(needed);
    }
    ordered.add(one);
  };
  chosen.forEach(add);
  return [...ordered];
}

/** Those of `packages` that the project in a folder depends on. */
export function packagesUsedIn(folder, packages) {
  if (!existsSync(join(folder, "package.json"))) return [];
  const { dependencies = {}, devDependencies = {} } = manifestIn(folder);
  return packages.filter(({ manifest: { name } }) => name in dependencies || name in devDependencies);
}

function manifestIn(folder) {
  const file = join(folder, "package.json");
  const text = readFileSync(file, "utf8");
  try {
    return JSON.parse(text);
  } catch {
    return stop(`${file} is not valid JSON.`);
  }
}
