import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "../repository.js";
import type { TerraformJson } from "./synthesize.js";

/** Runs a program as `cdktf synth` runs it, and gives its stacks by name. */
export async function runExample(folder: string): Promise<Readonly<Record<string, TerraformJson>>> {
  const outdir = mkdtempSync(join(tmpdir(), "amplify-roles-example-"));
  try {
    const tsx = join(root, "node_modules/tsx/dist/cli.mjs");
    const env = { ...process.env, CDKTF_OUTDIR: outdir };
    await promisify(execFile)(process.execPath, [tsx, "main.ts"], { cwd: folder, env, timeout: 60_000 });
    const stacks = join(outdir, "stacks");
    return Object.fromEntries(
      readdirSync(stacks).map((name) => [name, JSON.parse(readFileSync(join(stacks, name, "cdk.tf.json"), "utf8"))]),
    );
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
