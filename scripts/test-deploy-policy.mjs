import { build, runTool } from "./steps.mjs";

build();
runTool("tsx", "tsx", ["test/e2e/support/deploy-policy/main.ts", ...process.argv.slice(2)]);
