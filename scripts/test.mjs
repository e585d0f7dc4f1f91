import "./check.mjs";
import { runTool } from "./steps.mjs";

runTool("vitest", "vitest", ["run", ...process.argv.slice(2)]);
