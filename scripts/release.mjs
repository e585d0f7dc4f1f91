/**
 * What the release workflow runs, from the packages of .github/release: `npm run release:version` turns changesets into
 * versions and changelogs, `npm run release:publish` publishes what the registry does not have yet.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { npm } from "./npm.mjs";
import { stop } from "./requirements.mjs";
import { build, root, run } from "./steps.mjs";
import { workspacePackages } from "./workspace.mjs";

const [command] = process.argv.slice(2);
if (command === "version") version();
else if (command === "publish") publish();
else stop("Write `version` or `publish`.");

function version() {
  changeset("version");
  updateExamples();
  npm(["install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: root, show: true });
}

function publish() {
  build();
  changeset("publish");
}

/** Examples are not in the workspace, so changesets does not see them. */
function updateExamples() {
  const versions = new Map(workspacePackages().map(({ manifest }) => [manifest.name, manifest.version]));
  const examples = join(root, "examples");
  const files = readdirSync(examples, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith("package.json") && !path.includes("node_modules"))
    .map((path) => join(examples, path));
  for (const file of files) {
    const manifest = JSON.parse(readFileSync(file, "utf8"));
    for (const name of Object.keys(manifest.dependencies ?? {}))
      if (versions.has(name)) manifest.dependencies[name] = `^${versions.get(name)}`;
    writeFileSync(file, `${JSON.stringify(manifest, undefined, 2)}\n`);
  }
}

function changeset(name) {
  const folder = join(root, ".github/release");
  if (!existsSync(join(folder, "node_modules"))) stop("Run `npm ci --prefix .github/release --ignore-scripts` first.");
  const manifest = createRequire(join(folder, "package.json")).resolve("@changesets/cli/package.json");
  const { bin } = JSON.parse(readFileSync(manifest, "utf8"));
  run(process.execPath, [join(dirname(manifest), bin.changeset), name]);
}
