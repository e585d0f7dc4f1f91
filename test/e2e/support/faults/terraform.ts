import { copyFile, readdir, readFile, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Aws } from "../aws.js";
import { CdktfProgram } from "../cdktf.js";
import { e2eFolder } from "../folders.js";
import { CommandError, run, start, stop, tail } from "../processes.js";
import { TERRAFORM_PROVIDER, terraformSettings } from "../terraform.js";
import type { Program, Ran, Release } from "./program.js";

const STACK = "site";
const RELEASES: readonly Release[] = ["first", "changed"];
const TIMEOUT_MS = 300_000;

/** The program in CDKTF, synthesised once for each release, with plain `terraform` from then on. */
export class TerraformProgram implements Program {
  readonly tool = "terraform";
  alone = false;

  private constructor(
    readonly aws: Aws,
    private readonly program: CdktfProgram,
    private readonly provider: Provider,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  static async create(aws: Aws): Promise<TerraformProgram> {
    // A provider that is configured again refuses certificates from the environment.
    const env = { ...aws.env, ...terraformSettings, AWS_CA_BUNDLE: undefined };
    const program = await CdktfProgram.create(join(e2eFolder, "fixtures/faults-cdktf"), env);
    const { folder } = program.stack(STACK);
    for (const release of RELEASES) {
      program.setEnvironment({ RELEASE: release });
      await program.cdktf("synth");
      await copyFile(join(folder, "cdk.tf.json"), join(program.folder, `${release}.tf.json`));
    }
    await program.stack(STACK).init();
    return new TerraformProgram(aws, program, await startProvider(folder, env), env);
  }

  /** The folder that the commands run in. */
  get folder(): string {
    return this.program.stack(STACK).folder;
  }

  async forget(): Promise<void> {
    const { backend } = JSON.parse(await readFile(join(this.folder, "cdk.tf.json"), "utf8")).terraform;
    const { path } = backend.local;
    const all = await readdir(dirname(path));
    const states = all.filter((name) => name.includes(basename(path)));
    await Promise.all(states.map((name) => rm(join(dirname(path), name))));
  }

  use(release: Release): Promise<void> {
    return copyFile(join(this.program.folder, `${release}.tf.json`), join(this.folder, "cdk.tf.json"));
  }

  deploy(): Promise<Ran> {
    return this.terraform("apply", "-auto-approve");
  }

  destroy(): Promise<Ran> {
    return this.terraform("destroy", "-auto-approve");
  }

  async isSettled(): Promise<boolean> {
    return (await this.terraform("plan", "-detailed-exitcode")).succeeded;
  }

  async state(): Promise<string> {
    const { resources } = JSON.parse((await this.terraform("state", "pull")).printed);
    return resources.length === 0 ? "" : JSON.stringify(resources);
  }

  /** Runs one command of a user's. */
  async terraform(command: string, ...args: readonly string[]): Promise<Ran> {
    const options = command === "state" ? [...args] : ["-no-color", ...args];
    try {
      const { stdout } = await run("terraform", [command, ...options], {
        cwd: this.folder,
        env: this.alone ? this.env : { ...this.env, TF_REATTACH_PROVIDERS: this.provider.address },
        timeoutMs: TIMEOUT_MS,
      });
      return { succeeded: true, printed: stdout };
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      return { succeeded: false, printed: `${error.result.stdout}\n${error.result.stderr}` };
    }
  }

  async stop(): Promise<void> {
    await this.provider.stop();
    await this.program.remove();
  }
}

interface Provider {
  /** For `TF_REATTACH_PROVIDERS`. */
  readonly address: string;
  stop(): Promise<void>;
}

/**
 * Starts the provider that `terraform init` has linked into a folder, as for a debugger: it goes on from command to
 * command, each of which would start it two or three times. That more than halves the time of a cell.
 * https://developer.hashicorp.com/terraform/plugin/debugging
 */
export async function startProvider(folder: string, env: NodeJS.ProcessEnv): Promise<Provider> {
  const versions = join(folder, ".terraform/providers/registry.terraform.io/hashicorp/aws", TERRAFORM_PROVIDER);
  const [platform = ""] = await readdir(versions);
  const files = await readdir(join(versions, platform));
  const file = files.find((name) => name.startsWith("terraform-provider-aws")) ?? "";
  const child = start(join(versions, platform, file), ["-debug"], { env });
  const address = await new Promise<string>((resolve, reject) => {
    let printed = "";
    const outputs = [child.stdout, child.stderr];
    const read = (text: string) => {
      printed += text;
      const found = /TF_REATTACH_PROVIDERS='(.*)'/.exec(printed)?.[1];
      if (found === undefined) return;
      // It goes on printing, a log of everything.
      for (const output of outputs) output?.off("data", read).resume();
      resolve(found);
    };
    for (const output of outputs) output?.setEncoding("utf8").on("data", read);
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`The provider ended\n${tail(printed, 30)}`)));
  });
  return { address, stop: () => stop(child) };
}
