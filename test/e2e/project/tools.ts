import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe } from "vitest";
import { answer, once } from "./questions.js";
import { providerFolder, TERRAFORM_BINARY, TERRAFORM_PROVIDER, terraformProviderFile } from "./settings.js";

/** Why a tool cannot be used here; undefined where it can. It is asked once per process. */
export type Need = () => string | undefined;

/** Terraform on the PATH, able to get the AWS provider; OpenTofu if the environment asks for it. */
export const hasTerraform: Need = once(() => {
  if (answer(TERRAFORM_BINARY, ["version"]) === undefined) return `${TERRAFORM_BINARY} is not on the PATH`;
  if (terraformProviderFile() !== undefined) return undefined;
  return `${TERRAFORM_BINARY} cannot get the provider hashicorp/aws ${TERRAFORM_PROVIDER}`;
});

/** OpenTofu on the PATH, able to get the AWS provider from its own registry. */
export const hasOpenTofu: Need = once(() => {
  if (answer("tofu", ["version"]) === undefined) return "tofu is not on the PATH";
  if (providerFolder("aws", TERRAFORM_PROVIDER, "tofu") !== undefined) return undefined;
  return `tofu cannot get the provider hashicorp/aws ${TERRAFORM_PROVIDER}`;
});

/** Terraform able to get the provider of `time_sleep`. */
export const hasTimeProvider: Need = once(() =>
  providerFolder("time", "~> 0.12") === undefined
    ? `${TERRAFORM_BINARY} cannot get the provider hashicorp/time`
    : undefined,
);

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

/** `describe`, skipped where a tool is missing, with a title that says why. */
export function describeWith(needs: readonly Need[], title: string, body: () => void): void {
  const missing = needs.map((need) => need()).filter((reason) => reason !== undefined);
  if (missing.length > 0) describe.skip(`${title} (${missing.join("; ")})`, body);
  else describe(title, body);
}
