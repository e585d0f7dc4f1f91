import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/e2e/longest-first.js";
import { alias } from "./vitest.config.js";

/**
 * What needs Terraform, Pulumi or Python. Two files at a time, for two cores. The files that one process runs share its
 * modules, and with them an AWS and the tools' providers (test/e2e/project/shared-aws.ts).
 */
export default defineConfig({
  resolve: { alias },
  test: {
    include: ["test/e2e/**/*.test.ts"],
    reporters: ["default", "./test/support/parts.ts", "./test/support/closing-line.ts"],
    pool: "forks",
    isolate: false,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
