/**
 * The packages as npm would publish them, to install where the registry does not have them:
 * `npm run pack -- FOLDER [PACKAGE …]`. Packs what is named (`cdktf`), else what FOLDER's package.json depends on, else
 * everything, and with each the packages of the workspace that it depends on. FOLDER is the repository by default.
 */
import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { npm } from "./npm.mjs";
import { stop } from "./requirements.mjs";
import { build, root } from "./steps.mjs";
import { packagesUsedIn, withDependencies, workspacePackages } from "./workspace.mjs";

const [target = ".", ...names] = process.argv.slice(2);
// npm starts this script in the repository, wherever the command was typed.
const typedIn = process.env.npm_lifecycle_event === "pack" && process.env.INIT_CWD ? process.env.INIT_CWD : ".";
const folder = resolve(typedIn, target);
const packages = workspacePackages();

const chosen = withDependencies(choose(), packages);
prepare(folder);
build();
for (const one of chosen.filter(({ folder }) => existsSync(join(folder, "dist")))) {
  removeStale(join(one.folder, "dist"), join(one.folder, "src"));
}
const workspaces = chosen.map((one) => `--workspace=${relative(root, one.folder)}`);
const packed = JSON.parse(
  npm(["pack", "--json", "--ignore-scripts", ...workspaces, `--pack-destination=${folder}`], { cwd: root }),
);
const files = packed.map(({ filename }) => filename);
for (const file of files) console.log(join(folder, file));
if (existsSync(join(folder, "package.json")) && folder !== resolve(root))
  console.log(`To install in that folder: npm install ${files.map((file) => `./${file}`).join(" ")}`);

function choose() {
  if (names.length > 0) return names.map(named);
  const used = packagesUsedIn(folder, packages);
  return used.length > 0 ? used : packages;
}

function named(name) {
  const found = packages.find((one) => one.name === name || one.manifest.name === name);
  if (found === undefined) {
    stop(
      `There is no package ${name}. Name ${packages.map((one) => one.name).join(", ")}, or none for what is needed.`,
    );
  }
  return found;
}

function prepare(path) {
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK);
  } catch (error) {
    stop(`${path} is not a folder that can be written to (${error.code}).`);
  }
}

/** Removes what was compiled from a source that is gone: it would be packed. The rest stays, since it may be in use. */
function removeStale(dist, src) {
  // A bundle has no source of its name, and all of them are written at once, the entry among them.
  const entry = join(dist, "index.js");
  const bundled = existsSync(entry) ? statSync(entry).mtimeMs - 60_000 : 0;
  for (const name of readdirSync(dist, { recursive: true })) {
    const path = join(dist, name);
    const output = /^(.*?)(\.d\.ts|\.js)(\.map)?$/.exec(name);
    if (output === null || !statSync(path).isFile()) continue;
    const compiled = existsSync(join(src, `${output[1]}.ts`));
    if (!compiled && statSync(path).mtimeMs < bundled) rmSync(path);
  }
}
