import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** How a program of CDKTF is synthesized: by the CLI, or as the CLI would run it. */
export interface Synthesis {
  /** The command, as one would type it. */
  readonly command: string;
  /** Why it is not the CLI. */
  readonly reason?: string;
}

/** The native module that the CLI loads whatever it is asked to do; it shows Terraform's output in a terminal. */
const TERMINAL = "@cdktf/node-pty-prebuilt-multiarch";

/**
 * Why the cdktf CLI that is installed at `root` does not run here; undefined where it does. Its terminal has binaries for
 * some versions of Node.js and some platforms only. It is loaded in a process of its own, since it prints as it fails.
 */
export function cliProblem(root: string): string | undefined {
  // As the CLI does, through a shell, with the program that `cdktf.json` names.
  const npx = spawnSync("npx --version", { stdio: "ignore", shell: true });
  if (npx.status !== 0) return "npx, which cdktf.json names, is not on the PATH";
  const cli = createRequire(join(root, "package.json")).resolve("cdktf-cli/package.json");
  const terminal = createRequire(cli).resolve(TERMINAL);
  const { status } = spawnSync(process.execPath, ["-e", "require(process.argv[1])", terminal], { stdio: "ignore" });
  if (status === 0) return undefined;
  const recommended = readFileSync(join(root, ".node-version"), "utf8").trim();
  const major = (version: string) => version.split(".")[0];
  const hint = major(recommended) === major(process.versions.node) ? "" : `; use Node.js ${recommended}`;
  return `its terminal has no binary for Node.js ${process.versions.node} on ${process.platform} ${process.arch}${hint}`;
}

interface Options {
  /** The folder of `cdktf.json`, with `cdktf-cli` and `tsx` installed. */
  readonly root: string;
  /** The program that `cdktf.json` names, relative to the folder. */
  readonly program: string;
  /** The folder for the result, absolute or relative to that one. */
  readonly outdir: string;
  /** What `cliProblem` found. */
  readonly problem: string | undefined;
}

/** Synthesizes with the real CLI, or runs the program with `tsx` where the CLI does not run. The result is the same. */
export function synthesizeProgram({ root, program, outdir, problem }: Options): Synthesis {
  const resolve = createRequire(join(root, "package.json")).resolve;
  const env = {
    ...process.env,
    CI: "true",
    CHECKPOINT_DISABLE: "1",
    // Else the CLI creates a folder in the home directory, which may not be writable.
    CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
  };
  const node = (args: readonly string[], more: NodeJS.ProcessEnv = {}) => {
    const ended = spawnSync(process.execPath, args, { cwd: root, env: { ...env, ...more }, encoding: "utf8" });
    if (ended.status === 0) return;
    throw new Error(`${problem === undefined ? "cdktf synth" : `tsx ${program}`} failed:\n${essence(ended)}`);
  };
  if (problem === undefined) {
    node([join(dirname(resolve("cdktf-cli/package.json")), "bundle/bin/cdktf.js"), "synth", "--output", outdir]);
    return { command: "cdktf synth" };
  }
  node([resolve("tsx/cli"), program], { CDKTF_OUTDIR: outdir });
  return { command: `tsx ${program}`, reason: problem };
}

/** What a program printed, without stack frames and the source lines of bundles. */
export function essence({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }): string {
  const lines = `${stdout}\n${stderr}`.split("\n").filter((line) => !/^\s+at /.test(line) && line.length < 400);
  return lines
    .join("\n")
    .replaceAll(/\n{2,}/g, "\n")
    .trim();
}
