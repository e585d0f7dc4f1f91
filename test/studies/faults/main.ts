import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startAws } from "../../e2e/aws/aws.js";
import { workspaceFolder } from "../../e2e/project/folders.js";
import type { Tool } from "../../e2e/project/project.js";
import { stopAws } from "../../e2e/project/shared-aws.js";
import { sample } from "../sample.js";
import { isRead } from "./calls.js";
import { type Case, type Result, survive } from "./case.js";
import { FAULTS } from "./fault-types.js";
import { Injector } from "./injector.js";
import { endTool } from "./kill.js";
import { casesOf } from "./matrix.js";
import { PHASES, type Phase, reference } from "./phases.js";
import { Program } from "./program.js";
import { type Matrix, pageOf, tableOf } from "./report.js";
import { isFault } from "./verdict.js";

const USAGE = `npm run test:faults -- [options]
  --tool terraform|pulumi         one of the tools; both at once by default
  --phase deploy|update|destroy   some of the phases
  --fault <name> --call <regexp>  some of the faults, some of the calls
  --sample <n> --seed <n>         so many cases of each phase, the same ones for the same seed
  --results <file>                keeps the results, and does not repeat what is in there already
  --write                         writes docs/faults-table.md`;

const { values } = parseArgs({
  options: {
    tool: { type: "string", multiple: true },
    phase: { type: "string", multiple: true },
    fault: { type: "string", multiple: true },
    call: { type: "string" },
    sample: { type: "string" },
    seed: { type: "string" },
    results: { type: "string" },
    write: { type: "boolean" },
    help: { type: "boolean" },
  },
});
const { tool: tools = ["terraform", "pulumi"], phase: phases = PHASES, results: file } = values;
const seed = Number(values.seed ?? Date.now() % 1_000_000);

async function main(): Promise<void> {
  if (values.help) return console.log(USAGE);
  if (values.sample !== undefined) console.log(`seed ${seed}`);
  const matrices = await Promise.all((tools as Tool[]).map(tried));
  for (const matrix of matrices) {
    const { tool, results } = matrix;
    console.log(`\n## ${tool}\n\n${tableOf(matrix)}`);
    if (results.some((result) => isFault({ tool, ...result }))) process.exitCode = 1;
  }
  if (values.write) await writeFile(join(workspaceFolder, "docs/faults-table.md"), pageOf(matrices));
}

async function tried(tool: Tool): Promise<Matrix> {
  const all = new Map<Phase, number>();
  const results = (await earlier()).filter((result) => result.tool === tool);
  // Whether a role can be assumed already is another matter, and would make the calls differ from run to run.
  const aws = await startAws({ propagationMs: 0 });
  const injector = new Injector((ending) => endTool(tool, ending));
  aws.gateway.intercept(injector.intercept);
  try {
    const program = await Program.create(tool, aws);
    for (const phase of phases as readonly Phase[]) {
      const clean = await reference(phase, program, injector);
      const every = casesOf(phase, clean);
      all.set(phase, every.length);
      const cases = chosenOf(every).filter((one) => !results.some((result) => isOf(one, result)));
      console.log(`${tool} ${phase}: ${clean.calls.length} calls, ${cases.length} of ${every.length} cases to run`);
      for (const one of cases) {
        const result = { tool, ...(await survive(one, program, injector, clean)) };
        results.push(result);
        console.log(`${tool.padEnd(11)}${lineOf(result)}`);
        if (file !== undefined) await appendFile(file, `${JSON.stringify(result)}\n`);
      }
    }
    return { tool, results, cases: all };
  } finally {
    await stopAws(aws);
  }
}

async function earlier(): Promise<(Result & { readonly tool: string })[]> {
  if (file === undefined) return [];
  const text = await readFile(file, "utf8").catch(() => "");
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

function isOf(one: Case, result: Result): boolean {
  return (["phase", "call", "number", "fault"] as const).every((member) => one[member] === result[member]);
}

/** What is to be done: first the calls that change something, and what fails after it took effect. */
function chosenOf(cases: readonly Case[]): Case[] {
  const { fault: faults, call: pattern = "" } = values;
  const wanted = cases.filter(({ fault, call }) => (faults?.includes(fault) ?? true) && new RegExp(pattern).test(call));
  if (values.sample !== undefined) return sample(wanted, Number(values.sample), seed);
  const late = ({ call, fault }: Case) => (isRead(call) ? 100 : 0) - FAULTS.findIndex(({ name }) => name === fault);
  return wanted.sort((a, b) => late(a) - late(b));
}

function lineOf({ call, number, fault, outcome, typed, exposed, printed, seconds }: Result): string {
  const more = [...typed, ...exposed.map((what) => `exposed: ${what}`)].map((text) => `\n    ${text}`).join("");
  const full = outcome === "not survived" || outcome === "not met" ? `\n${printed}` : "";
  return `${outcome.padEnd(13)}${fault.padEnd(15)}${call} #${number} (${seconds.toFixed(1)} s)${more}${full}`;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
