import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { workspaceFolder } from "../project/folders.js";
import { CommandError, run, start, stop } from "../project/processes.js";

const app = join(workspaceFolder, "examples/nextjs-app");
const runtime = join(workspaceFolder, "packages/runtime");
/** Kept, so that Next.js is installed once per machine, and the app built once per change. */
export const nextFolder = join(workspaceFolder, ".cache/nextjs-app");
const folder = nextFolder;
const MINUTE = 60_000;

/** The app of the examples, served by Next.js. */
export interface NextServer {
  readonly url: string;
  /** All that it wrote to its log. */
  log(): string;
  stop(): Promise<void>;
}

/** Installs and builds the app. What is wrong if Next.js cannot be installed here; undefined otherwise. */
export async function buildNextApp(): Promise<string | undefined> {
  await mkdir(folder, { recursive: true });
  const manifest = JSON.parse(await readFile(join(app, "package.json"), "utf8"));
  manifest.dependencies["@amplify-roles/runtime"] = `file:${runtime}`;
  const text = JSON.stringify(manifest, undefined, 2);
  const installed = await digestOf(join(runtime, "dist"), text);
  if ((await recorded("installed")) !== installed) {
    await rm(join(folder, "node_modules"), { recursive: true, force: true });
    await writeFile(join(folder, "package.json"), text);
    // The runtime package is copied as npm would pack it. No package here needs its install script.
    const flags = ["--install-links", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"];
    try {
      await run("npm", ["install", ...flags], { cwd: folder, timeoutMs: 5 * MINUTE });
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      return `Next.js cannot be installed: ${/npm error (.*)/.exec(error.message)?.[1] ?? "npm did not answer"}`;
    }
    await record("installed", installed);
  }
  const built = await digestOf(app, installed);
  if ((await recorded("built")) !== built) {
    const isOwn = (path: string) => !/\/(node_modules|\.next|package(-lock)?\.json)(\/|$)/.test(path.slice(app.length));
    await cp(app, folder, { recursive: true, filter: isOwn });
    await next(["build"]);
    await record("built", built);
  }
  return undefined;
}

/** Serves the built app, with what the environment has for it, as on Amplify. */
export async function startNextApp(env: NodeJS.ProcessEnv): Promise<NextServer> {
  const port = await freePort();
  const bin = join(folder, "node_modules/next/dist/bin/next");
  const child = start(process.execPath, [bin, "start", "--port", String(port)], {
    cwd: folder,
    env: { NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production", ...env },
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (data) => {
      log += data;
    });
  }
  const url = `http://localhost:${port}`;
  const isReady = () => log.includes("Ready in");
  for (let tries = 0; tries < 300 && !isReady(); tries += 1) {
    if (child.exitCode !== null) throw new Error(`Next.js ended:\n${log}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  if (!isReady()) throw new Error(`Next.js is not ready after 30 s:\n${log}`);
  return { url, log: () => log, stop: () => stop(child) };
}

const next = (args: readonly string[]) =>
  run(process.execPath, [join(folder, "node_modules/next/dist/bin/next"), ...args], {
    cwd: folder,
    env: { NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" },
    timeoutMs: 5 * MINUTE,
  });

const record = (name: string, digest: string) => writeFile(join(folder, `.${name}`), digest);
const recorded = (name: string) => readFile(join(folder, `.${name}`), "utf8").catch(() => undefined);

/** Of a text and all files of a folder that are the app's own. */
async function digestOf(of: string, text: string): Promise<string> {
  const hash = createHash("sha256").update(text);
  const files = (await readdir(of, { recursive: true })).filter((path) => !/^(node_modules|\.next)(\/|$)/.test(path));
  for (const file of files.sort()) {
    // A folder has no content.
    hash.update(file).update(await readFile(join(of, file), "latin1").catch(() => ""));
  }
  return hash.digest("hex");
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
