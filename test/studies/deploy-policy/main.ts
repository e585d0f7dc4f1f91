import { writeFile } from "node:fs/promises";
import { isDeepStrictEqual, parseArgs } from "node:util";
import type { Tool } from "../../e2e/project/deployment.js";
import { sample } from "../sample.js";
import { EVERYTHING, leastPolicy } from "./least.js";
import { LIVES, type Life, toolsOf } from "./lives.js";
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
import { type Cell, cellsOf, removed } from "./removals.js";
import { rowsOf } from "./rows.js";
import { Stage } from "./stage.js";

const USAGE = `npm run test:deploy-policy -- [options]
  --record                 writes anew what every life asks for, and which actions can be done without
  --part lives|removals    one of the parts; both are the default
  --action <part>          takes away only the actions whose name holds a part; as often as is wanted
  --sample <n> --seed <n>  takes away so many actions, the same ones for the same seed
  --workers <n>            how many deployments at once; 2 is the default`;

const { values } = parseArgs({
  options: {
    record: { type: "boolean", default: false },
    part: { type: "string", multiple: true },
    action: { type: "string", multiple: true },
    sample: { type: "string" },
    seed: { type: "string" },
    workers: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
const { record, part: parts = ["lives", "removals"], action: wanted = [""], workers = "2" } = values;
const seed = Number(values.seed ?? Date.now() % 1_000_000);

async function main(): Promise<void> {
  if (values.help) return console.log(USAGE);
  if (parts.includes("lives")) await (record ? recordLives() : liveAsAllowed());
  if (parts.includes("removals")) await removeEach();
}

/** Lives every life as somebody who may do everything, and writes down what was asked. */
async function recordLives(): Promise<void> {
  const found = await everyLife(() => EVERYTHING);
  const recorded = Object.fromEntries(
    LIVES.map(({ name, option }) => {
      const rows = (tool: Tool) => found.get(`${name}, ${tool}`)?.rows ?? [];
      const recorded = { terraform: rows("terraform"), pulumi: rows("pulumi") };
      return [name, option === undefined ? recorded : { option, ...recorded }];
    }),
  );
  await writeFile(recordedFile, recordedText(recorded));
}

/** Lives every life with the published policy: nothing else is refused than what is done without. */
async function liveAsAllowed(): Promise<void> {
  const recorded = readRecorded();
  const without = doneWithout(readRemovals());
  const found = await everyLife((life) => leastPolicy(recorded, life, without));
  for (const [name, { life, tool, rows, denied }] of found) {
    const unexpected = denied.filter((action) => !without.has(action));
    if (unexpected.length > 0) fail(`${name}: refused: ${unexpected.join(", ")}`);
    if (!isDeepStrictEqual(rows, recorded[life.name]?.[tool]))
      fail(`${name}: what it asks for is not what is recorded`);
  }
}

interface Lived {
  readonly life: Life;
  readonly tool: Tool;
  readonly rows: readonly Row[];
  readonly denied: readonly string[];
}

async function everyLife(policy: (life: Life) => ReturnType<typeof leastPolicy>): Promise<Map<string, Lived>> {
  const found = new Map<string, Lived>();
  const all = LIVES.flatMap((life) => toolsOf(life).map((tool) => ({ life, tool })));
  await withWorkers(all, async ({ life, tool }, stage) => {
    const name = `${life.name}, ${tool}`;
    const steps = await stage.live(life, tool, policy(life));
    const failed = steps.find(({ succeeded }) => !succeeded);
    if (failed !== undefined) return fail(`${name}: ${failed.step} failed:\n${failed.printed}`);
    const denied = steps
      .flatMap(({ decisions }) => decisions)
      .flatMap(({ verdict, authorisation }) => (verdict === "denied" ? [authorisation?.action ?? ""] : []));
    found.set(name, { life, tool, rows: rowsOf(life, steps), denied });
    console.log(`${name}: ${steps.map(({ step, decisions }) => `${step} ${decisions.length}`).join(", ")}`);
  });
  return found;
}

/** Takes each action away, and shows or writes what came of it. */
async function removeEach(): Promise<void> {
  const recorded: Recorded = readRecorded();
  const known = record ? [] : readRemovals();
  const without = doneWithout(known);
  const results: Removal[] = [];
  const every = cellsOf(recorded).filter(({ action }) => wanted.some((part) => action.includes(part)));
  if (values.sample !== undefined) console.log(`seed ${seed}`);
  const cells = values.sample === undefined ? every : sample(every, Number(values.sample), seed);
  const take = async (cell: Cell, stage: Stage) => {
    const others = new Set([...without].filter((action) => action !== cell.action));
    const result = await removed(cell, stage, recorded, others);
    results.push(result);
    console.log(lineOf(result));
    const before = known.find(({ action }) => action === result.action);
    if (!record && before?.outcome !== result.outcome) fail(`${cell.action}: ${before?.outcome} when it was recorded`);
  };
  await withWorkers(byLife(cells), async (group, stage) => {
    for (const cell of group) await take(cell, stage).catch((error: unknown) => fail(String(error)));
  });
  results.sort((one, other) => (one.action < other.action ? -1 : 1));
  console.log(`\n${results.map(lineOf).join("\n")}`);
  if (record && results.length === cellsOf(recorded).length) await writeFile(removalsFile, removalsText(results));
}

/** Those that begin with the same life and tool, whose program is made ready once. */
function byLife(cells: readonly Cell[]): readonly (readonly Cell[])[] {
  const groups = new Map<string, Cell[]>();
  for (const cell of cells) {
    const [first] = cell.places;
    const key = `${first?.life.name} ${first?.tool}`;
    groups.set(key, [...(groups.get(key) ?? []), cell]);
  }
  return [...groups.values()];
}

const lineOf = ({ action, outcome, tool, life, step, named }: Removal) =>
  `${action.padEnd(48)}${outcome.padEnd(14)}${named ? "named " : "      "}${tool.padEnd(10)}${life}: ${step}`;

/** Does all that is in a queue, each worker on a stage of its own. */
async function withWorkers<T>(queue: readonly T[], work: (one: T, stage: Stage) => Promise<void>): Promise<void> {
  const left = [...queue];
  const worker = async () => {
    const stage = await Stage.create();
    try {
      for (let one = left.shift(); one !== undefined; one = left.shift()) {
        await work(one, stage).catch((error: unknown) => fail(String(error)));
      }
    } finally {
      await stage.stop();
    }
  };
  await Promise.all(Array.from({ length: Number(workers) }, worker));
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
