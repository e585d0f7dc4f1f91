import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TerraformJson } from "../../test/support/cdktf/synthesize.js";
import { cliProblem, essence, type Synthesis, synthesizeProgram } from "./cdktf-cli.js";

/** The folder that `cdktf.json` does not name, so that it is the tool's default. */
const OUTDIR = "cdktf.out";

/** Synthesizes the default example, which is what `cdktf.json` at the root names. */
export function synthesizeDefault(root: string, stack: string): { json: TerraformJson; file: string } & Synthesis {
  const program = "examples/cdktf/new-app/main.ts";
  const synthesis = synthesizeProgram({ root, program, outdir: OUTDIR, problem: cliProblem(root) });
  const file = join(OUTDIR, "stacks", stack, "cdk.tf.json");
  return { ...synthesis, json: JSON.parse(readFileSync(join(root, file), "utf8")), file };
}

/** Lets Terraform check the configuration, where it is installed and can get its provider; otherwise says why not. */
export function validate(root: string, stack: string): string {
  const cwd = join(root, OUTDIR, "stacks", stack);
  const terraform = (...args: string[]) =>
    spawnSync("terraform", [...args, "-no-color"], { cwd, encoding: "utf8", timeout: 120_000 });
  if (terraform("version").status !== 0) return "Skipped: terraform validate (terraform is not on the PATH).";
  const init = terraform("init", "-backend=false", "-input=false");
  if (init.status !== 0) {
    const reason = /Error: ([^\n]*)/.exec(init.stderr)?.[1] ?? "terraform init failed";
    return `Skipped: terraform validate (terraform cannot get the AWS provider: ${reason}).`;
  }
  const validation = terraform("validate");
  if (validation.status !== 0) throw new Error(`terraform validate failed:\n${essence(validation)}`);
  return "terraform validate: the configuration is valid.";
}
