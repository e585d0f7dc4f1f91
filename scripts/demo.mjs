import { build, runTool } from "./steps.mjs";

build();
runTool("tsx", "tsx", ["scripts/demo/main.ts"]);
