import type { ChildProcess } from "node:child_process";
import { execa } from "execa";
import { unwatch, watch } from "./watchdog.js";

export interface StartOptions {
  readonly cwd?: string;
  /** Merged over the environment of this process. An undefined value removes a variable. */
  readonly env?: NodeJS.ProcessEnv;
}

export interface RunOptions extends StartOptions {
  /** After this time, in milliseconds, the command and what it started are killed, and the run fails. */
  readonly timeoutMs: number;
}

/** What became of a command. */
export class CommandResult {
  constructor(
    /** As it was typed. */
    readonly command: string,
    /** The exit code; -1 after a signal. */
    readonly code: number,
    readonly stdout: string,
    readonly stderr: string,
    readonly seconds: number,
  ) {}

  get succeeded(): boolean {
    return this.code === 0;
  }

  /** Both streams, as printed. */
  get output(): string {
    return this.stderr === "" ? this.stdout : `${this.stdout}\n${this.stderr}`;
  }

  /** Both streams on one line, without the frame that Terraform draws around its messages. */
  get oneLine(): string {
    return this.output.replaceAll(/[╷│╵]/g, " ").replaceAll(/\s+/g, " ").trim();
  }
}

/** A command that failed or took too long. The message ends with the last lines of the output. */
export class CommandError extends Error {
  override readonly name = "CommandError";

  constructor(
    readonly result: CommandResult,
    reason: string,
    cwd: string | undefined,
    /** Whether it was killed for taking too long. */
    readonly timedOut: boolean,
  ) {
    const folder = cwd === undefined ? "" : ` in ${cwd}`;
    super(`${result.command} ${reason} after ${result.seconds.toFixed(1)} s${folder}\n${tail(result.output, 60)}`);
  }
}

const OPTIONS = { detached: true, cleanup: false, reject: false, stripFinalNewline: false } as const;

/** The groups that are running, in the order in which they were started. */
const running = new Map<number, string>();

/**
 * Starts a command in its own process group, so that what it starts in turn (Terraform's provider, Pulumi's plugins)
 * ends with it. The group ends with this process at the latest, however this process ends.
 */
export function start(command: string, args: readonly string[], options: StartOptions): ChildProcess {
  const child = execa(command, args, { ...OPTIONS, ...options, buffer: false, stdin: "pipe" });
  follow(child, command);
  return child as unknown as ChildProcess;
}

/** Asks a started command to end, and kills its group after `graceMs`. */
export async function stop(child: ChildProcess, graceMs = 5_000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  endGroup(child.pid, "SIGTERM", graceMs);
  await ended;
}

/** Runs a command to its end. @throws CommandError where it fails or takes too long */
export async function run(
  command: string,
  args: readonly string[],
  { timeoutMs, ...options }: RunOptions,
): Promise<CommandResult> {
  const child = execa(command, args, { ...OPTIONS, ...options, stdin: "ignore" });
  follow(child as unknown as ChildProcess, command);
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    endGroup(child.pid, "SIGTERM", 5_000);
  }, timeoutMs);
  const ended = await child;
  clearTimeout(timer);
  if (ended.exitCode === undefined && ended.signal === undefined)
    throw new Error(`${command} cannot be started: ${ended.originalMessage}`);
  const { exitCode = -1, stdout, stderr, durationMs } = ended;
  const line = [command, ...args].join(" ");
  const result = new CommandResult(line, exitCode, stdout, stderr, durationMs / 1_000);
  if (late) throw new CommandError(result, "was killed for taking too long,", options.cwd, true);
  if (!result.succeeded) throw new CommandError(result, `failed with code ${exitCode}`, options.cwd, false);
  return result;
}

/** The result of a command that may fail. */
export async function attempt(command: Promise<CommandResult>): Promise<CommandResult> {
  try {
    return await command;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return error.result;
  }
}

/** The process id of the last started command of that name that is running. */
export function runningCommand(command: string): number | undefined {
  return [...running].filter(([, name]) => name === command).at(-1)?.[0];
}

/** The last lines of a text. */
export function tail(text: string, lines: number): string {
  return text.trimEnd().split("\n").slice(-lines).join("\n");
}

function follow(child: Pick<ChildProcess, "pid" | "once">, command: string): void {
  const { pid } = child;
  if (pid === undefined) return;
  watch(pid);
  running.set(pid, command);
  child.once("exit", () => {
    running.delete(pid);
    // What the command left behind in its group.
    signal(pid, "SIGKILL");
    unwatch(pid);
  });
}

function endGroup(pid: number | undefined, first: NodeJS.Signals, graceMs: number): void {
  if (pid === undefined) return;
  signal(pid, first);
  setTimeout(() => running.has(pid) && signal(pid, "SIGKILL"), graceMs).unref();
}

function signal(group: number, name: NodeJS.Signals): void {
  try {
    process.kill(-group, name);
  } catch (error) {
    // The group may have ended by itself in the meantime.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
