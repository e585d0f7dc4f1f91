import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Life } from "../../deploy-policy/lives.js";
import { CdktfProgram } from "../cdktf.js";
import type { Ran } from "../faults/program.js";
import { ran } from "../faults/pulumi.js";
import { startProvider } from "../faults/terraform.js";
import { workspaceFolder } from "../folders.js";
import { run } from "../processes.js";
import { Terraform, terraformSettings } from "../terraform.js";
import { change, folderOf, type Program, valuesOf, withConsoleApp } from "./program.js";

/** A life's program in CDKTF, synthesised once for each version; from then on there is plain `terraform`. */
export class TerraformLife implements Program {
  readonly tool = "terraform";
  #consoleApp = "";

  private constructor(
    private readonly program: CdktfProgram,
    private readonly terraform: Terraform,
    private readonly versions: readonly string[],
    private readonly stopProvider: () => Promise<void>,
  ) {}

  /** The provider is started once and goes on, as under a debugger: its starts would be most of the time. */
  static async create(life: Life, env: NodeJS.ProcessEnv): Promise<TerraformLife> {
    const values = Object.entries(valuesOf(life, "terraform")).map(([name, value]) => [`TF_VAR_${name}`, value]);
    // A provider that is configured again refuses certificates from the environment.
    const all = { ...env, ...terraformSettings, ...Object.fromEntries(values), AWS_CA_BUNDLE: undefined };
    const program = await CdktfProgram.create(folderOf(life, "terraform"), all);
    const { folder } = program;
    const terraform = program.stack(life.stack ?? "site");
    const versions: string[] = [];
    for (const version of life.versions) {
      await change(folder, "main.ts", version);
      // What `cdktf synth` runs.
      const tsx = join(workspaceFolder, "node_modules/tsx/dist/cli.mjs");
      await run(process.execPath, [tsx, "main.ts"], { cwd: folder, env: all, timeoutMs: 120_000 });
      versions.push(await readFile(join(terraform.folder, "cdk.tf.json"), "utf8"));
    }
    await terraform.init();
    const provider = await startProvider(terraform.folder, all);
    const attached = new Terraform(terraform.folder, { ...all, TF_REATTACH_PROVIDERS: provider.address });
    return new TerraformLife(program, attached, versions, () => provider.stop());
  }

  async begin(consoleApp: string): Promise<void> {
    this.#consoleApp = consoleApp;
    const { folder } = this.program;
    const states = (await readdir(folder)).filter((name) => /\.tfstate/.test(name));
    await Promise.all(states.map((name) => rm(join(folder, name))));
  }

  use(version: number): Promise<void> {
    const text = withConsoleApp(this.versions[version] ?? "", this.#consoleApp);
    return writeFile(join(this.terraform.folder, "cdk.tf.json"), text);
  }

  plan(): Promise<Ran> {
    return this.#run("plan");
  }

  deploy(): Promise<Ran> {
    return this.#run("apply", "-auto-approve");
  }

  read(): Promise<Ran> {
    return this.#run("plan", "-detailed-exitcode");
  }

  destroy(): Promise<Ran> {
    return this.#run("destroy", "-auto-approve");
  }

  async stop(): Promise<void> {
    await this.stopProvider();
    await this.program.remove();
  }

  #run(command: string, ...options: readonly string[]): Promise<Ran> {
    return ran(this.terraform.command(command, "-no-color", ...options));
  }
}
