import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe } from "vitest";
import { TERRAFORM_PROVIDER, terraformSettings } from "./terraform.js";

/** Why a tool cannot be used here; nothing where it can. */
export type Lack = string | undefined;
/** A question that is asked once per process. */
export type Need = () => Lack;

/** Terraform on the PATH, able to get the AWS provider. */
export const hasTerraform: Need = once(() => {
  if (answer("terraform", ["version"]) === undefined) return "terraform is not on the PATH";
  const folder = mkdtempSync(join(tmpdir(), "amplify-roles-init-"));
  try {
    const required = { aws: { source: "hashicorp/aws", version: TERRAFORM_PROVIDER } };
    writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ terraform: { required_providers: required } }));
    if (answer("terraform", ["init"], { cwd: folder, env: terraformSettings, timeoutMs: 600_000 }) !== undefined)
      return undefined;
    return `terraform cannot get the provider hashicorp/aws ${TERRAFORM_PROVIDER}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Pulumi on the PATH, with the plugin that the workspace's `@pulumi/aws` asks for. */
export const hasPulumi: Need = once(() => {
  if (answer("pulumi", ["version"]) === undefined) return "pulumi is not on the PATH";
  const { version } = JSON.parse(
    readFileSync(createRequire(import.meta.url).resolve("@pulumi/aws/package.json"), "utf8"),
  );
  const plugins: { name: string; version?: string }[] = JSON.parse(
    answer("pulumi", ["plugin", "ls", "--json"]) ?? "[]",
  );
  if (plugins.some((plugin) => plugin.name === "aws" && plugin.version === version)) return undefined;
  return `pulumi has no plugin aws ${version}: pulumi plugin install resource aws ${version}`;
});

/** A Python that can make virtual environments and that moto runs on. */
export const hasPython: Need = once(() => {
  const version = answer("python3", ["-c", "import ensurepip, sys, venv; print(sys.version_info >= (3, 10))"]);
  if (version === undefined) return "python3 with venv is not on the PATH";
  return version.trim() === "True" ? undefined : "python3 is older than 3.10";
});

/** `describe`, skipped wherever a tool is lacking, with a title that says why. */
export function describeWith(needs: readonly Need[], title: string, body: () => void): void {
  const lacking = needs.map((need) => need()).filter((lack) => lack !== undefined);
  if (lacking.length > 0) describe.skip(`${title} (${lacking.join("; ")})`, body);
  else describe(title, body);
}

interface AnswerOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly timeoutMs?: number;
}

/** What a command prints; nothing where it is missing or fails. */
function answer(command: string, args: readonly string[], options: AnswerOptions = {}): string | undefined {
  const { cwd = tmpdir(), env = {}, timeoutMs = 60_000 } = options;
  const environment = { ...process.env, ...env };
  const { status, stdout } = spawnSync(command, args, { cwd, env: environment, encoding: "utf8", timeout: timeoutMs });
  return status === 0 ? stdout : undefined;
}

function once(question: Need): Need {
  let known: { readonly lack: Lack } | undefined;
  return () => {
    known ??= { lack: question() };
    return known.lack;
  };
}
