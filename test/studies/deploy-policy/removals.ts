import type { Tool } from "../../e2e/project/project.js";
import type { Harness } from "./harness.js";
import { leastPolicy } from "./least.js";
import type { Recorded, Removal } from "./recorded.js";
import type { Step } from "./scenario.js";
import { SCENARIOS, type Scenario } from "./scenarios.js";

/** A scenario with a tool in which an action is needed. */
interface Need {
  readonly scenario: Scenario;
  readonly tool: Tool;
  /** The steps that need it. */
  readonly steps: readonly string[];
}

/** An action to remove, and where that can be seen: the smallest scenario first. */
export interface Case {
  readonly action: string;
  readonly needs: readonly Need[];
}

const TOOLS: readonly Tool[] = ["terraform", "pulumi"];

/** For how long a tool may run, in seconds: as long as the drivers let it. */
const PATIENCE = 600;

/** Every action that is needed. Those of one scenario are next to each other. */
export function casesOf(recorded: Recorded): readonly Case[] {
  const needs = new Map<string, Need[]>();
  for (const scenario of SCENARIOS) {
    for (const tool of TOOLS) {
      const rows = recorded[scenario.name]?.[tool] ?? [];
      for (const action of new Set(rows.map((row) => row.action))) {
        const steps = rows.filter((row) => row.action === action).flatMap((row) => row.steps);
        needs.set(action, [...(needs.get(action) ?? []), { scenario, tool, steps }]);
      }
    }
  }
  return [...needs].map(([action, found]) => ({ action, needs: found }));
}

/** Removes an action, in addition to those that are not needed, and looks for a deployment that fails. */
export async function removed(
  { action, needs }: Case,
  harness: Harness,
  recorded: Recorded,
  without: ReadonlySet<string> = new Set(),
): Promise<Removal> {
  let wentOn: Removal | undefined;
  for (const { scenario, tool, steps: asking } of needs) {
    const policy = leastPolicy(recorded, scenario, new Set([...without, action]));
    let steps = await harness.run(scenario, tool, policy, (step) => isWanted(step, asking, scenario));
    // Some calls are made only after a change: a policy's older versions are deleted before it is.
    if (!steps.some(isAsked(action))) steps = await harness.run(scenario, tool, policy);
    if (!steps.some(isAsked(action))) {
      throw new Error(
        `${action} was not asked for in the scenario ${scenario.name} with ${tool}:\n${steps.at(-1)?.output}`,
      );
    }
    const others = new Set(steps.flatMap(deniedIn));
    for (const expected of [action, ...without]) others.delete(expected);
    if (others.size > 0) throw new Error(`Without ${action}, ${[...others].join(", ")} was refused as well`);
    const of = { action, scenario: scenario.name, tool };
    const failed = steps.find(({ succeeded }) => !succeeded);
    if (failed !== undefined) {
      return {
        ...of,
        outcome: failed.seconds < PATIENCE ? "refused" : "waits",
        step: failed.step,
        named: failed.output.includes(action),
      };
    }
    wentOn ??= { ...of, outcome: "done without", step: steps.map(({ step }) => step).join(", "), named: false };
  }
  if (wentOn === undefined) throw new Error(`No scenario asks for ${action}`);
  return wentOn;
}

/** The actions that a step was refused. */
const deniedIn = ({ decisions }: Step) =>
  decisions.filter(({ verdict }) => verdict !== "allowed").map(({ authorization }) => authorization?.action ?? "");

const isAsked = (action: string) => (step: Step) => deniedIn(step).includes(action);

/** The steps that ask for the action, and what has to be done before them. What is deployed is read back. */
function isWanted(step: string, asking: readonly string[], { versions }: Scenario): boolean {
  if (step === "deploy" || asking.includes(step)) return true;
  if (step === "read") return asking.includes("deploy");
  const positions = asking.map((one) => versions.findIndex((version) => version.step === one));
  const at = versions.findIndex((version) => version.step === step);
  return at >= 0 && at < Math.max(...positions);
}
