import { readFileSync } from "node:fs";
import { join } from "node:path";
import { installAwsCdk } from "../aws-cdk/install.mjs";
import { same } from "../equal.mjs";
import { compare, fileNextTo, rounds, sample } from "../measure.mjs";
import { permissions } from "./permissions.mjs";
import { statementsOf, workloads } from "./workloads.mjs";

/** Numbers of statements, and how often each is measured. */
const COUNTS = { 10: 3, 100: 3, 1000: 5, 10000: 3 };
/** Milliseconds that aws-cdk-lib may take for one policy; its time may grow with the square of the statements. */
const PATIENCE = 60_000;
const AS_MANY = new Intl.NumberFormat("en");

/** A policy out of plain statements, against aws-cdk-lib, against writing the result out, and as statements increase. */
export function policies(folder) {
  installAwsCdk();
  const skipped = [];
  const measured = Object.keys(workloads).map((workload) => {
    const samples = new Map();
    for (const [count, times] of Object.entries(COUNTS)) {
      const before = samples.get(count / 10)?.[0].awsCdk;
      const patient = before === undefined || before.later * 100 <= PATIENCE;
      if (!patient)
        skipped.push(`aws-cdk-lib with ${label(workload, count)}: more than a minute, going by a tenth of them.`);
      samples.set(Number(count), measure(folder, workload, Number(count), times, patient));
    }
    return { workload, samples };
  });
  return {
    title: "Policies out of plain statements, as JSON: later ones of a process, and the first where that is said",
    equal: "all policies allow exactly what the statements do",
    tables: [
      { against: "aws-cdk-lib", figures: measured.flatMap(againstAwsCdk) },
      {
        against: "JSON.stringify of the policy",
        figures: measured.flatMap((one) => againstStringify(one, "policy")),
      },
      {
        against: "JSON.stringify of what is given",
        figures: measured.flatMap((one) => againstStringify(one, "given", 2.5)),
      },
      { against: "1,000 statements", figures: measured.map(growth) },
    ],
    notes: skipped,
  };
}

/** All variants' samples, once each variant's policy is seen to say what the statements say. */
function measure(folder, workload, count, times, withAwsCdk) {
  const script = fileNextTo(import.meta.url, "run.mjs");
  const run = (variant) => () => sample(script, variant, workload, count);
  const asked = permissions(statementsOf(workload, count)).join("\n");
  for (const variant of withAwsCdk ? ["core", "aws-cdk"] : ["core"]) {
    const file = join(folder, `${variant}.json`);
    sample(script, variant, workload, count, file);
    const allowed = permissions(JSON.parse(readFileSync(file, "utf8")).Statement).join("\n");
    same(`what ${variant}'s policy allows of ${label(workload, count)}`, allowed, asked);
  }
  return rounds(times, {
    core: run("core"),
    ...(withAwsCdk && { awsCdk: run("aws-cdk") }),
    policy: run("stringify-policy"),
    given: run("stringify-given"),
  });
}

function againstAwsCdk({ workload, samples }) {
  return [...samples]
    .filter(([, [{ awsCdk }]]) => awsCdk !== undefined)
    .flatMap(([count, all]) => {
      const pairs = all.map(({ core, awsCdk }) => ({ ours: core, theirs: awsCdk }));
      const later = { name: label(workload, count), unit: "ms", ...compare(pairs, "later") };
      if (count !== 1000) return [later];
      const first = { name: `${label(workload, count)}, the first`, unit: "ms", ...compare(pairs, "first") };
      return [{ ...later, goal: 1 / 50 }, first];
    });
}

function againstStringify({ workload, samples }, baseline, goal) {
  return [...samples]
    .filter(([count]) => count >= 1000)
    .map(([count, all]) => {
      const pairs = all.map((round) => ({ ours: round.core, theirs: round[baseline] }));
      return { name: label(workload, count), unit: "ms", ...(goal && { goal }), ...compare(pairs, "later") };
    });
}

/** How many times longer ten times as many statements take. */
function growth({ workload, samples }) {
  const pairs = samples.get(10000).map(({ core }, round) => ({ ours: core, theirs: samples.get(1000)[round].core }));
  return { name: label(workload, 10000), unit: "ms", goal: 12, ...compare(pairs, "later") };
}

const label = (workload, count) => `${workload}, ${AS_MANY.format(count)} statements`;
