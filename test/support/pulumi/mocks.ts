import { AsyncResource } from "node:async_hooks";
import * as pulumi from "@pulumi/pulumi";
import { directEngine, directMonitor } from "./connect.js";
import { Monitor, type MonitorOptions } from "./monitor.js";
import { settled, withOwnRuntime } from "./runtime.js";
import { decode, type Value } from "./wire.js";

export interface MockOptions extends Pick<MonitorOptions, "types" | "tokens"> {
  readonly preview?: boolean;
  readonly project?: string;
  readonly stack?: string;
  /** By full key, as `aws:region`. */
  readonly config?: Readonly<Record<string, string>>;
  /** After this many milliseconds the run fails. Default: 10 000. */
  readonly timeout?: number;
  /** See `MonitorOptions.resourceOutputs`. */
  readonly state?: MonitorOptions["resourceOutputs"];
  /** See `MonitorOptions.invoke`. */
  readonly call?: MonitorOptions["invoke"];
}

export interface MockRun<T> extends Pick<Monitor, "outputs" | "invokes" | "reads" | "logs"> {
  readonly result: T;
  readonly resources: Monitor["registrations"];
  /** The value of an output or of anything that holds outputs, with its unknowns and secrets visible. */
  read(value: unknown): Promise<Value>;
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Runs a program in this process against a monitor of its own and waits until everything is registered. It fails if the
 * program throws, if an error has no other place to go, or if a resource or a function was refused.
 *
 * `pulumi.runtime.setMocks` would be the ordinary way, but its monitor tells no parent, dependency, alias or provider,
 * and moves the mark of a secret up to the whole property. Runs go one after the other, for an unhandled rejection does
 * not say which run it belongs to.
 */
export function withMocks<T>(options: MockOptions, program: () => T | Promise<T>): Promise<MockRun<T>> {
  const run = last.then(() => withOwnRuntime(() => runInStack(options, program)));
  last = run.catch(() => undefined);
  return run;
}

async function runInStack<T>(options: MockOptions, program: () => T | Promise<T>): Promise<MockRun<T>> {
  const { preview = false, project = "project", stack = "test", types, tokens, state, call } = options;
  const monitor = new Monitor({ dryRun: preview, project, stack, types, tokens, resourceOutputs: state, invoke: call });
  pulumi.runtime.setMockOptions(directMonitor(monitor), project, stack, preview);
  pulumi.runtime.setAllConfig({ ...options.config });
  globalThis.asyncLocalStorage.getStore().settings.engine = directEngine(monitor);

  const strays = takeUnhandledRejections();
  const limit = timeLimit(options.timeout ?? 10_000);
  let result: T;
  try {
    result = await Promise.race([complete(program, monitor), strays.first, limit.passed]);
  } finally {
    limit.clear();
    await strays.release();
    pulumi.runtime.disconnectSync();
  }
  if (strays.errors.length > 0) throw strays.errors[0];
  if (monitor.refusals.length > 0) throw new Error(monitor.refusals.join("\n"));

  const read = AsyncResource.bind(async (value: unknown) =>
    decode(await pulumi.runtime.serializeProperty("read", value)),
  );
  const { registrations: resources, outputs, invokes, reads, logs } = monitor;
  return { result, resources, outputs, invokes, reads, logs, read };
}

async function complete<T>(program: () => T | Promise<T>, monitor: Monitor): Promise<T> {
  const results: T[] = [];
  await pulumi.runtime.runInPulumiStack(async () => {
    results.push(await program());
  });
  await settled(() => monitor.calls);
  return results[0] as T;
}

interface Strays {
  readonly errors: readonly unknown[];
  /** Fails with the first. */
  readonly first: Promise<never>;
  release(): Promise<void>;
}

/**
 * Pulumi lets an error that no promise of the program carries, such as a refused registration, become an unhandled
 * rejection, and its runner fails the deployment on one. While a run lasts they are its own and not the test runner's.
 */
function takeUnhandledRejections(): Strays {
  const errors: unknown[] = [];
  const listeners = process.listeners("unhandledRejection");
  let fail: (error: unknown) => void;
  const first = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const collect = (error: unknown) => {
    errors.push(error);
    fail(error);
  };
  process.removeAllListeners("unhandledRejection").on("unhandledRejection", collect);
  return {
    errors,
    first,
    async release() {
      // Node.js reports a rejection once the promise jobs of the turn are done.
      await new Promise(setImmediate);
      process.off("unhandledRejection", collect);
      for (const listener of listeners) process.on("unhandledRejection", listener);
    },
  };
}

/** A resource whose inputs are never known would keep its run, and those behind it, from ever ending. */
function timeLimit(milliseconds: number): { passed: Promise<never>; clear(): void } {
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<never>((_, reject) => {
    const late = new Error(`The program has not settled within ${milliseconds} ms`);
    timer = setTimeout(() => reject(late), milliseconds);
  });
  return { passed, clear: () => clearTimeout(timer) };
}
