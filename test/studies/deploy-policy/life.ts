import type { PolicyDocument } from "@amplify-roles/core";
import type { Decision } from "../../e2e/aws/iam-enforcement.js";
import type { Tool } from "../../e2e/project/deployment.js";
import type { Ran } from "../../e2e/project/processes.js";
import type { Deployer } from "./deployer.js";
import type { Life } from "./lives.js";
import type { Program } from "./program.js";
import { PulumiLife } from "./pulumi.js";
import { TerraformLife } from "./terraform.js";

export function programOf(tool: Tool, life: Life, env: NodeJS.ProcessEnv): Promise<Program> {
  return tool === "terraform" ? TerraformLife.create(life, env) : PulumiLife.create(life, env);
}

/** What became of one step. */
export interface Step extends Ran {
  readonly step: string;
  readonly seconds: number;
  readonly decisions: readonly Decision[];
}

/** The names of a life's steps, in order. */
const stepsOf = ({ versions }: Life): readonly string[] => [
  "plan",
  ...versions.flatMap(({ step }) => (step === "deploy" ? [step, "read"] : [step])),
  "destroy",
];

/**
 * Lives a life with a policy, to its end or to the first step that fails.
 *
 * @param wanted which steps are taken; the others are passed over
 */
export async function live(
  life: Life,
  program: Program,
  deployer: Deployer,
  policy: PolicyDocument,
  wanted: (step: string) => boolean = () => true,
): Promise<readonly Step[]> {
  await deployer.begin(policy);
  await program.begin(life.console === true ? await deployer.madeInTheConsole(life.app) : "");
  const commands: Readonly<Record<string, () => Promise<Ran>>> = {
    plan: () => program.plan(),
    read: () => program.read(),
    destroy: () => program.destroy(),
  };
  const done: Step[] = [];
  await program.use(0);
  for (const step of stepsOf(life).filter(wanted)) {
    const version = life.versions.findIndex((one) => one.step === step);
    if (version > 0) await program.use(version);
    const began = Date.now();
    const ran = await (commands[step] ?? (() => program.deploy()))();
    done.push({ ...ran, step, seconds: (Date.now() - began) / 1_000, decisions: deployer.takeDecisions() });
    if (!ran.succeeded) break;
  }
  return done;
}
