import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { freePort } from "../project/free-port.js";
import { npmInstall } from "../project/npm-install.js";
import { run } from "../project/processes.js";
import { startServer } from "../project/server-process.js";
import { publishedName, type Tarballs } from "./tarballs.js";

/** The last Verdaccio that runs on Node.js 20, too. */
const MANIFEST = {
  name: "registry",
  private: true,
  dependencies: { verdaccio: "6.3.2" },
  // It asks for a tag of it, which not every mirror of the registry has.
  overrides: { "node-fetch": "2.7.0" },
};

/** A registry on localhost that has the packages of this workspace, and passes on everything else to npm's. */
export interface Registry {
  readonly url: string;
  /** What npm needs in its environment to use it, with a cache of its own. */
  readonly env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

/** Installs Verdaccio into a folder, starts it and publishes the packages, as a release does. */
export async function startRegistry(folder: string, tarballs: Tarballs): Promise<Registry> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify(MANIFEST));
  await npmInstall(folder);
  const { stdout: upstream } = await run("npm", ["config", "get", "registry"], { cwd: folder, timeoutMs: 30_000 });
  const everybody = { access: "$all", publish: "$all", unpublish: "$all" };
  const configuration = {
    storage: join(folder, "storage"),
    uplinks: { npmjs: { url: upstream.trim(), timeout: "60s", max_fails: 10 } },
    // Ours are never asked for elsewhere: somebody may publish these names.
    packages: { "@amplify-roles/*": everybody, "amplify-roles": everybody, "**": { access: "$all", proxy: "npmjs" } },
    max_body_size: "50mb",
    log: { type: "stdout", format: "json", level: "error" },
  };
  // YAML has JSON in it.
  await writeFile(join(folder, "config.yaml"), JSON.stringify(configuration));
  const port = await freePort();
  const program = join(folder, "node_modules/verdaccio/bin/verdaccio");
  const url = `http://127.0.0.1:${port}/`;
  const server = await startServer({
    name: "Verdaccio",
    args: [program, "--config", "config.yaml", "--listen", `127.0.0.1:${port}`],
    cwd: folder,
    url,
    isReady: () =>
      fetch(`${url}-/ping`).then(
        ({ ok }) => ok,
        () => false,
      ),
  });
  const npmrc = join(folder, "npmrc");
  // npm wants some token before it publishes.
  await writeFile(npmrc, `registry=${url}\n//127.0.0.1:${port}/:_authToken=anybody\n`);
  const env = { npm_config_userconfig: npmrc, npm_config_registry: url, npm_config_cache: join(folder, "cache") };
  try {
    for (const name of Object.keys(tarballs) as (keyof Tarballs)[]) {
      // Provenance comes from the workflow that releases.
      await run("npm", ["publish", tarballs[name], "--provenance=false"], { cwd: folder, env, timeoutMs: 60_000 });
      await run("npm", ["view", publishedName(name), "version"], { cwd: folder, env, timeoutMs: 60_000 });
    }
    return { url, env, close: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
