/**
 * Ratios of this project's cost to doing the same by hand, measured in one run: `npm run bench [-- --json] [-- import]`.
 * bench/README.md says how to read them.
 */
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { availableParallelism, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { measures } from "../bench/measures.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const { values, positionals } = parseArgs({ options: { json: { type: "boolean" } }, allowPositionals: true });
const unknown = positionals.find((name) => !Object.hasOwn(measures, name));
if (unknown !== undefined) {
  console.error(`There is no measure "${unknown}"; there are ${Object.keys(measures).join(", ")}.`);
  process.exit(2);
}
const chosen = positionals.length === 0 ? Object.keys(measures) : positionals;
const note = (text) => process.stderr.write(`${text}\n`);

process.chdir(root);
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
execFileSync(process.execPath, [tsc, "-b"], { stdio: ["ignore", 2, 2] });

const cpus = availableParallelism();
const [load] = loadavg();
if (load > cpus / 2) note(`The machine is busy (load ${load.toFixed(1)} on ${cpus} cores): the ratios will waver.`);

const results = {};
for (const name of chosen) {
  note(`Measuring ${name} …`);
  results[name] = measures[name]();
  if (!values.json) print(results[name]);
}
if (values.json) {
  const machine = {
    node: process.version,
    platform: process.platform,
    arch: process.arch,
    cpus: availableParallelism(),
  };
  console.log(JSON.stringify({ machine, measures: results }, null, 2));
}

function print({ title, equal, figures }) {
  const rows = figures.map(({ name, unit, ours, theirs, ratio, middleHalf, ofLeast, goal }) => [
    name,
    `${ours.toFixed(0)} ${unit}`,
    `${theirs.toFixed(0)} ${unit}`,
    ratio.toFixed(2),
    middleHalf.map((value) => value.toFixed(2)).join(" to "),
    ofLeast.toFixed(2),
    goal === undefined ? "" : `at most ${goal.toFixed(2)}: ${ratio <= goal ? "met" : "NOT MET"}`,
  ]);
  const table = [["", "ours", "by hand", "ratio", "middle half", "of least", "goal"], ...rows];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  const line = (row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join("  ")
      .trimEnd();
  console.log(`\n${title}\nEqual: ${equal}.\n${table.map(line).join("\n")}`);
}
