/**
 * Builds the site of docs/ into site/.vitepress/dist: `npm run site`. VitePress is installed in the folder `site`, and
 * only there, because nothing else needs it. `npm run site -- --serve` shows the site while you write.
 */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { writePages } from "../site/pages.mjs";
import { npm } from "./npm.mjs";
import { root, run } from "./steps.mjs";

const site = join(root, "site");
writePages(root, join(site, ".pages"));
if (!existsSync(join(site, "node_modules/vitepress")))
  npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: site, show: true });
const manifest = createRequire(join(site, "package.json")).resolve("vitepress/package.json");
const command = process.argv.includes("--serve") ? "dev" : "build";
run(process.execPath, [join(dirname(manifest), "bin/vitepress.js"), command], { cwd: site });
