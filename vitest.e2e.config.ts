import { defineConfig } from "vitest/config";
import { alias } from "./vitest.config.js";

/** What needs Terraform, Pulumi or Python. One file at a time: two cores, and every file starts processes of its own. */
export default defineConfig({
  resolve: { alias },
  test: {
    include: ["test/e2e/**/*.test.ts"],
    reporters: ["default", "./test/support/parts.ts", "./test/support/closing-line.ts"],
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
