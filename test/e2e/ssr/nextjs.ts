import { join } from "node:path";
import { workspaceFolder } from "../project/folders.js";
import { freePort } from "../project/free-port.js";
import { run } from "../project/processes.js";
import { type ServerProcess, startServer } from "../project/server-process.js";
import { buildOnce, type InstalledApp, installApp } from "./installed-app.js";

const app: InstalledApp = {
  framework: "Next.js",
  source: join(workspaceFolder, "examples/nextjs-app"),
  folder: join(workspaceFolder, ".cache/nextjs-app"),
};
const ENV = { NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" };
const bin = join(app.folder, "node_modules/next/dist/bin/next");

/** Where the app is built. */
export const nextFolder = app.folder;

/** Installs and builds the app of the examples. What is wrong if Next.js cannot be installed here; undefined otherwise. */
export async function buildNextApp(): Promise<string | undefined> {
  const problem = await installApp(app);
  if (problem !== undefined) return problem;
  await buildOnce(app, {}, () =>
    run(process.execPath, [bin, "build"], { cwd: app.folder, env: ENV, timeoutMs: 300_000 }),
  );
  return undefined;
}

/** Serves the built app, with what the environment has for it, as on Amplify. */
export async function startNextApp(env: NodeJS.ProcessEnv): Promise<ServerProcess> {
  const port = await freePort();
  return startServer({
    name: "Next.js",
    args: [bin, "start", "--port", String(port)],
    cwd: app.folder,
    env: { ...ENV, ...env },
    url: `http://localhost:${port}`,
    // A request would run the page.
    isReady: (log) => log.includes("Ready in"),
  });
}
