import { build, runTool } from "./steps.mjs";

build();
runTool("tsx", "tsx", ["test/studies/faults/main.ts", ...process.argv.slice(2)]);
