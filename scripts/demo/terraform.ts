import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import type { TerraformJson } from "../../test/support/cdktf/synthesise.js";

/** Runs the real `cdktf synth` at the root. */
export function synthesiseDefault(root: string, stack: string): { json: TerraformJson; file: string } {
  const require = createRequire(join(root, "package.json"));
  const cli = join(dirname(require.resolve("cdktf-cli/package.json")), "bundle/bin/cdktf.js");
  const env = { ...process.env, CI: "true", CHECKPOINT_DISABLE: "1" };
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, "synth"], { cwd: root, env, encoding: "utf8" });
  if (status !== 0) throw new Error(`cdktf synth failed:\n${stdout}${stderr}`);
  const file = join(root, "cdktf.out/stacks", stack, "cdk.tf.json");
  return { json: JSON.parse(readFileSync(file, "utf8")), file: relative(root, file) };
}

/** Lets Terraform check the configuration, where it is there and can get its provider; says so where not. */
export function validate(root: string, stack: string): string {
  const cwd = join(root, "cdktf.out/stacks", stack);
  const terraform = (...args: string[]) =>
    spawnSync("terraform", [...args, "-no-color"], { cwd, encoding: "utf8", timeout: 120_000 });
  if (terraform("version").status !== 0) return "Skipped: terraform validate (terraform is not on the PATH).";
  const init = terraform("init", "-backend=false", "-input=false");
  if (init.status !== 0) {
    const why = /Error: ([^\n]*)/.exec(init.stderr)?.[1] ?? "terraform init failed";
    return `Skipped: terraform validate (terraform cannot get the AWS provider: ${why}).`;
  }
  const { status, stdout, stderr } = terraform("validate");
  if (status !== 0) throw new Error(`terraform validate failed:\n${stdout}${stderr}`);
  return "terraform validate: the configuration is valid.";
}
