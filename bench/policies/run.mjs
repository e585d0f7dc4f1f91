/**
 * Policies out of plain statements: `node run.mjs <core|aws-cdk|stringify-…> <workload> <count> [file for the
 * policy]`. Says on stdout what the first policy of the process took, and what a later one takes.
 */
import { writeFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { median } from "../measure.mjs";
import { statementsOf } from "./workloads.mjs";

/** Milliseconds of processor time, so that the JIT compiler gets as far on a busy machine. */
const WARM_UP = 500;
/** Later policies are made for so long, in milliseconds, including what comes before each, but a few at least. */
const ENOUGH = 300;
const FEWEST = 2;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");

const [variant, workload, count, file] = process.argv.slice(2);
const { prepare, serialize } = await import(`./${variant}.mjs`);
const statements = JSON.stringify(statementsOf(workload, Number(count)));

let policy;
/** Milliseconds for one policy, of statements that nothing has seen before: no text's hash is known yet. */
function once() {
  const given = prepare(JSON.parse(statements));
  // What survives twice is moved no more. Otherwise whoever allocates first would also pay for moving the statements.
  collectGarbage({ type: "minor" });
  collectGarbage({ type: "minor" });
  const start = performance.now();
  policy = serialize(given);
  return performance.now() - start;
}

const first = once();
while (process.cpuUsage().user < WARM_UP * 1000) once();
const later = [];
const until = performance.now() + ENOUGH;
while (performance.now() < until || later.length < FEWEST) later.push(once());
if (file !== undefined) writeFileSync(file, policy);
console.log(JSON.stringify({ first, later: median(later) }));
