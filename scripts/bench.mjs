/**
 * Ratios of this project's cost to that of other ways, measured in one run: `npm run bench [-- --json] [-- import]`.
 * bench/README.md says how to read them.
 */
import { execFileSync } from "node:child_process";
import { availableParallelism, loadavg } from "node:os";
// The default import: an older Node.js, which has no parseArgs, gets as far as the message of steps.mjs.
import util from "node:util";
import { measures, onlyByName } from "../bench/measures.mjs";
import { report } from "../bench/report.mjs";
import { root } from "./steps.mjs";

const { values, positionals } = util.parseArgs({ options: { json: { type: "boolean" } }, allowPositionals: true });
const unknown = positionals.find((name) => !Object.hasOwn(measures, name));
if (unknown !== undefined) {
  console.error(`There is no measure "${unknown}"; there are ${Object.keys(measures).join(", ")}.`);
  process.exit(2);
}
const chosen =
  positionals.length === 0 ? Object.keys(measures).filter((name) => !onlyByName.includes(name)) : positionals;
const note = (text) => process.stderr.write(`${text}\n`);

process.chdir(root);
// Installs and compiles; standard output is for results.
execFileSync(process.execPath, ["scripts/build.mjs"], { stdio: ["ignore", 2, 2] });

const cpus = availableParallelism();
const [load] = loadavg();
if (load > cpus / 2) note(`The machine is busy (load ${load.toFixed(1)} on ${cpus} cores): the ratios will waver.`);

const results = {};
for (const name of chosen) {
  note(`Measuring ${name} …`);
  results[name] = measures[name]();
  if (!values.json) console.log(report(results[name]));
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
