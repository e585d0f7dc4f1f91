import { readFileSync } from "node:fs";
import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { TerraformJson } from "../../support/cdktf/synthesize.js";
import { removeFolder, temporaryFolder, workspaceFolder } from "./folders.js";
import { type PlannedChange, plannedInLog, type ResourceChange, TerraformPlan, type TerraformState } from "./plans.js";
import { type CommandResult, run } from "./processes.js";
import {
  type Project,
  type ProjectOptions,
  type ProviderSettings,
  replaceOnce,
  type Values,
  type Version,
} from "./project.js";
import { isRead, type ProviderProcess, withProvider } from "./provider.js";
import { TERRAFORM_BINARY, type TerraformBinary, terraformSettings } from "./settings.js";

const MINUTE = 60_000;
const PLAN_FILE = "e2e.tfplan";
/** Nobody is there to say yes, to look at colors, or to keep a lock file for other platforms. */
const CDKTF_FLAGS = ["--auto-approve", "--skip-provider-lock", "--no-color"];

export interface TerraformOptions extends ProjectOptions {
  /** Which of the program's stacks. @default "site" */
  readonly stack?: string;
  /** @default what the environment asks for, or else Terraform */
  readonly binary?: TerraformBinary;
}

/** Terraform takes its variables from the environment. */
const variablesOf = (values: Values): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`TF_VAR_${name}`, value]));

/** What the stacks of one program share. */
interface Program {
  readonly folder: string;
  env: NodeJS.ProcessEnv;
  provider: ProviderProcess;
  isSynthesized: boolean;
  /** For the programs that have none but are the configuration themselves. */
  readonly isConfiguration: boolean;
  readonly binary: TerraformBinary;
}

/**
 * A CDKTF program, or a configuration in Terraform's JSON syntax. It is synthesized with `tsx main.ts`, which is what
 * `cdktf synth` runs, without the five seconds that the command takes; see `deployWithCdktf`.
 */
export class TerraformProject implements Project {
  readonly tool = "terraform";
  /** After this time, in milliseconds, a command is killed. */
  commandTimeoutMs = 10 * MINUTE;
  /** For which kinds of provider process the stack's folder is initialized. */
  readonly #initialized = new Set<ProviderProcess>();

  private constructor(
    private readonly program: Program,
    private readonly stackName: string,
  ) {}

  static async create(options: TerraformOptions) {
    const {
      program,
      entry,
      values = {},
      env,
      provider = "shared",
      stack = "site",
      binary = TERRAFORM_BINARY,
    } = options;
    const folder = await temporaryFolder("terraform");
    await cp(program, folder, { recursive: true, filter: (path) => !/(node_modules|cdktf\.out)$/.test(path) });
    if (entry !== undefined) await cp(join(folder, `${entry}.ts`), join(folder, "main.ts"));
    await symlink(join(workspaceFolder, "node_modules"), join(folder, "node_modules"));
    const all = { ...terraformSettings, ...env, ...variablesOf(values), CI: "true" };
    const shared = { folder, env: all, provider, isSynthesized: false, isConfiguration: false, binary };
    return new TerraformProject(shared, stack);
  }

  /** A project without a program; see `configure`. */
  static async ofConfiguration(env: NodeJS.ProcessEnv, provider: ProviderProcess = "shared") {
    const folder = await temporaryFolder("terraform");
    const program = { folder, env: { ...terraformSettings, ...env }, provider, binary: TERRAFORM_BINARY };
    return new TerraformProject({ ...program, isSynthesized: true, isConfiguration: true }, "");
  }

  /** Another stack of the same program, in the same folder. */
  stack(name: string): TerraformProject {
    return new TerraformProject(this.program, name);
  }

  get folder(): string {
    return this.program.folder;
  }

  /** The folder with the configuration that Terraform reads. */
  get stackFolder(): string {
    return this.program.isConfiguration ? this.folder : join(this.folder, "cdktf.out/stacks", this.stackName);
  }

  get provider(): ProviderProcess {
    return this.program.provider;
  }

  set provider(provider: ProviderProcess) {
    this.program.provider = provider;
  }

  /** Writes a configuration in Terraform's JSON syntax. */
  async configure(configuration: object): Promise<void> {
    await writeFile(join(this.stackFolder, "main.tf.json"), JSON.stringify(configuration, null, 2));
  }

  async edit(from: string | RegExp, to: string): Promise<void> {
    await replaceOnce(join(this.folder, "main.ts"), from, to);
    this.program.isSynthesized = false;
  }

  async write(file: string, text: string): Promise<void> {
    await writeFile(join(this.folder, file), text);
    this.program.isSynthesized = false;
  }

  async set(values: Values): Promise<void> {
    this.setEnvironment(variablesOf(values));
  }

  configureProvider(settings: ProviderSettings): Promise<void> {
    return this.edit(/(?<=new AwsProvider\(\w+, "aws", ).*(?=\);)/g, JSON.stringify(settings));
  }

  setEnvironment(env: NodeJS.ProcessEnv): void {
    if (this.provider === "shared" && Object.keys(env).some(isRead)) throw new Error("The shared provider has started");
    this.program.env = { ...this.program.env, ...env };
    this.program.isSynthesized = this.program.isConfiguration;
  }

  /** What `cdktf synth` does. */
  async synthesize(): Promise<void> {
    const tsx = join(workspaceFolder, "node_modules/tsx/dist/cli.mjs");
    const { folder, env } = this.program;
    await run(process.execPath, [tsx, "main.ts"], { cwd: folder, env, timeoutMs: 2 * MINUTE });
    this.program.isSynthesized = true;
  }

  /** The synthesized stacks, by name. */
  async synthesized(): Promise<Readonly<Record<string, TerraformJson>>> {
    if (!this.program.isSynthesized) await this.synthesize();
    const folder = join(this.folder, "cdktf.out/stacks");
    const read = (name: string) => JSON.parse(readFileSync(join(folder, name, "cdk.tf.json"), "utf8"));
    return Object.fromEntries((await readdir(folder)).map((name) => [name, read(name)]));
  }

  /** The synthesized stack. Its program is left alone when a version is used. */
  async save(): Promise<Version> {
    if (!this.program.isSynthesized) await this.synthesize();
    return { "cdk.tf.json": await readFile(join(this.stackFolder, "cdk.tf.json"), "utf8") };
  }

  async use(version: Version): Promise<void> {
    for (const [file, text] of Object.entries(version)) await writeFile(join(this.stackFolder, file), text);
    this.program.isSynthesized = true;
  }

  async command(command: string, ...args: readonly string[]): Promise<CommandResult> {
    await this.#prepare();
    const all = command === "state" ? [command, ...args] : [command, "-no-color", ...args];
    return this.#terraform(all, this.commandTimeoutMs);
  }

  preview = () => this.command("plan");
  deploy = () => this.command("apply", "-auto-approve");
  destroy = () => this.command("destroy", "-auto-approve");
  refresh = () => this.command("apply", "-auto-approve", "-refresh-only");

  async plan(): Promise<readonly PlannedChange[]> {
    return plannedInLog((await this.command("plan", "-json")).stdout);
  }

  /** The plan with everything that Terraform knows, which takes twice as long. */
  async fullPlan(): Promise<TerraformPlan> {
    const text = (await this.command("plan", `-out=${PLAN_FILE}`)).stdout;
    const { stdout } = await this.#terraform(["show", "-json", PLAN_FILE], 2 * MINUTE);
    const changes: readonly ResourceChange[] = JSON.parse(stdout).resource_changes ?? [];
    return new TerraformPlan(changes, text);
  }

  /** Deploys as the examples' READMEs say, with `cdktf deploy`, which synthesizes and initializes by itself. */
  async deployWithCdktf(): Promise<CommandResult> {
    // A folder that is initialized without a provider would make the CLI wait for an answer.
    await removeFolder(join(this.stackFolder, ".terraform"));
    const cli = join(workspaceFolder, "node_modules/cdktf-cli/bundle/bin/cdktf.js");
    const args = [cli, "deploy", this.stackName, ...CDKTF_FLAGS];
    const options = { cwd: this.folder, timeoutMs: 10 * MINUTE };
    const deploy = (env: NodeJS.ProcessEnv) =>
      run(process.execPath, args, { ...options, env: { ...env, TERRAFORM_BINARY_NAME: this.program.binary } });
    const result = await withProvider(this.tool, this.program, deploy);
    this.program.isSynthesized = true;
    this.#initialized.add(this.provider);
    return result;
  }

  async outputs(): Promise<Readonly<Record<string, unknown>>> {
    const outputs = Object.entries((await this.readState()).outputs);
    return Object.fromEntries(outputs.map(([name, { value }]) => [name, value]));
  }

  async state(): Promise<string> {
    const { resources } = await this.readState();
    return resources.length === 0 ? "" : JSON.stringify(resources);
  }

  get stateFile(): string {
    const name = this.program.isConfiguration ? "terraform.tfstate" : `terraform.${this.stackName}.tfstate`;
    return join(this.folder, name);
  }

  async readState(): Promise<TerraformState> {
    const text = await readFile(this.stateFile, "utf8").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return '{ "outputs": {}, "resources": [] }';
      throw error;
    });
    return JSON.parse(text);
  }

  async forgetState(): Promise<void> {
    const states = (await readdir(this.folder)).filter((name) => name.includes(".tfstate"));
    await Promise.all(states.map((name) => rm(join(this.folder, name))));
  }

  remove(): Promise<void> {
    return removeFolder(this.folder);
  }

  async #prepare(): Promise<void> {
    const { provider } = this;
    if (!this.program.isSynthesized) await this.synthesize();
    // What was initialized stays when a program is synthesized again. A shared provider is not installed.
    if (this.#initialized.has(provider) || this.#initialized.has("own")) return;
    await mkdir(this.stackFolder, { recursive: true });
    // The first time may download the provider, which is several hundred megabytes.
    await this.#terraform(["init", "-no-color"], 10 * MINUTE);
    this.#initialized.add(provider);
  }

  #terraform(args: readonly string[], timeoutMs: number): Promise<CommandResult> {
    const cwd = this.stackFolder;
    const { binary } = this.program;
    return withProvider(this.tool, this.program, (env) => run(binary, args, { cwd, env, timeoutMs }));
  }
}
