import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { build, root, run } from "./steps.mjs";

// npm run pack -- FOLDER: the packages as npm would publish them, to install where the registry does not have them.
const folder = resolve(process.argv[2] ?? root);
// From scratch: what a source that is gone was compiled to would be packed as well.
for (const name of ["service-reference", "core", "cdktf", "pulumi", "cli"])
  rmSync(join(root, "packages", name, "dist"), { recursive: true, force: true });
build();
mkdirSync(folder, { recursive: true });
run("npm", ["pack", "--workspaces", "--pack-destination", folder], { shell: process.platform === "win32" });
