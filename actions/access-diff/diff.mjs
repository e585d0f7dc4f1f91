// Compares, and leaves the results in files and outputs. What fails, fails in a later step, after the comment.
import { spawnSync } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync } from "node:fs";
import { join } from "node:path";

const { BEFORE, AFTER, FAIL_ON, VERSION, RUNNER_TEMP, GITHUB_OUTPUT, GITHUB_STEP_SUMMARY } = process.env;
const folder = mkdtempSync(join(RUNNER_TEMP, "access-diff-"));
// Files only, so that no input is an option.
const sources = [BEFORE, AFTER].filter((source) => source !== "" && source !== undefined);
for (const source of sources) if (source.startsWith("-")) fail(`Expected a file or folder, got "${source}".`);
if (VERSION && !/^[\w.-]+$/.test(VERSION)) fail(`Expected a version such as 0.1.0, got "${VERSION}".`);
const failOn = FAIL_ON ? [`--fail-on=${FAIL_ON}`] : [];

function run(file) {
  const name = VERSION ? `amplify-roles@${VERSION}` : "amplify-roles";
  const install = VERSION ? ["--yes"] : ["--no"];
  const args = [...install, name, "access-diff", ...sources, ...failOn, "-o", join(folder, file)];
  const { status, error } = spawnSync("npx", args, { stdio: "inherit" });
  if (status !== 0 && status !== 1) fail(error?.message ?? "amplify-roles could not compare. Its message is above.");
}

function fail(message) {
  console.log(`::error::${message}`);
  process.exit(1);
}

for (const file of ["access.json", "access.md", "access.svg"]) run(file);
const { changes, failures } = JSON.parse(readFileSync(join(folder, "access.json"), "utf8"));
appendFileSync(GITHUB_STEP_SUMMARY, readFileSync(join(folder, "access.md")));
appendFileSync(
  GITHUB_OUTPUT,
  `changes=${changes.length}\nfailures=${failures.length}\nmarkdown=${join(folder, "access.md")}\nsvg=${join(folder, "access.svg")}\n`,
);
