import { build, runTool } from "./steps.mjs";

build();
runTool("tsx", "tsx", ["test/e2e/support/faults/main.ts", ...process.argv.slice(2)]);
