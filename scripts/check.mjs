import { build, runTool } from "./steps.mjs";

// Format, lint, and the types of what is not built.
build();
runTool("@biomejs/biome", "biome", ["check", "--error-on-warnings"]);
runTool("typescript", "tsc", ["--project", "test"]);
