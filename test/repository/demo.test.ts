import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { cliProblem, essence, synthesizeProgram } from "../../scripts/demo/cdktf-cli.js";
import { root } from "../support/repository.js";

const home = mkdtempSync(join(tmpdir(), "amplify-roles-demo-"));
afterAll(() => rmSync(home, { recursive: true }));

const problem = cliProblem(root);
const program = "examples/cdktf/new-app/main.ts";
const configuration = (outdir: string) => readFileSync(join(outdir, "stacks/web/cdk.tf.json"), "utf8");

// The CLI takes seconds, and more of them on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

it("synthesizes without the cdktf CLI, and says why", () => {
  const outdir = join(home, "tsx");
  const synthesis = synthesizeProgram({ root, program, outdir, problem: "no binary" });
  expect(synthesis).toEqual({ command: `tsx ${program}`, reason: "no binary" });
  expect(JSON.parse(configuration(outdir)).resource).toHaveProperty("aws_amplify_app");
});

it.skipIf(problem !== undefined)("gets the same bytes from the cdktf CLI", () => {
  const [cli, tsx] = [join(home, "cli"), join(home, "tsx")];
  expect(synthesizeProgram({ root, program, outdir: cli, problem })).toEqual({ command: "cdktf synth" });
  expect(readdirSync(cli, { recursive: true }).sort()).toEqual(readdirSync(tsx, { recursive: true }).sort());
  expect(configuration(cli)).toBe(configuration(tsx));
});

it("fails and shows what the program printed, without stack frames", () => {
  const synthesis = () => synthesizeProgram({ root, program: "no-such-file.ts", outdir: home, problem: "no binary" });
  expect(synthesis).toThrow(/^tsx no-such-file\.ts failed:\n.*Cannot find module/s);
  expect(synthesis).not.toThrow(/^ +at /m);
});

it("keeps of an output what people read", () => {
  const bundle = `var a=${"0".repeat(500)};`;
  const stderr = `${bundle}\n\n\nError: EACCES\n    at Object.mkdirSync (node:fs:1377:26)\n    at main.js:2:1\n`;
  expect(essence({ stdout: "Synthesizing\n", stderr })).toBe("Synthesizing\nError: EACCES");
});
