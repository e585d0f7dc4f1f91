import type { PolicyDocument } from "@amplify-roles/core";
import type { Decision } from "../../e2e/aws/iam-enforcement.js";
import type { CommandResult } from "../../e2e/project/processes.js";
import type { Deployer } from "./deployer.js";
import type { Program } from "./program.js";
import type { Scenario } from "./scenarios.js";

type Result = Pick<CommandResult, "succeeded" | "output">;

/** The result of one step. */
export interface Step extends Result {
  readonly step: string;
  readonly seconds: number;
  readonly decisions: readonly Decision[];
}

/** The names of a scenario's steps, in order. */
const stepsOf = ({ versions }: Scenario): readonly string[] => [
  "plan",
  ...versions.flatMap(({ step }) => (step === "deploy" ? [step, "read"] : [step])),
  "destroy",
];

/**
 * Runs a scenario with a policy, to its end or to the first step that fails.
 *
 * @param wanted which steps are run; the others are skipped
 */
export async function runScenario(
  scenario: Scenario,
  program: Program,
  deployer: Deployer,
  policy: PolicyDocument,
  wanted: (step: string) => boolean = () => true,
): Promise<readonly Step[]> {
  await deployer.begin(policy);
  await program.begin(scenario.console === true ? await deployer.madeInTheConsole(scenario.app) : "");
  const commands: Readonly<Record<string, () => Promise<Result>>> = {
    plan: () => program.plan(),
    read: () => program.read(),
    destroy: () => program.destroy(),
  };
  const done: Step[] = [];
  await program.use(0);
  for (const step of stepsOf(scenario).filter(wanted)) {
    const version = scenario.versions.findIndex((one) => one.step === step);
    if (version > 0) await program.use(version);
    const began = Date.now();
    const ran = await (commands[step] ?? (() => program.deploy()))();
    const { succeeded, output } = ran;
    done.push({ succeeded, output, step, seconds: (Date.now() - began) / 1_000, decisions: deployer.takeDecisions() });
    if (!ran.succeeded) break;
  }
  return done;
}
