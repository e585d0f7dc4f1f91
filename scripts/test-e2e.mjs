import { build, runTool } from "./steps.mjs";

build();
runTool("vitest", "vitest", ["run", "--config", "vitest.e2e.config.ts", ...process.argv.slice(2)]);
