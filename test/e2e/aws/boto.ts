import { fileURLToPath } from "node:url";
import { start, stop } from "../project/processes.js";
import { talkTo } from "./json-lines.js";
import { pythonEnvironment } from "./python.js";

export interface BotoAnswer {
  readonly output?: Record<string, unknown>;
  readonly error?: { readonly code: string; readonly message: string; readonly status: number };
  /** Where the raw answer departs from the service's published model. */
  readonly deviations: readonly string[];
}

/** The AWS SDK for Python, against whatever endpoint its environment names. */
export interface Boto {
  /** Makes one call, by the names of the service's model: `call("amplify", "CreateApp", { name: "site" })`. */
  call(service: string, operation: string, parameters?: object): Promise<BotoAnswer>;
  stop(): Promise<void>;
}

export async function startBoto(env: NodeJS.ProcessEnv): Promise<Boto> {
  const script = fileURLToPath(new URL("boto.py", import.meta.url));
  const child = start(await pythonEnvironment(), [script], { env: { ...env, AWS_MAX_ATTEMPTS: "1" } });
  const ask = talkTo(child);
  return {
    call: async (service, operation, parameters = {}) =>
      (await ask(`${service} ${operation}`, { service, operation, parameters })) as BotoAnswer,
    stop: () => stop(child),
  };
}
