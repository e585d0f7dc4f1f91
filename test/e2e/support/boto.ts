import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { start, stop, tail } from "./processes.js";
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

const CALL_TIMEOUT_MS = 60_000;

export async function startBoto(env: NodeJS.ProcessEnv): Promise<Boto> {
  const script = fileURLToPath(new URL("boto.py", import.meta.url));
  const child = start(await pythonEnvironment(), [script], { env: { ...env, AWS_MAX_ATTEMPTS: "1" } });
  const { stdin, stdout, stderr } = child;
  if (stdin === null || stdout === null) throw new Error("The process has no pipes");
  let complaints = "";
  stderr?.setEncoding("utf8").on("data", (text: string) => {
    complaints += text;
  });
  const answers = createInterface({ input: stdout })[Symbol.asyncIterator]();

  return {
    call: async (service, operation, parameters = {}) => {
      stdin.write(`${JSON.stringify({ service, operation, parameters })}\n`);
      const timer = setTimeout(() => void stop(child), CALL_TIMEOUT_MS);
      const { value, done } = await answers.next();
      clearTimeout(timer);
      if (done) throw new Error(`boto.py ended during ${service} ${operation}\n${tail(complaints, 30)}`);
      return JSON.parse(value);
    },
    stop: () => stop(child),
  };
}
