import { type ChildProcess, spawn } from "node:child_process";

export interface RunOptions {
  readonly cwd?: string;
  /** Merged over the environment of this process; an undefined value takes a variable away. */
  readonly env?: NodeJS.ProcessEnv;
  /** After this long the command and what it started are ended, and the run fails. */
  readonly timeoutMs: number;
}

export interface RunResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

/** A command that ended badly or not in time; the message ends with the tail of what it printed. */
export class CommandError extends Error {
  override readonly name = "CommandError";

  constructor(
    command: string,
    readonly result: RunResult,
    reason: string,
    cwd: string | undefined,
  ) {
    const place = cwd === undefined ? "" : ` in ${cwd}`;
    const printed = tail(`${result.stdout}\n${result.stderr}`, 60);
    super(`${command} ${reason} after ${result.seconds.toFixed(1)} s${place}\n${printed}`);
  }
}

const live = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of live) signal(child, "SIGKILL");
});

/**
 * Starts a command in a process group of its own, so that what it starts in turn (Terraform's provider, Pulumi's
 * plugins) can be ended with it. It is ended at the latest when this process exits.
 */
export function start(command: string, args: readonly string[], options: Omit<RunOptions, "timeoutMs">): ChildProcess {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
  live.add(child);
  child.once("exit", () => live.delete(child));
  child.once("error", () => live.delete(child));
  return child;
}

/** Asks a started command to end, and ends it after `graceMs` if it has not. */
export async function stop(child: ChildProcess, graceMs = 5_000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  signal(child, "SIGTERM");
  const timer = setTimeout(() => signal(child, "SIGKILL"), graceMs);
  await ended;
  clearTimeout(timer);
}

/** Runs a command to its end, and throws a `CommandError` if it takes too long or ends with another code than 0. */
export async function run(command: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  const began = Date.now();
  const child = start(command, args, options);
  child.stdin?.end();
  let stdout = "";
  let stderr = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });

  let late = false;
  const timer = setTimeout(() => {
    late = true;
    void stop(child);
  }, options.timeoutMs);
  const code = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) => resolve(exitCode ?? -1));
  }).finally(() => clearTimeout(timer));

  const result = { code, stdout, stderr, seconds: (Date.now() - began) / 1000 };
  const line = [command, ...args].join(" ");
  if (late) throw new CommandError(line, result, "was ended for taking too long,", options.cwd);
  if (code !== 0) throw new CommandError(line, result, `failed with code ${code}`, options.cwd);
  return result;
}

/** What one command came to. */
export interface Ran {
  readonly succeeded: boolean;
  /** What the user sees. */
  readonly printed: string;
}

/** What a command printed, whichever way it ended. */
export async function ran(command: Promise<string>): Promise<Ran> {
  try {
    return { succeeded: true, printed: await command };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return { succeeded: false, printed: `${error.result.stdout}\n${error.result.stderr}` };
  }
}

/** The last lines of a text. */
export function tail(text: string, lines: number): string {
  return text.trimEnd().split("\n").slice(-lines).join("\n");
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, name);
  } catch (error) {
    // The group may have ended by itself between the question and the answer.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
