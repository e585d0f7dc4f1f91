import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { root } from "../support/repository.js";

// Users copy these tests together with the examples, and run them with `npm test`.

const outdir = mkdtempSync(join(tmpdir(), "amplify-roles-permissions-"));
afterAll(() => rmSync(outdir, { recursive: true }));

describe.each(["cdktf", "cdktn", "pulumi"])("the examples for %s", (tool) => {
  const folder = join(root, "examples", tool);
  const examples = readdirSync(folder);

  test("have a test of their permissions, which passes", async () => {
    const files = examples.map((example) => join(example, "permissions.test.ts"));
    // One process for each file, two at a time.
    const args = ["--import", "tsx", "--test", ...files];
    const env = { ...process.env, CDKTF_OUTDIR: outdir, NODE_OPTIONS: "" };
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder, env, timeout: 110_000 }).catch(
      (error: { stdout: string }) => error,
    );
    expect(stdout).toMatch(/^(#|ℹ) fail 0$/m);
    const passed = Number(/^(?:#|ℹ) pass (\d+)$/m.exec(stdout)?.[1]);
    expect(passed, stdout).toBeGreaterThanOrEqual(examples.length);
  });
});
