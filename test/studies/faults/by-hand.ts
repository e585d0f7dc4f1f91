import type { Holdings } from "../../e2e/aws/snapshot.js";
import { AWS_REMEDIES } from "./aws-remedies.js";
import type { Program } from "./program.js";
import { PULUMI_REMEDIES } from "./pulumi-remedies.js";
import { TERRAFORM_REMEDIES } from "./terraform-remedies.js";

/** What a user is left with when the same command did not do. */
export interface Predicament {
  /** What the last command printed. */
  readonly printed: string;
  readonly now: Holdings;
  /** What a run without a fault comes to. */
  readonly wanted: Holdings;
}

/** What somebody types, when nothing else helps. */
export interface Remedy<Subject extends Program> {
  /** In words with placeholders, as the documentation has it. */
  readonly words: string;
  /** Types it where it fits; says whether it did. */
  type(program: Subject, predicament: Predicament): Promise<boolean>;
}

/** In the order in which they are tried: what AWS has too much of is seen only once nothing else is in the way. */
const REMEDIES = {
  terraform: [...TERRAFORM_REMEDIES, ...AWS_REMEDIES],
  pulumi: [...PULUMI_REMEDIES, ...AWS_REMEDIES],
};

/** Types the first remedy that fits, and returns it; nothing where none does. */
export async function byHand(program: Program, predicament: Predicament): Promise<string | undefined> {
  const remedies = REMEDIES[program.tool] as readonly Remedy<Program>[];
  for (const { words, type } of remedies) if (await type(program, predicament)) return words;
  return undefined;
}
