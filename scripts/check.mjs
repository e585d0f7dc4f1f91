import { build, run, runTool } from "./steps.mjs";

// Format, lint, the types of what is not built, and what is generated.
build();
run(process.execPath, ["scripts/generate.mjs", "--check"]);
runTool("@biomejs/biome", "biome", ["check", "--error-on-warnings"]);
runTool("typescript", "tsc", ["--project", "test"]);
