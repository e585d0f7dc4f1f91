import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CdktfProgram } from "../../e2e/project/cdktf.js";
import { workspaceFolder } from "../../e2e/project/folders.js";
import { type Ran, ran, run } from "../../e2e/project/processes.js";
import { startProvider } from "../../e2e/project/provider.js";
import { Terraform, terraformSettings } from "../../e2e/project/terraform.js";
import { asVariables } from "../../support/examples.js";
import type { Life } from "./lives.js";
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
    const variables = asVariables(valuesOf(life, "terraform"));
    // A provider that is configured again refuses certificates from the environment.
    const all = { ...env, ...terraformSettings, ...variables, AWS_CA_BUNDLE: undefined };
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

  begin(consoleApp: string): Promise<void> {
    this.#consoleApp = consoleApp;
    return this.program.forgetStates();
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
