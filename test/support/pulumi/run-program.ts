import { spawn } from "node:child_process";
import { statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "./connect.js";
import { Monitor, type MonitorOptions } from "./monitor.js";

export interface RunOptions extends Omit<MonitorOptions, "project" | "stack"> {
  /** The absolute path of a folder with an `index.ts` or a `package.json`, or of a TypeScript or JavaScript file. */
  readonly program: string;
  /** By full key, as `aws:region`; a key without a namespace is the project's. */
  readonly config?: Readonly<Record<string, string>>;
  readonly project?: string;
  readonly stack?: string;
  /** Added to the few variables that a process needs; nothing else of this process's environment gets through. */
  readonly env?: Readonly<Record<string, string>>;
  /** The Node.js that runs it. Default: the one that runs this. */
  readonly node?: string;
  /** After this many milliseconds the program is ended and the run fails. Default: 25 000. */
  readonly timeout?: number;
}

export interface Run
  extends Pick<Monitor, "registrations" | "outputs" | "invokes" | "reads" | "logs" | "refusals" | "stackOutputs"> {
  /** 0, or 32 if the program failed and the runner has logged why. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

const plainErrors = fileURLToPath(new URL("plain-errors.cjs", import.meta.url));

/** Runs a Pulumi program as `pulumi preview` or `pulumi up` would on an empty stack, with Pulumi's own Node.js runner. */
export async function runProgram(options: RunOptions): Promise<Run> {
  const { project = "project", stack = "test" } = options;
  const monitor = new Monitor({ ...options, project, stack });
  const connection = await serve(monitor);
  try {
    const folder = statSync(options.program).isDirectory() ? options.program : dirname(options.program);
    const entry = folder === options.program ? "." : options.program;
    // The language host takes the runner that the program itself would find.
    const runner = createRequire(join(folder, "index.js")).resolve("@pulumi/pulumi/cmd/run");
    const flags = {
      monitor: connection.address,
      engine: connection.address,
      organization: "organization",
      project,
      "root-directory": folder,
      stack,
      pwd: folder,
      parallel: "16",
    };
    const args = Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, value]);
    const exit = await run(["-r", plainErrors, runner, ...args, ...(options.dryRun ? ["--dry-run"] : []), entry], {
      env: { ...environment(project, options.config ?? {}), ...options.env },
      timeout: options.timeout ?? 25_000,
      node: options.node ?? process.execPath,
    });
    const { registrations, outputs, invokes, reads, logs, refusals, stackOutputs } = monitor;
    return { ...exit, registrations, outputs, invokes, reads, logs, refusals, stackOutputs };
  } finally {
    connection.close();
  }
}

/** The text of what a run said, for the message of an assertion. */
export function transcript(run: Run): string {
  return [
    `exit code ${run.exitCode}`,
    ...run.logs.map((log) => `${log.severity}: ${log.message}`),
    run.stdout,
    run.stderr,
  ]
    .filter((line) => line !== "")
    .join("\n");
}

function environment(project: string, config: Readonly<Record<string, string>>): Record<string, string> {
  const qualified = Object.entries(config).map(([key, value]) => [
    key.includes(":") ? key : `${project}:${key}`,
    value,
  ]);
  const inherited = ["PATH", "HOME", "TMPDIR"].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return {
    ...Object.fromEntries(inherited),
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(qualified)),
    PULUMI_CONFIG_SECRET_KEYS: "[]",
    PULUMI_NODEJS_TYPESCRIPT: "true",
    // Types are checked by `tsc` over the whole of the tests; checking them again takes seconds per program.
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
  };
}

function run(
  args: readonly string[],
  { env, timeout, node }: { env: Record<string, string>; timeout: number; node: string },
): Promise<Pick<Run, "exitCode" | "stdout" | "stderr">> {
  return new Promise((resolve, reject) => {
    const child = spawn(node, args, { env, stdio: ["ignore", "pipe", "pipe"] });
    const said = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text) => (said.stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text) => (said.stderr += text));
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill("SIGKILL");
    }, timeout);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      if (code !== null) return resolve({ exitCode: code, ...said });
      const cause = late ? `did not end within ${timeout} ms` : `was ended by ${signal}`;
      reject(new Error(`The program ${cause}.\n${said.stdout}${said.stderr}`));
    });
  });
}
