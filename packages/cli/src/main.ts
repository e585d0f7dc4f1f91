#!/usr/bin/env node
import { join } from "node:path";
import { requireWithCodeCache } from "./code-cache.js";

const args = process.argv.slice(2);
// The bundle's file. The build writes its digest.
const { runCommand } = requireWithCodeCache<typeof import("./command.js")>(
  join(__dirname, "command.cjs"),
  "DIGEST_OF_COMMAND",
  // Other runs do not call the functions that the cache is for.
  args[0] === "lint" && !args.includes("--help"),
);

// A module from the code cache cannot use import().
runCommand(args, {
  explain: async () => (await import("./explain.js")).explainCommand,
  "access-diff": async () => (await import("./access-diff.js")).accessDiffCommand,
  doctor: async () => (await import("./doctor.js")).doctorCommand,
  adopt: async () => (await import("./adopt.js")).adoptCommand,
  settings: async () => (await import("./settings.js")).settingsCommand,
  moves: async () => (await import("./moves.js")).movesCommand,
});
