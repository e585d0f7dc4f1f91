/**
 * Writes the files that are made of other packages' data: `npm run generate`. With `--check` it writes nothing, names
 * what is out of date, and fails where something is.
 *
 * Each script in scripts/generate has `files()`, which gives all that it makes as `{ path, text }`, the path relative to
 * the repository's root; and, where a folder holds nothing else, that `folder`: what it no longer makes is removed there.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { root } from "./steps.mjs";

const checking = process.argv.includes("--check");
const generators = await Promise.all(
  readdirSync(join(root, "scripts/generate"))
    .filter((name) => name.endsWith(".mjs"))
    .sort()
    .map((name) => import(`./generate/${name}`)),
);

const outdated = [];
let made = 0;
for (const { folder, files } of generators) {
  const wanted = new Map(files().map(({ path, text }) => [path, text]));
  for (const [path, text] of wanted) {
    made += 1;
    const file = join(root, path);
    if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
    outdated.push(path);
    if (checking) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  for (const path of folder === undefined ? [] : filesIn(folder)) {
    if (wanted.has(path)) continue;
    outdated.push(path);
    if (!checking) rmSync(join(root, path));
  }
}

if (outdated.length === 0) console.log(`${made} generated files are up to date.`);
else if (!checking) console.log(`${outdated.length} of ${made} generated files were brought up to date.`);
else {
  const shown = outdated.slice(0, 10).map((path) => `  ${path}`);
  const more = outdated.length > shown.length ? [`  and ${outdated.length - shown.length} more`] : [];
  console.error(["Generated files are out of date; run `npm run generate`:", ...shown, ...more].join("\n"));
  process.exitCode = 1;
}

function filesIn(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)).replaceAll("\\", "/"));
}
