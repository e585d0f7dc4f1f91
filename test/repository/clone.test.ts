import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { Clone, type Outcome } from "./support/clone.js";

const INSTALLING = "Installing what package-lock.json says. This takes a minute or two …";

// npm takes a second for each of its commands, and more on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let clone: Clone;
let given: { readonly manifest: unknown; readonly lock: unknown };

beforeAll(() => {
  clone = new Clone();
  given = { manifest: clone.read("package.json"), lock: clone.read("package-lock.json") };
});
beforeEach(() => {
  clone.write("package.json", given.manifest);
  clone.write("package-lock.json", given.lock);
  clone.clean();
});
afterAll(() => clone.remove());

describe("a clone in a folder with spaces", () => {
  it("installs what the lock file says, once", () => {
    const first = clone.build();
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toContain(INSTALLING);
    expect(first.stdout).toContain("tool --build");
    expect(clone.build()).toEqual({ code: 0, stdout: "tool --build\n", stderr: "" });
  });

  it("installs the tools where NODE_ENV says production", () => {
    expect(clone.build({ env: { NODE_ENV: "production" } })).toMatchObject({ code: 0, stderr: "" });
  });

  it("installs again when the lock file has another version", () => {
    clone.build();
    const lock = clone.read("node_modules/.package-lock.json") as { packages: Record<string, { version: string }> };
    lock.packages["node_modules/typescript"] = { version: "0.9.0" };
    clone.write("node_modules/.package-lock.json", lock);
    expect(clone.build().stdout).toContain(INSTALLING);
  });

  it("installs again when node_modules comes from another platform", () => {
    clone.build();
    const lock = clone.read("node_modules/.package-lock.json") as { packages: Record<string, object> };
    lock.packages["node_modules/binary"] = { version: "1.0.0", optional: true, os: ["plan9"], cpu: ["mips"] };
    clone.write("node_modules/.package-lock.json", lock);
    expect(clone.build().stdout).toContain(INSTALLING);
  });

  it("ends with the exit code of a tool that fails, and says nothing itself", () => {
    clone.build();
    clone.write("node_modules/typescript/tsc.js", "process.exit(3)");
    expect(clone.build()).toEqual({ code: 3, stdout: "", stderr: "" });
  });
});

describe("says in one line what to do when", () => {
  it("Node.js is too old", () => {
    const before = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.8.1' } })";
    expectLine(
      clone.build({ before }),
      /^Node\.js 20\.9 or newer is needed, and this is 20\.8\.1\. Install a newer one/,
    );
    expect(existsSync(join(clone.folder, "node_modules"))).toBe(false);
  });

  it("the temporary folder is not writable", () => {
    const missing = join(clone.folder, "missing");
    const outcome = clone.build({ env: { TMPDIR: missing, TEMP: missing, TMP: missing } });
    expectLine(
      outcome,
      /^The temporary folder .*missing is not writable \(ENOENT\)\. Set (TMPDIR|TEMP) to a folder that is\.$/,
    );
  });

  it("npm is missing", () => {
    const outcome = clone.build({ env: { PATH: "" }, before: "process.execPath = '/nowhere/bin/node'" });
    expectLine(
      outcome,
      /^npm is not installed\. It comes with Node\.js: install that again, or put npm on the PATH\.$/,
    );
  });

  it("there is no network", () => {
    const lock = { ...(given.lock as object), packages: registryPackage() };
    clone.write("package.json", lock.packages[""]);
    clone.write("package-lock.json", lock);
    expectLine(
      clone.build(),
      /^npm ci failed\. The package registry cannot be reached \(ECONNREFUSED\)\. Check the network/,
    );
  });

  it("the lock file is out of date", () => {
    const archive = clone.archive("other", "");
    clone.write("package.json", { ...clone.manifest(), devDependencies: { other: `file:${archive}` } });
    expectLine(
      clone.build(),
      /^npm ci failed\. package-lock\.json is out of date \((Missing|Invalid): .*\)\. Run `npm install --package-lock-only`, and commit/,
    );
  });

  it.each([
    ["missing", () => rmSync(join(clone.folder, "package-lock.json"))],
    ["damaged", () => clone.write("package-lock.json", "{")],
  ])("the lock file is %s", (_, damage) => {
    damage();
    expectLine(
      clone.build(),
      /^npm ci failed\. package-lock\.json is missing or damaged\. Run `npm install --package-lock-only`/,
    );
  });

  it("a tool was deleted", () => {
    clone.build();
    rmSync(join(clone.folder, "node_modules/typescript"), { recursive: true });
    expectLine(clone.build(), /^typescript is not installed\. Run `npm ci --ignore-scripts`\.$/);
  });
});

it("installs with a temporary cache, and says so, when npm's is not writable", () => {
  // Nobody can create a folder in a file, not even root.
  const file = join(clone.home, "file");
  writeFileSync(file, "");
  const outcome = clone.build({ env: { npm_config_cache: join(file, "cache") } });
  expect(outcome).toMatchObject({ code: 0, stderr: "" });
  expect(outcome.stdout.split("\n")).toContain("npm cannot write to its cache, and uses a temporary one.");
  expect(outcome.stdout).toContain("tool --build");
});

/** A failure with one line, and nothing else on either stream than that an installation was begun. */
function expectLine({ code, stdout, stderr }: Outcome, line: RegExp): void {
  expect(stderr.trimEnd().split("\n")).toEqual([expect.stringMatching(line)]);
  expect(["", INSTALLING]).toContain(stdout.trim());
  expect(code).toBe(1);
}

/** The entries of a lock file whose only package has to be downloaded. */
function registryPackage(): Record<string, object> {
  return {
    "": { ...clone.manifest(), devDependencies: { ms: "2.1.3" } },
    "node_modules/ms": { version: "2.1.3", dev: true, integrity: `sha512-${Buffer.alloc(64).toString("base64")}` },
  };
}
