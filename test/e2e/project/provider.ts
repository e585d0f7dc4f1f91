import { createRequire } from "node:module";
import { homedir } from "node:os";
import { join } from "node:path";
import { CommandError, type CommandResult, start, stop, tail } from "./processes.js";
import type { Tool } from "./project.js";
import { GO_SETTINGS, REGISTRIES, terraformProviderFile } from "./settings.js";

/**
 * Where a project's AWS provider runs:
 * - `shared`: in a process that is started once for all commands with the same environment. Both tools start their
 *   provider once or several times in each command otherwise, which takes most of the command's time.
 * - `own`: as users have it. For tests that kill the tool, run two commands at once, or change what the provider reads
 *   from its environment.
 */
export type ProviderProcess = "shared" | "own";

/** A provider that serves one command after the other. */
interface SharedProvider {
  /** What tells the tool to use it. */
  readonly env: NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

const shared = new Map<string, Promise<SharedProvider>>();

/** What the tool needs in its environment to use the shared provider, which is started the first time. */
export async function sharedProvider(tool: Tool, env: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> {
  const key = keyOf(tool, env);
  const provider = shared.get(key) ?? startProvider(tool, env);
  shared.set(key, provider);
  return (await provider).env;
}

/**
 * Runs a command that may use the shared provider. After a command that took too long the provider is not used again:
 * it may still repeat a call.
 */
export async function withProvider(
  tool: Tool,
  { env, provider }: { readonly env: NodeJS.ProcessEnv; readonly provider: ProviderProcess },
  command: (env: NodeJS.ProcessEnv) => Promise<CommandResult>,
): Promise<CommandResult> {
  if (provider === "own") return command(env);
  try {
    return await command({ ...env, ...(await sharedProvider(tool, env)) });
  } catch (error) {
    if (error instanceof CommandError && error.timedOut) await stopProviders(env);
    throw error;
  }
}

/** Stops the shared providers that were started with an environment. */
export async function stopProviders(env: NodeJS.ProcessEnv): Promise<void> {
  for (const key of [keyOf("terraform", env), keyOf("pulumi", env)]) {
    const provider = shared.get(key);
    shared.delete(key);
    await (await provider)?.stop();
  }
}

/** The variables that a provider reads, and no command can change afterwards. */
export const isRead = (name: string) => name.startsWith("AWS_");

function keyOf(tool: Tool, env: NodeJS.ProcessEnv): string {
  const read = Object.entries(env).filter(([name, value]) => isRead(name) && value !== undefined);
  return JSON.stringify([tool, read.sort()]);
}

async function startProvider(tool: Tool, env: NodeJS.ProcessEnv): Promise<SharedProvider> {
  const { file, args, announced, variable } = tool === "terraform" ? terraformProvider() : pulumiProvider();
  // A provider that is configured a second time refuses certificates from the environment: "unable to add custom
  // RootCAs". It talks to the loopback interface only.
  const child = start(file, args, { env: { ...env, ...GO_SETTINGS, AWS_CA_BUNDLE: undefined } });
  const address = await new Promise<string>((resolve, reject) => {
    let printed = "";
    const outputs = [child.stdout, child.stderr];
    const read = (text: string) => {
      printed += text;
      const found = announced.exec(printed)?.[1];
      if (found === undefined) return;
      // It continues to print a log of everything.
      for (const output of outputs) output?.off("data", read).resume();
      resolve(found);
    };
    for (const output of outputs) output?.setEncoding("utf8").on("data", read);
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`The provider ended\n${tail(printed, 30)}`)));
  });
  return { env: variable(address), stop: () => stop(child) };
}

interface ProviderProgram {
  readonly file: string;
  readonly args: readonly string[];
  /** How it prints its address. */
  readonly announced: RegExp;
  readonly variable: (address: string) => NodeJS.ProcessEnv;
}

/** As for a debugger: https://developer.hashicorp.com/terraform/plugin/debugging */
const terraformProvider = (): ProviderProgram => ({
  file: terraformProviderFile() ?? "terraform-provider-aws",
  args: ["-debug"],
  announced: /TF_REATTACH_PROVIDERS='(.*)'/,
  variable: (address) => ({ TF_REATTACH_PROVIDERS: forBothRegistries(address) }),
});

/** The provider announces itself under its name in Terraform's registry. OpenTofu looks for the name in its own. */
function forBothRegistries(address: string): string {
  const announced: Readonly<Record<string, unknown>> = JSON.parse(address);
  const both = Object.entries(announced).flatMap(([name, process]) => [
    [name, process],
    [name.replace(REGISTRIES.terraform, REGISTRIES.tofu), process],
  ]);
  return JSON.stringify(Object.fromEntries(both));
}

/** As for a debugger: https://www.pulumi.com/docs/iac/guides/building-extending/providers/debugging-provider-packages/ */
function pulumiProvider(): ProviderProgram {
  const { version } = createRequire(import.meta.url)("@pulumi/aws/package.json");
  const home = process.env.PULUMI_HOME ?? join(homedir(), ".pulumi");
  return {
    file: join(home, "plugins", `resource-aws-v${version}`, "pulumi-resource-aws"),
    args: [],
    announced: /^(\d+)\n/m,
    variable: (port) => ({ PULUMI_DEBUG_PROVIDERS: `aws:${port}` }),
  };
}
