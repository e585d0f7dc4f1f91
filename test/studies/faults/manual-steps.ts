import type { AccountSnapshot } from "../../e2e/aws/snapshot.js";
import { AWS_STEPS } from "./aws-steps.js";
import type { Program } from "./program.js";
import { PULUMI_STEPS } from "./pulumi-steps.js";
import { TERRAFORM_STEPS } from "./terraform-steps.js";

/** What a user has when the same command did not help. */
export interface Situation {
  /** What the last command printed. */
  readonly printed: string;
  readonly now: AccountSnapshot;
  /** What a run without a fault results in. */
  readonly wanted: AccountSnapshot;
}

/** What a user types when nothing else helps. */
export interface ManualStep {
  /** With placeholders, as in the documentation. */
  readonly typed: string;
  /** Types it where it fits, and says whether it did. */
  type(program: Program, situation: Situation): Promise<boolean>;
}

/** In the order in which they are tried. What AWS has too much of is seen only once nothing else is in the way. */
const STEPS = {
  terraform: [...TERRAFORM_STEPS, ...AWS_STEPS],
  pulumi: [...PULUMI_STEPS, ...AWS_STEPS],
};

/** Types the first step that fits, and returns it. */
export async function manualStep(program: Program, situation: Situation): Promise<string | undefined> {
  for (const { typed, type } of STEPS[program.tool]) if (await type(program, situation)) return typed;
  return undefined;
}
