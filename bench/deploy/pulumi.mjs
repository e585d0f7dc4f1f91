import { fileNextTo } from "../measure.mjs";
import { support } from "./support.mjs";

const { PulumiProject } = await support("project/pulumi.ts");

/** Also on a busy machine, a deploy of hundreds of resources ends. */
const HOUR = 3_600_000;

/** The Pulumi program of the workload, and the engine at its defaults. */
export async function begin({ variant, env }) {
  const variantOf = { BENCH_CREATE_APP: fileNextTo(import.meta.url, `../pulumi/${variant}.mjs`) };
  const program = fileNextTo(import.meta.url, "pulumi");
  const project = await PulumiProject.create({
    program,
    // As users have it: Go's garbage collection, and a provider for each command.
    provider: "own",
    env: { ...env, ...variantOf, BENCH_WORKLOAD: fileNextTo(import.meta.url, "../workload.mjs"), GOGC: undefined },
  });
  project.commandTimeoutMs = HOUR;
  return {
    deploy: () => project.deploy(),
    plan: async () => {
      const { same, ...changes } = (await project.fullPlan()).changeSummary ?? {};
      return Object.values(changes).reduce((sum, count) => sum + count, 0);
    },
    destroy: async () => {
      await project.destroy();
      await project.remove();
    },
  };
}
