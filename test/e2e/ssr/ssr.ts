import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { talkTo } from "../aws/json-lines.js";
import { workspaceFolder } from "../project/folders.js";
import { start, stop } from "../project/processes.js";

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

/**
 * Starts the code as it is. All that it knows of AWS and of its things is in the environment, as on Amplify.
 */
export function startSsr(env: NodeJS.ProcessEnv): Ssr {
  const tsx = join(workspaceFolder, "node_modules/tsx/dist/cli.mjs");
  const app = join(workspaceFolder, "examples/nextjs-app");
  const host = fileURLToPath(new URL("host.ts", import.meta.url));
  const child = start(process.execPath, [tsx, "--tsconfig", join(app, "tsconfig.json"), host, app], { env });
  const talk = talkTo(child);
  const ask = async (request: SsrRequest) => (await talk(`${request.method} ${request.path}`, request)) as SsrAnswer;
  return {
    get: (path) => ask({ method: "GET", path }),
    post: (path, body) => ask({ method: "POST", path, body }),
    stop: () => stop(child),
  };
}
