import { fileURLToPath } from "node:url";
import { configDefaults, defineConfig } from "vitest/config";
import { writeCdktnSource } from "./scripts/cdktn-source.mjs";

writeCdktnSource();

const source = (folder: string, entry = "index.ts") =>
  fileURLToPath(new URL(`packages/${folder}/src/${entry}`, import.meta.url));

/** Imports of packages load their sources instead of their builds, so that a unit test needs no build and shows the line that failed. */
export const alias = {
  "@amplify-roles/service-reference": source("service-reference"),
  "@amplify-roles/core/adapter": source("core", "adapter.ts"),
  "@amplify-roles/core/doctor": source("core", "doctor.ts"),
  "@amplify-roles/core/lint": source("core", "lint.ts"),
  "@amplify-roles/core/settings": source("core", "settings.ts"),
  "@amplify-roles/core/testing": source("core", "testing.ts"),
  "@amplify-roles/core": source("core"),
  "@amplify-roles/cdktf": source("cdktf"),
  "@amplify-roles/cdktn": source("cdktn"),
  "@amplify-roles/pulumi": source("pulumi"),
  "@amplify-roles/runtime": source("runtime"),
};

export default defineConfig({
  resolve: { alias },
  test: {
    include: ["test/**/*.test.ts"],
    exclude: [...configDefaults.exclude, "test/e2e/**"],
    reporters: ["default", "./test/support/closing-line.ts"],
    // Generous, since a limit is there for what hangs and not for a slow machine.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
