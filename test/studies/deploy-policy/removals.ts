import type { Tool } from "../../e2e/project/deployment.js";
import { leastPolicy } from "./least.js";
import type { Step } from "./life.js";
import { LIVES, type Life } from "./lives.js";
import type { Recorded, Removal } from "./recorded.js";
import type { Stage } from "./stage.js";

/** A life with a tool in which an action is asked for. */
interface Place {
  readonly life: Life;
  readonly tool: Tool;
  /** The steps that ask for it. */
  readonly steps: readonly string[];
}

/** An action to be taken away, and where that can be seen: the smallest life first. */
export interface Cell {
  readonly action: string;
  readonly places: readonly Place[];
}

const TOOLS: readonly Tool[] = ["terraform", "pulumi"];

/** For how long a tool may run, in seconds: as long as `Terraform` and `PulumiStack` let it. */
const PATIENCE = 600;

/** Every action that is asked for. Those of one life are next to each other. */
export function cellsOf(recorded: Recorded): readonly Cell[] {
  const places = new Map<string, Place[]>();
  for (const life of LIVES) {
    for (const tool of TOOLS) {
      const rows = recorded[life.name]?.[tool] ?? [];
      for (const action of new Set(rows.map((row) => row.action))) {
        const steps = rows.filter((row) => row.action === action).flatMap((row) => row.steps);
        places.set(action, [...(places.get(action) ?? []), { life, tool, steps }]);
      }
    }
  }
  return [...places].map(([action, found]) => ({ action, places: found }));
}

/** Takes an action away, besides those that are done without, and looks for a deployment that fails. */
export async function removed(
  { action, places }: Cell,
  stage: Stage,
  recorded: Recorded,
  without: ReadonlySet<string> = new Set(),
): Promise<Removal> {
  let wentOn: Removal | undefined;
  for (const { life, tool, steps: asking } of places) {
    const policy = leastPolicy(recorded, life, new Set([...without, action]));
    let steps = await stage.live(life, tool, policy, (step) => isWanted(step, asking, life));
    // Some calls are made only after a change: a policy's older versions are deleted before it is.
    if (!steps.some(isAsked(action))) steps = await stage.live(life, tool, policy);
    if (!steps.some(isAsked(action))) {
      throw new Error(`${action} was not asked for in the life ${life.name} with ${tool}:\n${steps.at(-1)?.printed}`);
    }
    const others = new Set(steps.flatMap(deniedIn));
    for (const expected of [action, ...without]) others.delete(expected);
    if (others.size > 0) throw new Error(`Without ${action}, ${[...others].join(", ")} was refused as well`);
    const of = { action, life: life.name, tool };
    const failed = steps.find(({ succeeded }) => !succeeded);
    if (failed !== undefined) {
      return {
        ...of,
        outcome: failed.seconds < PATIENCE ? "refused" : "waits",
        step: failed.step,
        named: failed.printed.includes(action),
      };
    }
    wentOn ??= { ...of, outcome: "done without", step: steps.map(({ step }) => step).join(", "), named: false };
  }
  if (wentOn === undefined) throw new Error(`No life asks for ${action}`);
  return wentOn;
}

/** The actions that a step was refused. */
const deniedIn = ({ decisions }: Step) =>
  decisions.filter(({ verdict }) => verdict !== "allowed").map(({ authorisation }) => authorisation?.action ?? "");

const isAsked = (action: string) => (step: Step) => deniedIn(step).includes(action);

/** The steps that ask for the action, and what has to be done before them. What is deployed is read back. */
function isWanted(step: string, asking: readonly string[], { versions }: Life): boolean {
  if (step === "deploy" || asking.includes(step)) return true;
  if (step === "read") return asking.includes("deploy");
  const positions = asking.map((one) => versions.findIndex((version) => version.step === one));
  const at = versions.findIndex((version) => version.step === step);
  return at >= 0 && at < Math.max(...positions);
}
