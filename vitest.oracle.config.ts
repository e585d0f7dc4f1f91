import { defineConfig } from "vitest/config";
import { alias } from "./vitest.config.js";

/** The long runs of the oracle: every request, many specifications, every mutant. */
export default defineConfig({
  resolve: { alias },
  test: {
    include: ["test/oracle/**/*.oracle.ts"],
    reporters: ["default", "./test/support/closing-line.ts"],
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
