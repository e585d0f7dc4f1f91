import type { Registration } from "./registration.js";
import { type Run, runProgram, transcript } from "./run-program.js";

/** What the project makes itself, as AWS would give it; of the rest, the same words as on the Terraform side. */
const attributes = ({ type, name }: Registration) => {
  if (type.startsWith("aws:cloudcontrol/")) return { id: name };
  if (/^aws:(iam|amplify|cloudwatch)\//.test(type)) return undefined;
  return Object.fromEntries(
    ["id", "arn", "name", "bucket"].map((attribute) => [attribute, `<${attribute} of ${name}>`]),
  );
};

/** Runs a program to its end, as `pulumi up` would on an empty stack. */
export async function runExample(program: string, config: Readonly<Record<string, string>>): Promise<Run> {
  const run = await runProgram({ program, dryRun: false, config, resourceOutputs: attributes });
  if (run.exitCode !== 0) throw new Error(transcript(run));
  return run;
}
