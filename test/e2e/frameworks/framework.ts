import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { e2eFolder, workspaceFolder } from "../project/folders.js";
import { CommandError, run, start, stop } from "../project/processes.js";

const runtime = join(workspaceFolder, "packages/runtime");
const MINUTE = 60_000;
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

/** An app that is served. */
export interface Served {
  readonly url: string;
  /** All that it wrote to its log. */
  log(): string;
  stop(): Promise<void>;
}

/** Kept, so that the framework is installed once per machine, and the app built once per change. */
const folderOf = ({ name }: Framework) => join(workspaceFolder, ".cache/frameworks", name);

/**
 * Installs and builds an app, with these variables in the environment of the build and no other of AWS.
 *
 * @returns what is wrong if the framework cannot be installed here; undefined otherwise
 */
export async function buildApp(framework: Framework, variables: NodeJS.ProcessEnv): Promise<string | undefined> {
  const app = join(e2eFolder, "frameworks/apps", framework.name);
  const folder = folderOf(framework);
  await mkdir(folder, { recursive: true });
  const manifest = JSON.parse(await readFile(join(app, "package.json"), "utf8"));
  manifest.dependencies["@amplify-roles/runtime"] = `file:${runtime}`;
  const text = JSON.stringify(manifest, undefined, 2);
  const installed = await digestOf(join(runtime, "dist"), text);
  if ((await recorded(folder, "installed")) !== installed) {
    await rm(join(folder, "node_modules"), { recursive: true, force: true });
    await writeFile(join(folder, "package.json"), text);
    // The runtime package is copied as npm would pack it.
    const flags = ["--install-links", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"];
    try {
      await run("npm", ["install", ...flags], { cwd: folder, timeoutMs: 10 * MINUTE });
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      return `${framework.name} cannot be installed: ${/npm error (.*)/.exec(error.message)?.[1] ?? "npm did not answer"}`;
    }
    await record(folder, "installed", installed);
  }
  const built = await digestOf(app, JSON.stringify([installed, variables, framework.build]));
  if ((await recorded(folder, "built")) === built) return undefined;
  await cp(app, folder, { recursive: true, filter: (path) => !path.endsWith("package.json") });
  await rm(join(folder, ".env.production"), { force: true });
  const env = { ...QUIET, NODE_ENV: "production", ...variables };
  const [program, ...args] = framework.build;
  const bin = join(folder, "node_modules/.bin", program);
  // What the build specification has before the build.
  await run("sh", ["-c", `${BUILD_COMMAND}; exec "$0" "$@"`, bin, ...args], {
    cwd: folder,
    env,
    timeoutMs: 5 * MINUTE,
  });
  await record(folder, "built", built);
  return undefined;
}

/** `buildCommand` of the settings. */
export const BUILD_COMMAND = "env | grep -E '^(SETTINGS_PATH)=' >> .env.production || true";

/** Serves a built app, with what the environment has for it. */
export async function serveApp(framework: Framework, env: NodeJS.ProcessEnv): Promise<Served> {
  const port = framework.port ?? (await freePort());
  const child = start(process.execPath, framework.serve(port), {
    cwd: folderOf(framework),
    env: { ...QUIET, NODE_ENV: "production", HOST: "127.0.0.1", PORT: String(port), ...env },
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (data) => {
      log += data;
    });
  }
  const url = `http://localhost:${port}`;
  const answers = () =>
    fetch(`${url}/not-found`).then(
      () => true,
      () => false,
    );
  for (let tries = 0; tries < 300; tries += 1) {
    if (child.exitCode !== null) throw new Error(`${framework.name} ended:\n${log}`);
    if (await answers()) return { url: `${url}${framework.route ?? "/"}`, log: () => log, stop: () => stop(child) };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await stop(child);
  throw new Error(`${framework.name} does not answer after 30 s:\n${log}`);
}

const record = (folder: string, name: string, digest: string) => writeFile(join(folder, `.${name}`), digest);
const recorded = (folder: string, name: string) => readFile(join(folder, `.${name}`), "utf8").catch(() => undefined);

/** Of a text and all files of a folder. */
async function digestOf(folder: string, text: string): Promise<string> {
  const hash = createHash("sha256").update(text);
  for (const file of (await readdir(folder, { recursive: true })).sort()) {
    // A folder has no content.
    hash.update(file).update(await readFile(join(folder, file), "latin1").catch(() => ""));
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
