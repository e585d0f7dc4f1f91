import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { fileNextTo } from "../measure.mjs";

/** Installs what this folder's lock file says, unless it is installed already. It is apart: nothing else needs it. */
export function installAwsCdk() {
  const changed = (file) => statSync(fileNextTo(import.meta.url, file)).mtimeMs;
  const installed = "node_modules/.package-lock.json";
  if (existsSync(fileNextTo(import.meta.url, installed)) && changed(installed) >= changed("package-lock.json")) return;
  process.stderr.write("Installing aws-cdk-lib in bench/aws-cdk …\n");
  // `--no-save` leaves the lock file alone, which names no registry; standard output is for results.
  const args = ["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"];
  execFileSync("npm", args, {
    cwd: fileNextTo(import.meta.url, "."),
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
}
