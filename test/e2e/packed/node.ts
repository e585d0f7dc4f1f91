import { mkdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { run } from "../project/processes.js";

/** The Node.js of a machine, with the npm that it comes with. */
export interface NodeInstallation {
  /** The path of the program. */
  readonly node: string;
  /** What commands need in their environment to find it first. */
  readonly env: NodeJS.ProcessEnv;
}

/** The major versions of npm. https://nodejs.org/en/about/previous-releases */
const NPM = { 20: 10, 24: 11 } as const;
export type NodeVersion = keyof typeof NPM;

/** Installs a version of Node.js into a folder. */
export async function installNode(version: NodeVersion, folder: string): Promise<NodeInstallation> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "node-installation", private: true }));
  // The package installs the program of this platform with a script.
  const packages = [`node@${version}`, `npm@${NPM[version]}`];
  const install = ["install", "--no-audit", "--no-fund", "--ignore-scripts=false", "--prefer-offline", ...packages];
  await run("npm", install, { cwd: folder, timeoutMs: 300_000 });
  const bin = join(folder, "node_modules/.bin");
  return { node: join(bin, "node"), env: { PATH: [bin, process.env.PATH].join(delimiter) } };
}
