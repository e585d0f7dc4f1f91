import { writeFile } from "node:fs/promises";
import { isDeepStrictEqual, parseArgs } from "node:util";
import type { Tool } from "../../e2e/project/project.js";
import { sample } from "../sample.js";
import { Harness } from "./harness.js";
import { EVERYTHING, leastPolicy } from "./least.js";
import { doneWithout } from "./needed.js";
import {
  type Recorded,
  type Removal,
  type Row,
  readRecorded,
  readRemovals,
  recordedFile,
  recordedText,
  removalsFile,
  removalsText,
} from "./recorded.js";
import { type Case, casesOf, removed } from "./removals.js";
import { rowsOf } from "./rows.js";
import { SCENARIOS, type Scenario, toolsOf } from "./scenarios.js";

const USAGE = `npm run test:deploy-policy -- [options]
  --record                 records again what every scenario needs, and which actions are not needed; with the options
                           below only a part of that
  --part scenarios|removals   one of the parts; both by default
  --scenario <name>        runs or records only this scenario; can be repeated
  --action <part>          removes only the actions whose name contains a part; can be repeated
  --sample <n> --seed <n>  removes so many actions, the same ones for the same seed
  --workers <n>            how many deployments at once; 2 by default`;

const { values } = parseArgs({
  options: {
    record: { type: "boolean", default: false },
    part: { type: "string", multiple: true },
    scenario: { type: "string", multiple: true },
    action: { type: "string", multiple: true },
    sample: { type: "string" },
    seed: { type: "string" },
    workers: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
const { record, part: parts = ["scenarios", "removals"], action: wanted = [""], workers = "2" } = values;
const seed = Number(values.seed ?? Date.now() % 1_000_000);

async function main(): Promise<void> {
  if (values.help) return console.log(USAGE);
  if (parts.includes("scenarios")) await (record ? recordScenarios() : runAsAllowed());
  if (parts.includes("removals")) await removeEach();
}

/** Runs the scenarios as somebody who may do everything, and records what was needed. The others stay as recorded. */
async function recordScenarios(): Promise<void> {
  const before = readRecorded();
  const found = await everyScenario(() => EVERYTHING);
  const recorded = Object.fromEntries(
    SCENARIOS.map(({ name, option }) => {
      const rows = (tool: Tool) => found.get(`${name}, ${tool}`)?.rows ?? before[name]?.[tool] ?? [];
      const recorded = { terraform: rows("terraform"), pulumi: rows("pulumi") };
      return [name, option === undefined ? recorded : { option, ...recorded }];
    }),
  );
  await writeFile(recordedFile, recordedText(recorded));
}

/** Runs every scenario with the published policy: only what is not needed is refused. */
async function runAsAllowed(): Promise<void> {
  const recorded = readRecorded();
  const without = doneWithout(readRemovals());
  const found = await everyScenario((scenario) => leastPolicy(recorded, scenario, without));
  for (const [name, { scenario, tool, rows, denied }] of found) {
    const unexpected = denied.filter((action) => !without.has(action));
    if (unexpected.length > 0) fail(`${name}: refused: ${unexpected.join(", ")}`);
    if (!isDeepStrictEqual(rows, recorded[scenario.name]?.[tool]))
      fail(`${name}: what it needs is not what is recorded`);
  }
}

interface Run {
  readonly scenario: Scenario;
  readonly tool: Tool;
  readonly rows: readonly Row[];
  readonly denied: readonly string[];
}

async function everyScenario(
  policy: (scenario: Scenario) => ReturnType<typeof leastPolicy>,
): Promise<Map<string, Run>> {
  const found = new Map<string, Run>();
  const { scenario: only = SCENARIOS.map(({ name }) => name) } = values;
  const chosen = SCENARIOS.filter(({ name }) => only.includes(name));
  const all = chosen.flatMap((scenario) => toolsOf(scenario).map((tool) => ({ scenario, tool })));
  await withWorkers(all, async ({ scenario, tool }, harness) => {
    const name = `${scenario.name}, ${tool}`;
    const steps = await harness.run(scenario, tool, policy(scenario));
    const failed = steps.find(({ succeeded }) => !succeeded);
    if (failed !== undefined) return fail(`${name}: ${failed.step} failed:\n${failed.output}`);
    const denied = steps
      .flatMap(({ decisions }) => decisions)
      .flatMap(({ verdict, authorization }) => (verdict === "denied" ? [authorization?.action ?? ""] : []));
    found.set(name, { scenario, tool, rows: rowsOf(scenario, steps), denied });
    console.log(`${name}: ${steps.map(({ step, decisions }) => `${step} ${decisions.length}`).join(", ")}`);
  });
  return found;
}

/** Removes each action, and shows or records the result. */
async function removeEach(): Promise<void> {
  const recorded: Recorded = readRecorded();
  const isWanted = ({ action }: { readonly action: string }) => wanted.some((part) => action.includes(part));
  const known = readRemovals().filter((removal) => !record || !isWanted(removal));
  const without = doneWithout(known);
  const results: Removal[] = [];
  const every = casesOf(recorded).filter(isWanted);
  if (values.sample !== undefined) console.log(`seed ${seed}`);
  const cases = values.sample === undefined ? every : sample(every, Number(values.sample), seed);
  const take = async (one: Case, harness: Harness) => {
    const others = new Set([...without].filter((action) => action !== one.action));
    const result = await removed(one, harness, recorded, others);
    results.push(result);
    console.log(lineOf(result));
    const before = known.find(({ action }) => action === result.action);
    if (!record && before?.outcome !== result.outcome) fail(`${one.action}: ${before?.outcome} when it was recorded`);
  };
  await withWorkers(byScenario(cases), async (group, harness) => {
    for (const one of group) await take(one, harness).catch((error: unknown) => fail(String(error)));
  });
  results.sort((one, other) => (one.action < other.action ? -1 : 1));
  console.log(`\n${results.map(lineOf).join("\n")}`);
  if (record && results.length === every.length) {
    const needed = new Set(casesOf(recorded).map(({ action }) => action));
    const all = [...known.filter(({ action }) => needed.has(action)), ...results];
    await writeFile(removalsFile, removalsText(all.sort((one, other) => (one.action < other.action ? -1 : 1))));
  }
}

/** Grouped by scenario and tool, whose program is prepared once. */
function byScenario(cases: readonly Case[]): readonly (readonly Case[])[] {
  const groups = new Map<string, Case[]>();
  for (const one of cases) {
    const [first] = one.needs;
    const key = `${first?.scenario.name} ${first?.tool}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

const lineOf = ({ action, outcome, tool, scenario, step, named }: Removal) =>
  `${action.padEnd(48)}${outcome.padEnd(14)}${named ? "named " : "      "}${tool.padEnd(10)}${scenario}: ${step}`;

/** Works off a queue, each worker with its own harness. */
async function withWorkers<T>(queue: readonly T[], work: (one: T, harness: Harness) => Promise<void>): Promise<void> {
  const left = [...queue];
  const worker = async () => {
    const harness = await Harness.create();
    try {
      for (let one = left.shift(); one !== undefined; one = left.shift()) {
        await work(one, harness).catch((error: unknown) => fail(String(error)));
      }
    } finally {
      await harness.stop();
    }
  };
  await Promise.all(Array.from({ length: Number(workers) }, worker));
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
