import { build, run, runTool } from "./steps.mjs";

// Format, lint, the types of what is not built, what is generated, spelling and vocabulary.
build();
run(process.execPath, ["scripts/generate.mjs", "--check"]);
runTool("@biomejs/biome", "biome", ["check", "--error-on-warnings"]);
runTool("typescript", "tsc", ["--project", "test"]);
runTool("cspell", "cspell", [
  "--no-progress",
  "--quiet",
  "--gitignore",
  "--cache",
  "--cache-location",
  ".cache/cspell",
  ".",
]);
run(process.execPath, ["scripts/check-words.mjs"]);
