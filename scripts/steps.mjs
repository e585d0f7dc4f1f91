import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeCdktnSource } from "./cdktn-source.mjs";
import { npm } from "./npm.mjs";
import { requireNode, requireTemporaryFolder, stop } from "./requirements.mjs";

// Only Node's own modules: these scripts run in a clone that has nothing installed.

/** The repository's root. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

requireNode(root);
requireTemporaryFolder();

/** Runs a command with this terminal's input and output, and ends this process where it fails. */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: "inherit", ...options });
  if (error !== undefined) stop(`${command} cannot be started: ${error.code}.`);
  if (status !== 0) process.exit(status === null ? 1 : status);
}

/** Runs the program `name` of an installed package. */
export function runTool(packageName, name, args) {
  const manifest = join(root, "node_modules", packageName, "package.json");
  if (!existsSync(manifest)) stop(`${packageName} is not installed. Run \`npm ci --ignore-scripts\`.`);
  const { bin } = createRequire(manifest)(manifest);
  run(process.execPath, [join(dirname(manifest), typeof bin === "string" ? bin : bin[name]), ...args]);
}

/** Installs what the lock file says, unless it is installed already. */
export function install() {
  if (isInstalled()) return;
  console.log("Installing what package-lock.json says. This takes a minute or two …");
  // No package needs its install script. esbuild's binary is a package of its own, and the script only saves a process.
  // The terminal of the cdktf CLI brings its binaries, and on a Node.js that it has none for, the script would compile
  // one: without a compiler that fails, and with it the whole installation.
  const options = ["--ignore-scripts", "--no-audit", "--no-fund"];
  // Tools are needed even where NODE_ENV is "production".
  const all = ["--include=dev", "--include=optional"];
  // Three tries within some six seconds. npm's own take more than a minute before it says that there is no network.
  const patience = ["--fetch-retry-mintimeout=2000", "--fetch-retry-factor=2"];
  npm(["ci", ...options, ...all, ...patience], { cwd: root, show: true });
}

/** Whether node_modules has the versions of package-lock.json, with the binaries of this platform. */
function isInstalled() {
  const modules = join(root, "node_modules");
  const wanted = packages(join(root, "package-lock.json"));
  // npm keeps what it has installed there.
  const found = packages(join(modules, ".package-lock.json"));
  if (wanted === undefined || found === undefined) return false;
  for (const [path, { version, integrity, optional }] of Object.entries(wanted)) {
    if (!path.includes("node_modules/")) continue;
    const there = found[path];
    if (there === undefined && optional === true) continue;
    if (there === undefined || there.version !== version || there.integrity !== integrity) return false;
  }
  const allows = (list, value) => list === undefined || list.includes(value) || list.some((one) => one.startsWith("!"));
  // Another platform's, where node_modules was copied from elsewhere; or one of this platform that was deleted.
  const native = Object.entries(found).filter(([, { os, cpu }]) => os !== undefined || cpu !== undefined);
  return native.every(
    ([path, { os, cpu }]) => allows(os, process.platform) && allows(cpu, process.arch) && existsSync(join(root, path)),
  );
}

/** The packages of a lock file by their paths; undefined where there is no such file, or it is damaged. */
function packages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}

/** Compiles the packages; what has not changed is left as it is. */
export function build() {
  install();
  writeCdktnSource();
  runTool("typescript", "tsc", ["--build"]);
  bundle("packages/core", "dist/index.js");
  bundle("packages/cli", "dist/main.cjs", ["packages/core/src", "packages/service-reference/src"]);
}

/** Bundles a package if its bundle is older than its sources, or than what else the bundle contains. */
function bundle(folder, output, contained = []) {
  const sources = [...["src", "vite.config.mjs"].map((path) => join(folder, path)), ...contained].map(newest);
  if (Math.max(...sources) > newest(join(folder, output))) runTool("vite", "vite", ["build", folder]);
}

/** When a file, or one of those in a folder, was last changed; never, if it does not exist. */
function newest(path) {
  const context = join(root, path);
  if (!existsSync(context)) return 0;
  const inside = statSync(context).isDirectory() ? readdirSync(context).map((name) => newest(join(path, name))) : [];
  return Math.max(statSync(context).mtimeMs, ...inside);
}
