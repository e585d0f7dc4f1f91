import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { workspaceFolder } from "../project/folders.js";
import { npmInstall } from "../project/npm-install.js";
import { CommandError } from "../project/processes.js";

const runtime = join(workspaceFolder, "packages/runtime");

/** What an app's framework or npm wrote into its folder. */
const GENERATED = /^(node_modules|\.next)(\/|$)/;
/** The manifest in the folder has the packed runtime package. */
const MANIFEST = /^package(-lock)?\.json$/;

/** An app of the repository in a folder that is kept: its framework is installed once per machine. */
export interface InstalledApp {
  /** The framework, for messages. */
  readonly framework: string;
  /** The app's folder in the repository. */
  readonly source: string;
  /** Where it is installed and built. */
  readonly folder: string;
}

/**
 * Installs the packages of an app and the runtime package of this workspace.
 *
 * @returns what is wrong if the framework cannot be installed here; undefined otherwise
 */
export async function installApp({ framework, source, folder }: InstalledApp): Promise<string | undefined> {
  await mkdir(folder, { recursive: true });
  const manifest = JSON.parse(await readFile(join(source, "package.json"), "utf8"));
  manifest.dependencies["@amplify-roles/runtime"] = `file:${runtime}`;
  const text = JSON.stringify(manifest, undefined, 2);
  const digest = await digestOf(join(runtime, "dist"), text);
  if ((await recorded(folder, "installed")) === digest) return undefined;
  await rm(join(folder, "node_modules"), { recursive: true, force: true });
  await writeFile(join(folder, "package.json"), text);
  try {
    // The runtime package is copied as npm would pack it.
    await npmInstall(folder, "--install-links");
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return `${framework} cannot be installed: ${/npm error (.*)/.exec(error.message)?.[1] ?? "npm did not answer"}`;
  }
  await record(folder, "installed", digest);
  return undefined;
}

/**
 * Copies the files of an installed app and builds it, unless it is built from the same.
 *
 * @param inputs what the build depends on besides the app's files and packages
 */
export async function buildOnce(app: InstalledApp, inputs: object, build: () => Promise<unknown>): Promise<void> {
  const { source, folder } = app;
  const digest = await digestOf(source, JSON.stringify([await recorded(folder, "installed"), inputs]));
  if ((await recorded(folder, "built")) === digest) return;
  const isOwn = (path: string) => !GENERATED.test(path) && !MANIFEST.test(path);
  await cp(source, folder, { recursive: true, filter: (path) => isOwn(path.slice(source.length + 1)) });
  await build();
  await record(folder, "built", digest);
}

const record = (folder: string, name: string, digest: string) => writeFile(join(folder, `.${name}`), digest);
const recorded = (folder: string, name: string) => readFile(join(folder, `.${name}`), "utf8").catch(() => undefined);

/** Of a text and all files of a folder that are the app's own. */
async function digestOf(folder: string, text: string): Promise<string> {
  const hash = createHash("sha256").update(text);
  const files = (await readdir(folder, { recursive: true })).filter((path) => !GENERATED.test(path));
  for (const file of files.sort()) {
    // A folder has no content.
    hash.update(file).update(await readFile(join(folder, file), "latin1").catch(() => ""));
  }
  return hash.digest("hex");
}
