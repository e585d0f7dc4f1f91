import { build, runTool } from "./steps.mjs";

build();
runTool("vitest", "vitest", ["run", "--config", "vitest.oracle.config.ts", ...process.argv.slice(2)]);
