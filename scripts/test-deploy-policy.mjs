import { build, runTool } from "./steps.mjs";

build();
runTool("tsx", "tsx", ["test/studies/deploy-policy/main.ts", ...process.argv.slice(2)]);
