import { mkdirSync, mkdtempSync, readdirSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { e2eFolder } from "./folders.js";
import { answer, once } from "./questions.js";
import { processFolder } from "./watchdog.js";

/** The provider that the workspace's CDKTF bindings are made for. */
export const TERRAFORM_PROVIDER = "5.100.0";

/** What runs configurations. The CLIs of CDKTF and CDK Terrain read the same variable. */
export type TerraformBinary = "terraform" | "tofu";
export const TERRAFORM_BINARY: TerraformBinary = process.env.TERRAFORM_BINARY_NAME === "tofu" ? "tofu" : "terraform";

/** The tools and their providers are short-lived: to collect garbage later saves a third of their time. */
export const GO_SETTINGS: NodeJS.ProcessEnv = { GOGC: "800" };

const pluginCache = join(e2eFolder, ".terraform", "plugin-cache");
const hasPlugins = ["TF_CLI_CONFIG_FILE", "TF_PLUGIN_CACHE_DIR"].some((name) => process.env[name]);
if (!hasPlugins) mkdirSync(pluginCache, { recursive: true });

/** Terraform asks nothing and, where the machine has no settings for plugins, downloads the provider only once. */
export const terraformSettings: NodeJS.ProcessEnv = {
  ...GO_SETTINGS,
  CHECKPOINT_DISABLE: "1",
  TF_IN_AUTOMATION: "1",
  TF_INPUT: "0",
  ...(hasPlugins ? {} : { TF_PLUGIN_CACHE_DIR: pluginCache, TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: "1" }),
};

/** Pulumi with a state in a folder, and without checks of types, which the workspace makes itself. */
export const pulumiSettings = (state: string): NodeJS.ProcessEnv => ({
  ...GO_SETTINGS,
  PULUMI_BACKEND_URL: `file://${state}`,
  PULUMI_CONFIG_PASSPHRASE: "",
  PULUMI_NODEJS_TRANSPILE_ONLY: "true",
  PULUMI_SKIP_UPDATE_CHECK: "true",
});

/** Where each looks for providers that are named without a registry. */
export const REGISTRIES: Readonly<Record<TerraformBinary, string>> = {
  terraform: "registry.terraform.io",
  tofu: "registry.opentofu.org",
};

/** Where `terraform init` or `tofu init` has installed a provider of HashiCorp's; undefined where it cannot get one. */
export function providerFolder(name: string, version: string, binary = TERRAFORM_BINARY): string | undefined {
  const folder = mkdtempSync(join(processFolder(), "provider-"));
  const required = { [name]: { source: `hashicorp/${name}`, version } };
  writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ terraform: { required_providers: required } }));
  if (answer(binary, ["init"], { cwd: folder, env: terraformSettings, timeoutMs: 600_000 }) === undefined) return;
  const versions = join(folder, ".terraform/providers", REGISTRIES[binary], "hashicorp", name);
  const [installed = ""] = readdirSync(versions);
  const [platform = ""] = readdirSync(join(versions, installed));
  return realpathSync(join(versions, installed, platform));
}

/** The AWS provider's program; undefined where Terraform cannot get it. */
export const terraformProviderFile = once((): string | undefined => {
  const folder = providerFolder("aws", TERRAFORM_PROVIDER);
  if (folder === undefined) return;
  const file = readdirSync(folder).find((name) => name.startsWith("terraform-provider-aws"));
  return file === undefined ? undefined : join(folder, file);
});
