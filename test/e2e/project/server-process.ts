import { setTimeout as delay } from "node:timers/promises";
import { type StartOptions, start, stop } from "./processes.js";

/** A server that answers requests. */
export interface ServerProcess {
  readonly url: string;
  /** All that it wrote to its log. */
  log(): string;
  stop(): Promise<void>;
}

export interface ServerProgram extends StartOptions {
  /** For messages. */
  readonly name: string;
  /** The arguments of Node.js. */
  readonly args: readonly string[];
  /** Where it answers. */
  readonly url: string;
  /** Whether it answers requests. It gets the log so far. */
  readonly isReady: (log: string) => boolean | Promise<boolean>;
}

const START_TIMEOUT_MS = 60_000;

/**
 * Starts a server that Node.js runs, and returns once it is ready.
 *
 * @throws Error with the server's log if it ends or is not ready in time
 */
export async function startServer({ name, args, url, isReady, ...options }: ServerProgram): Promise<ServerProcess> {
  const child = start(process.execPath, args, options);
  let log = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      log += text;
    });
  }
  for (const end = Date.now() + START_TIMEOUT_MS; Date.now() < end; await delay(100)) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${name} ended:\n${log}`);
    if (await isReady(log)) return { url, log: () => log, stop: () => stop(child) };
  }
  await stop(child);
  throw new Error(`${name} is not ready after ${START_TIMEOUT_MS / 1_000} s:\n${log}`);
}
