import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileNextTo } from "../measure.mjs";
import { support } from "./support.mjs";

const { run } = await support("project/processes.ts");
const { TerraformProject } = await support("project/terraform.ts");

/** Also on a busy machine, a deploy of hundreds of resources ends. */
const HOUR = 3_600_000;

/** The CDKTF program of the workload, synthesized, and Terraform at its defaults on what comes out. */
export async function begin({ variant, folder, env }) {
  const program = fileNextTo(import.meta.url, "../cdktf/run.mjs");
  // CDKTF puts the state where the program runs.
  await run(process.execPath, [program, variant, folder], { cwd: folder, timeoutMs: 300_000 });
  const configuration = JSON.parse(await readFile(join(folder, "stacks/stack/cdk.tf.json"), "utf8"));
  // As users have it: Go's garbage collection, and a provider for each command.
  const project = await TerraformProject.ofConfiguration({ ...env, GOGC: undefined }, "own");
  await project.configure(configuration);
  // Users do that once.
  await project.command("validate");
  project.commandTimeoutMs = HOUR;
  return {
    deploy: () => project.deploy(),
    plan: async () => (await project.plan()).length,
    destroy: async () => {
      await project.destroy();
      await project.remove();
    },
  };
}
