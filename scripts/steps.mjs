import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

// Only Node's own modules: these scripts run in a clone that has nothing installed.

/** The repository's root. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Runs a command with this terminal's input and output, and ends this process where it fails. */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: "inherit", ...options });
  if (error !== undefined) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

/** Runs the program `name` of an installed package. */
export function runTool(packageName, name, args) {
  const require = createRequire(join(root, "package.json"));
  const manifest = require.resolve(`${packageName}/package.json`);
  const { bin } = require(manifest);
  run(process.execPath, [join(dirname(manifest), typeof bin === "string" ? bin : bin[name]), ...args]);
}

/** Installs what the lock file says, unless it is installed already. */
export function install() {
  const installed = join(root, "node_modules/.package-lock.json");
  const changed = (file) => statSync(join(root, file)).mtimeMs;
  if (existsSync(installed) && statSync(installed).mtimeMs >= changed("package-lock.json")) return;
  console.log("Installing what package-lock.json says …");
  // Not `npm ci`, which fails where a registry lacks the binaries of other platforms; `--no-save` leaves the lock alone.
  const options = ["--no-save", "--ignore-scripts", "--no-audit", "--no-fund"];
  run("npm", ["install", ...options], { shell: process.platform === "win32" });
}

/** Compiles the packages; what has not changed is left as it is. */
export function build() {
  install();
  runTool("typescript", "tsc", ["--build"]);
  const sources = ["src", "vite.config.mjs"].map((path) => newest(join("packages/core", path)));
  if (Math.max(...sources) > newest("packages/core/dist/index.js"))
    runTool("vite", "vite", ["build", "packages/core"]);
}

/** When a file, or one of those in a folder, was last changed; never, where there is none. */
function newest(path) {
  const context = join(root, path);
  if (!existsSync(context)) return 0;
  const inside = statSync(context).isDirectory() ? readdirSync(context).map((name) => newest(join(path, name))) : [];
  return Math.max(statSync(context).mtimeMs, ...inside);
}
