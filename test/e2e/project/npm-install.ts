import { type CommandResult, run } from "./processes.js";

/**
 * Installs what the `package.json` of a folder asks for. No package here needs its install script: they fetch or build
 * what only the tools' own commands use.
 *
 * @throws CommandError if npm fails, or takes more than ten minutes
 */
export function npmInstall(folder: string, ...flags: readonly string[]): Promise<CommandResult> {
  const quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"];
  return run("npm", ["install", ...quiet, ...flags], { cwd: folder, timeoutMs: 600_000 });
}
