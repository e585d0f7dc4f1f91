import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "../../support/repository.js";

type Ranges = Readonly<Record<string, string>>;

/** What a manifest and its entry in the lock file have in common. */
export interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly engines?: Ranges;
  readonly workspaces?: readonly string[];
  readonly dependencies?: Ranges;
  readonly devDependencies?: Ranges;
  readonly optionalDependencies?: Ranges;
  readonly peerDependencies?: Ranges;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

export interface LockEntry extends Manifest {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  /** Part of another package's archive, and installed with it. */
  readonly inBundle?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

/** The entries of a lock file by their paths; the root's is the empty one. */
export type LockFile = Readonly<Record<string, LockEntry>>;

// The semver of a package that has it among its own dependencies.
const pulumi = createRequire(join(root, "package.json")).resolve("@pulumi/pulumi/package.json");
const semver: { satisfies(version: string, range: string): boolean } = createRequire(pulumi)("semver");

/** What is missing in a lock file or is not exact, one line each. */
export function problems(lock: LockFile): readonly string[] {
  return Object.keys(lock).flatMap((path) => problemsOf(path, lock));
}

/** What is wrong with the entry at one path, and with its dependencies. */
export function problemsOf(path: string, lock: LockFile): readonly string[] {
  const entry = lock[path] ?? {};
  return [...inexactness(path, entry), ...missing(path, entry, lock)].map(
    (problem) => `${path || "the root"}: ${problem}`,
  );
}

/** The path of the entry that a package at `from` gets for a name, as Node.js looks for it. */
export function resolveEntry(from: string, name: string, lock: LockFile): string | undefined {
  for (let folder = from; ; folder = parent(folder)) {
    const path = folder === "" ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (lock[path] !== undefined) return path;
    if (folder === "") return undefined;
  }
}

function inexactness(
  path: string,
  { version = "", resolved, integrity, link, inBundle }: LockEntry,
): readonly string[] {
  if (link === true) return resolved?.includes(":") === false ? [] : [`is linked to ${resolved}`];
  const installed = path.includes("node_modules/");
  return [
    ...(/^\d+\.\d+\.\d+(-[\w.-]+)?(\+[\w.-]+)?$/.test(version) ? [] : [`has the version "${version}"`]),
    ...(resolved === undefined ? [] : [`is tied to the address ${resolved}`]),
    ...(installed && inBundle !== true && !/^sha512-/.test(integrity ?? "") ? ["has no SHA-512 digest"] : []),
  ];
}

function missing(path: string, entry: LockEntry, lock: LockFile): readonly string[] {
  const { dependencies, optionalDependencies, peerDependencies = {}, peerDependenciesMeta = {} } = entry;
  const peers = Object.entries(peerDependencies).filter(([name]) => peerDependenciesMeta[name]?.optional !== true);
  const development = path.includes("node_modules/") ? {} : entry.devDependencies;
  const ranges = { ...Object.fromEntries(peers), ...development, ...optionalDependencies, ...dependencies };
  return Object.entries(ranges).flatMap(([name, range]) => {
    const found = resolveEntry(path, name, lock);
    if (found === undefined) return [`has no entry for ${name} ${range}`];
    const { link, resolved = "", version = "" } = lock[found] ?? {};
    const actual = link === true ? (lock[resolved]?.version ?? "") : version;
    const wanted = range.replace(/^npm:.+@/, "");
    return semver.satisfies(actual, wanted) ? [] : [`wants ${name} ${range}, and its entry has ${actual}`];
  });
}

/** `a/node_modules/b` is in `a`, and a workspace's folder is in the root. */
function parent(path: string): string {
  const end = path.lastIndexOf("/node_modules/");
  return end === -1 ? "" : path.slice(0, end);
}
