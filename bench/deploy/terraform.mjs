import { join } from "node:path";
import { beside } from "../measure.mjs";
import { support } from "./support.mjs";

const { run } = await support("project/processes.ts");
const { Terraform } = await support("project/terraform.ts");

/** The CDKTF program of the workload, synthesised, and Terraform at its defaults on what comes out. */
export async function begin({ variant, folder, env }) {
  const program = beside(import.meta.url, "../cdktf/run.mjs");
  // CDKTF puts the state where the program runs.
  await run(process.execPath, [program, variant, folder], { cwd: folder, timeoutMs: 300_000 });
  const terraform = new Terraform(join(folder, "stacks/stack"), env);
  await terraform.init();
  return {
    deploy: () => terraform.apply(),
    plan: async () => Object.keys((await terraform.plan()).actions).length,
    destroy: () => terraform.destroy(),
  };
}
