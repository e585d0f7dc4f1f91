import { beside } from "../measure.mjs";
import { support } from "./support.mjs";

const { PulumiStack } = await support("project/pulumi.ts");

/** The Pulumi program of the workload, and the engine at its defaults. */
export async function begin({ variant, env }) {
  const variantOf = { BENCH_CREATE_APP: beside(import.meta.url, `../pulumi/${variant}.mjs`) };
  const program = beside(import.meta.url, "pulumi");
  const stack = await PulumiStack.create({
    program,
    env: { ...env, ...variantOf, BENCH_WORKLOAD: beside(import.meta.url, "../workload.mjs") },
  });
  await stack.stackInit();
  return {
    deploy: () => stack.up(),
    plan: async () => {
      const { same, ...changes } = (await stack.previewJson()).changeSummary ?? {};
      return Object.values(changes).reduce((sum, count) => sum + count, 0);
    },
    destroy: async () => {
      await stack.destroy();
      await stack.remove();
    },
  };
}
