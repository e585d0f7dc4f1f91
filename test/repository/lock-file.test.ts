import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../support/repository.js";
import {
  type LockEntry,
  type LockFile,
  type Manifest,
  problems,
  problemsOf,
  resolveEntry,
} from "./support/lock-file.js";

const read = (path: string) => JSON.parse(readFileSync(join(root, path), "utf8"));
const lock: LockFile = read("package-lock.json").packages;
const workspaces: readonly string[] = ["", ...read("package.json").workspaces];

it("has an exact entry, without an address, for everything that a package depends on", () => {
  expect(Object.keys(lock).length).toBeGreaterThan(500);
  expect(problems(lock)).toEqual([]);
});

it("misses each entry that is deleted", () => {
  const dependents = dependentsByEntry();
  const unnoticed = Object.keys(lock).filter((path) => {
    const { [path]: _, ...rest } = lock;
    return [...(dependents.get(path) ?? [])].every((dependent) => problemsOf(dependent, rest).length === 0);
  });
  // The root and the packages of the workspace have a test of their own. What is in a bundle comes with its archive.
  const exempt = ({ link, inBundle }: LockEntry) => link === true || inBundle === true;
  expect(unnoticed.filter((path) => path.includes("node_modules/") && !exempt(lock[path] ?? {}))).toEqual([]);
});

it.each(workspaces.map((folder) => [folder === "" ? "the root" : folder, folder]))(
  "says what the manifest of %s says",
  (_, folder) => {
    const manifest = read(join(folder, "package.json"));
    expect(shared(lock[folder] ?? {})).toEqual(shared(manifest));
    if (folder !== "") expect(lock[`node_modules/${manifest.name}`]).toEqual({ resolved: folder, link: true });
  },
);

it("has no other packages of the workspace than package.json", () => {
  const links = Object.values(lock).flatMap(({ link, resolved }) => (link === true ? [resolved] : []));
  expect(["", ...links].sort()).toEqual([...workspaces].sort());
});

describe("binaries for every platform", () => {
  const platforms = [
    ["macOS on Apple silicon", "darwin", "arm64", undefined],
    ["macOS on Intel", "darwin", "x64", undefined],
    ["Windows", "win32", "x64", undefined],
    ["Windows on ARM", "win32", "arm64", undefined],
    ["Linux", "linux", "x64", "glibc"],
    ["Linux on ARM", "linux", "arm64", "glibc"],
    ["Alpine", "linux", "x64", "musl"],
    ["Alpine on ARM", "linux", "arm64", "musl"],
  ] as const;
  // Every installed package whose optional dependencies are its binaries, each for a platform.
  const native = Object.keys(lock).filter((path) => {
    const names = Object.keys(lock[path]?.optionalDependencies ?? {});
    return names.length > 1 && names.some((name) => lock[resolveEntry(path, name, lock) ?? ""]?.os !== undefined);
  });

  it("knows the packages that have some", () => {
    expect(native.map((path) => path.replace(/^.*node_modules\//, ""))).toEqual(
      expect.arrayContaining(["@biomejs/biome", "esbuild", "rollup"]),
    );
  });

  it.each(platforms)("%s", (_, os, cpu, libc) => {
    const without = native.filter((path) => {
      const entries = Object.keys(lock[path]?.optionalDependencies ?? {}).map((name) => resolveEntry(path, name, lock));
      return !entries.some((entry) => entry !== undefined && fits(lock[entry] ?? {}, os, cpu, libc));
    });
    expect(without).toEqual([]);
  });
});

const fits = (entry: LockEntry, os: string, cpu: string, libc: string | undefined) =>
  entry.os?.includes(os) === true &&
  entry.cpu?.includes(cpu) === true &&
  (libc === undefined || entry.libc === undefined || entry.libc.includes(libc));

/** What npm copies from a manifest to its entry, as far as the installation depends on it. */
function shared(manifest: Manifest): Manifest {
  const { name, version, engines, dependencies, devDependencies, optionalDependencies, peerDependencies } = manifest;
  return { name, version, engines, dependencies, devDependencies, optionalDependencies, peerDependencies } as Manifest;
}

/** For each entry the paths of those that get it for one of their dependencies. */
function dependentsByEntry(): ReadonlyMap<string, ReadonlySet<string>> {
  const dependents = new Map<string, Set<string>>();
  for (const [path, { dependencies, devDependencies, optionalDependencies, peerDependencies }] of Object.entries(
    lock,
  )) {
    const names = { ...dependencies, ...devDependencies, ...optionalDependencies, ...peerDependencies };
    for (const name of Object.keys(names)) {
      const entry = resolveEntry(path, name, lock);
      if (entry === undefined) continue;
      dependents.set(entry, (dependents.get(entry) ?? new Set()).add(path));
    }
  }
  return dependents;
}
