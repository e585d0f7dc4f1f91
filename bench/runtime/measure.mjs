import { execFileSync, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { same } from "../equal.mjs";
import { alternate, compare, fileNextTo, sample } from "../measure.mjs";

const PAIRS = 25;
/** Milliseconds before an answer: none, and about what the services take within a region. */
const DELAYS = [0, 10];

/** The first request of a server, with the runtime package and with the SDK's clients alone. */
export function coldStart(folder) {
  const file = join(folder, "url");
  const server = spawn(process.execPath, [fileNextTo(import.meta.url, "server.mjs"), file], { stdio: "inherit" });
  try {
    const url = urlIn(file);
    const run = (variant) => sample(fileNextTo(import.meta.url, "run.cjs"), variant, url);
    const [{ settings }, ourCalls] = [run("runtime"), tell(url, "DELETE")];
    const [{ settings: others }, theirCalls] = [run("manual"), tell(url, "DELETE")];
    same("the settings", inLines(settings), inLines(others));
    same("the calls", ourCalls.join("\n"), theirCalls.join("\n"));
    const figures = DELAYS.flatMap((delay) => {
      tell(url, "PUT", { delay });
      const pairs = alternate(
        PAIRS,
        () => run("runtime"),
        () => run("manual"),
      );
      return [
        { name: `time, each answer after ${delay} ms`, unit: "ms", goal: 1.1, ...compare(pairs, "total") },
        { name: "  of it the processor's", unit: "ms", ...compare(pairs, "processor") },
        { name: "memory (largest resident set)", unit: "MB", ...compare(pairs, "megabytes") },
      ];
    });
    return {
      title: "Cold start: loadSettings of @amplify-roles/runtime, against calls with the same clients of the SDK",
      equal: `both return the same ${Object.keys(settings).length} settings with ${ourCalls.join(" and ")}`,
      tables: [{ against: "manual code", figures }],
    };
  } finally {
    server.kill();
  }
}

const inLines = (settings) =>
  Object.entries(settings)
    .map(([name, value]) => `${name}: ${value}`)
    .sort()
    .join("\n");

/** The server's URL, once it has written it. Other parts of the bench do not wait, so this one may not either. */
function urlIn(file) {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let tries = 0; tries < 500 && !existsSync(file); tries += 1) Atomics.wait(pause, 0, 0, 20);
  return readFileSync(file, "utf8");
}

/** Asks the server something, and waits for the answer. */
function tell(url, method, body) {
  const code = `fetch(process.argv[1], JSON.parse(process.argv[2])).then(async (it) => console.log(await it.text()))`;
  const request = { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  return JSON.parse(execFileSync(process.execPath, ["-e", code, url, JSON.stringify(request)], { encoding: "utf8" }));
}
