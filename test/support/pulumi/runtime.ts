import * as pulumi from "@pulumi/pulumi";
import state from "@pulumi/pulumi/runtime/state.js";

/** What `@pulumi/pulumi` exports for its own runners and leaves out of its typings. */
interface Internals {
  /** Gives the callback and all it starts a state of their own, as each inline program of the Automation API has. */
  withLocalStorage<T>(callback: () => T): T;
  /** Waits for the requests that are under way. */
  waitForRPCs(): Promise<void>;
}

const { withLocalStorage, waitForRPCs } = { ...state, ...pulumi.runtime } as unknown as Internals;

/** Runs the callback apart from any other use of Pulumi in this process, before or at the same time. */
export function withOwnRuntime<T>(callback: () => T): T {
  return withLocalStorage(callback);
}

/**
 * Waits until no request is under way and a whole turn of the event loop brought none. All of Pulumi's own steps are
 * promise jobs, done within the turn; a program that waits for something else must await it itself.
 */
export async function settled(calls: () => number): Promise<void> {
  let before: number;
  do {
    before = calls();
    await waitForRPCs();
    await new Promise(setImmediate);
  } while (calls() !== before);
}
