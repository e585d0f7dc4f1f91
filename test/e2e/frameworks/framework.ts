import { rm } from "node:fs/promises";
import { join } from "node:path";
import { e2eFolder, workspaceFolder } from "../project/folders.js";
import { freePort } from "../project/free-port.js";
import { run } from "../project/processes.js";
import { type ServerProcess, startServer } from "../project/server-process.js";
import { buildOnce, type InstalledApp, installApp } from "../ssr/installed-app.js";

/** Telemetry of the frameworks is switched off. */
const QUIET = { NEXT_TELEMETRY_DISABLED: "1", NUXT_TELEMETRY_DISABLED: "1", ASTRO_TELEMETRY_DISABLED: "1" };

/** A small app of `apps` that answers with its settings. */
export interface Framework {
  /** Its folder. */
  readonly name: string;
  /** What builds it: a package's program and its arguments. */
  readonly build: readonly [program: string, ...args: string[]];
  /** What serves it, given as the arguments of Node.js. */
  readonly serve: (port: number) => readonly string[];
  /** Where it listens, if nothing can change that. Default: any port. */
  readonly port?: number;
  /** Where it answers. Default: the root. */
  readonly route?: string;
}

const appOf = ({ name }: Framework): InstalledApp => ({
  framework: name,
  source: join(e2eFolder, "frameworks/apps", name),
  folder: join(workspaceFolder, ".cache/frameworks", name),
});

/** `buildCommand` of the settings. */
const BUILD_COMMAND = "env | grep -E '^(SETTINGS_PATH)=' >> .env.production || true";

/**
 * Installs and builds an app, with these variables in the environment of the build and no other of AWS.
 *
 * @returns what is wrong if the framework cannot be installed here; undefined otherwise
 */
export async function buildApp(framework: Framework, variables: NodeJS.ProcessEnv): Promise<string | undefined> {
  const app = appOf(framework);
  const problem = await installApp(app);
  if (problem !== undefined) return problem;
  const { folder } = app;
  const [program, ...args] = framework.build;
  await buildOnce(app, { variables, build: framework.build }, async () => {
    await rm(join(folder, ".env.production"), { force: true });
    // What the build specification has before the build.
    await run("sh", ["-c", `${BUILD_COMMAND}; exec "$0" "$@"`, join(folder, "node_modules/.bin", program), ...args], {
      cwd: folder,
      env: { ...QUIET, NODE_ENV: "production", ...variables },
      timeoutMs: 300_000,
    });
  });
  return undefined;
}

/** Serves a built app, with what the environment has for it. */
export async function serveApp(framework: Framework, env: NodeJS.ProcessEnv): Promise<ServerProcess> {
  const port = framework.port ?? (await freePort());
  const root = `http://localhost:${port}`;
  return startServer({
    name: framework.name,
    args: framework.serve(port),
    cwd: appOf(framework).folder,
    env: { ...QUIET, NODE_ENV: "production", HOST: "127.0.0.1", PORT: String(port), ...env },
    url: `${root}${framework.route ?? "/"}`,
    isReady: () =>
      fetch(`${root}/not-found`).then(
        () => true,
        () => false,
      ),
  });
}
