import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { answer } from "../project/questions.js";

/** CDK Terrain's packages on npm, and those for Python of the same versions. */
const PYTHON_NAMES = { cdktn: "cdktn", "@cdktn/provider-aws": "cdktn-provider-aws" } as const;
export type TerrainPackage = keyof typeof PYTHON_NAMES;
const NAMES = Object.keys(PYTHON_NAMES) as TerrainPackage[];

const MINUTES = 60_000;

/**
 * What npm installs for versions of CDK Terrain's packages. Not every registry has all of them. A package for Python
 * contains the one of npm (https://aws.github.io/jsii/overview/runtime-architecture/), so that is taken instead.
 *
 * @param folder where what is downloaded is kept
 * @returns undefined if a version is in neither registry
 */
export async function terrainVersions(
  versions: Readonly<Record<TerrainPackage, string>>,
  folder: string,
): Promise<Readonly<Record<TerrainPackage, string>> | undefined> {
  const found: Partial<Record<TerrainPackage, string>> = {};
  for (const name of NAMES) {
    const isPublished = (answer("npm", ["view", `${name}@${versions[name]}`, "version"]) ?? "").trim() !== "";
    const specification = isPublished ? versions[name] : await fromPython(name, versions[name], folder);
    if (specification === undefined) return undefined;
    found[name] = specification;
  }
  return found as Record<TerrainPackage, string>;
}

async function fromPython(name: TerrainPackage, version: string, folder: string): Promise<string | undefined> {
  const target = join(folder, PYTHON_NAMES[name]);
  await mkdir(target, { recursive: true });
  await writeFile(join(target, "unpack.py"), "import sys, zipfile\nzipfile.ZipFile(sys.argv[1]).extractall()\n");
  const download = ["-m", "pip", "download", "--quiet", "--no-deps", `${PYTHON_NAMES[name]}==${version}`];
  if (answer("python3", download, { cwd: target, timeoutMs: 5 * MINUTES }) === undefined) return undefined;
  const wheel = (await readdir(target)).find((file) => file.endsWith(".whl"));
  if (wheel === undefined || answer("python3", ["unpack.py", wheel], { cwd: target }) === undefined) return undefined;
  const packed = (await readdir(target, { recursive: true })).find((file) => file.endsWith(".jsii.tgz"));
  return packed === undefined ? undefined : `file:${join(target, packed)}`;
}
