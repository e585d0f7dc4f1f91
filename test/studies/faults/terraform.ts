import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import type { Aws } from "../../e2e/aws/aws.js";
import { CdktfProgram } from "../../e2e/project/cdktf.js";
import { e2eFolder } from "../../e2e/project/folders.js";
import { type Ran, ran, run } from "../../e2e/project/processes.js";
import { type Provider, startProvider } from "../../e2e/project/provider.js";
import { terraformSettings } from "../../e2e/project/terraform.js";
import type { Program, Release } from "./program.js";

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
    const program = await CdktfProgram.create(join(e2eFolder, "fixtures/terraform/faults"), env);
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

  forget(): Promise<void> {
    return this.program.forgetStates();
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
    const env = this.alone ? this.env : { ...this.env, TF_REATTACH_PROVIDERS: this.provider.address };
    const printed = run("terraform", [command, ...options], { cwd: this.folder, env, timeoutMs: TIMEOUT_MS });
    return ran(printed.then(({ stdout }) => stdout));
  }

  async stop(): Promise<void> {
    await this.provider.stop();
    await this.program.remove();
  }
}
