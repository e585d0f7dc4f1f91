/**
 * Policies out of plain statements: `node run.mjs <core|aws-cdk|stringify-…> <workload> <count> [file for the
 * policy]`. Says on stdout what the first policy of the process took, and what a later one takes.
 */
import { writeFileSync } from "node:fs";
import { median } from "../measure.mjs";
import { statementsOf } from "./workloads.mjs";

/** Later policies are made for so long, in milliseconds and with what comes before each, but a few at least. */
const ENOUGH = 200;
const FEWEST = 2;

const [variant, workload, count, file] = process.argv.slice(2);
const { prepare, serialize } = await import(`./${variant}.mjs`);
const statements = JSON.stringify(statementsOf(workload, Number(count)));

let policy;
/** Milliseconds for one policy, of statements that nothing has seen before: no text's hash is known yet. */
function once() {
  const given = prepare(JSON.parse(statements));
  const start = performance.now();
  policy = serialize(given);
  return performance.now() - start;
}

const first = once();
const later = [];
const until = performance.now() + ENOUGH;
while (performance.now() < until || later.length < FEWEST) later.push(once());
if (file !== undefined) writeFileSync(file, policy);
console.log(JSON.stringify({ first, later: median(later) }));
