/**
 * The long runs, one after the other: every fault case, the removal of every action of the deploy policy, and the bench.
 * `npm run test:weekly [-- --results <folder>]`; with a folder, what is in there already is not run again.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
// The default import: an older Node.js, which has no parseArgs, gets as far as the message of steps.mjs.
import util from "node:util";
import { build, root } from "./steps.mjs";

const { values } = util.parseArgs({ options: { results: { type: "string" } } });
const results = values.results === undefined ? undefined : resolve(values.results);
if (results !== undefined) mkdirSync(results, { recursive: true });

const parts = [
  {
    name: "every fault case",
    script: "scripts/test-faults.mjs",
    args: results === undefined ? [] : ["--results", join(results, "faults.jsonl")],
  },
  { name: "every action of the deploy policy removed", script: "scripts/test-deploy-policy.mjs", args: [] },
  { name: "bench", script: "scripts/bench.mjs", args: [] },
];

build();
const lines = parts.map(({ name, script, args }) => {
  const began = Date.now();
  console.log(`\n# ${name}\n`);
  const { status } = spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: "inherit" });
  const minutes = ((Date.now() - began) / 60_000).toFixed(1);
  return { passed: status === 0, text: `${status === 0 ? "passed" : "FAILED"}  ${name}: ${minutes} min` };
});
const passed = lines.filter((line) => line.passed).length;
console.log(`\n${lines.map(({ text }) => text).join("\n")}`);
console.log(`${passed} passed, ${lines.length - passed} failed`);
process.exitCode = passed === lines.length ? 0 : 1;
