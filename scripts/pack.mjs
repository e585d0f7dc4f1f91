import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { build, root, run } from "./steps.mjs";

// npm run pack -- FOLDER: the packages as npm would publish them, to install where the registry does not have them.
const folder = resolve(process.argv[2] ?? root);
build();
mkdirSync(folder, { recursive: true });
run("npm", ["pack", "--workspaces", "--pack-destination", folder], { shell: process.platform === "win32" });
