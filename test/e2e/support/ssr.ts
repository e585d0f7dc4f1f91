import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { workspaceFolder } from "./folders.js";
import { start, stop, tail } from "./processes.js";

/** What a browser asks of the app. `/settings` is not a route: it reads the app's settings. */
export interface SsrRequest {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: object;
}

export interface SsrAnswer {
  readonly status: number;
  readonly body: string;
  /** What the server wrote into its log meanwhile. */
  readonly log: string;
}

/** The server code of examples/nextjs-app in a process of its own. */
export interface Ssr {
  get(path: string): Promise<SsrAnswer>;
  post(path: string, body: object): Promise<SsrAnswer>;
  stop(): Promise<void>;
}

const ANSWER_TIMEOUT_MS = 60_000;

/**
 * Starts the code as it is. All that it knows of AWS and of its things is in the environment, as on Amplify.
 */
export function startSsr(env: NodeJS.ProcessEnv): Ssr {
  const tsx = join(workspaceFolder, "node_modules/tsx/dist/cli.mjs");
  const app = join(workspaceFolder, "examples/nextjs-app");
  const host = fileURLToPath(new URL("ssr/host.ts", import.meta.url));
  const child = start(process.execPath, [tsx, "--tsconfig", join(app, "tsconfig.json"), host, app], { env });
  const { stdin, stdout, stderr } = child;
  if (stdin === null || stdout === null) throw new Error("The process has no pipes");
  let complaints = "";
  stderr?.setEncoding("utf8").on("data", (text: string) => {
    complaints += text;
  });
  const answers = createInterface({ input: stdout })[Symbol.asyncIterator]();

  async function ask(request: SsrRequest): Promise<SsrAnswer> {
    stdin?.write(`${JSON.stringify(request)}\n`);
    const timer = setTimeout(() => void stop(child), ANSWER_TIMEOUT_MS);
    const { value, done } = await answers.next();
    clearTimeout(timer);
    if (done) throw new Error(`The server ended during ${request.method} ${request.path}\n${tail(complaints, 30)}`);
    return JSON.parse(value);
  }

  return {
    get: (path) => ask({ method: "GET", path }),
    post: (path, body) => ask({ method: "POST", path, body }),
    stop: () => stop(child),
  };
}
