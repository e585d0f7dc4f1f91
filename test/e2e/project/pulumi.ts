import { copyFile, cp, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { removeFolder, temporaryFolder, workspaceFolder } from "./folders.js";
import { run } from "./processes.js";

export interface PulumiOptions {
  /** The folder of a program: `Pulumi.yaml` and what it names. It is copied, and never written to. */
  readonly program: string;
  /** @default "e2e" */
  readonly stack?: string;
  readonly env: NodeJS.ProcessEnv;
}

/** One step of `pulumi preview --json`. */
export interface PreviewStep {
  readonly op: string;
  readonly urn: string;
  readonly diffReasons?: readonly string[];
  readonly replaceReasons?: readonly string[];
  readonly detailedDiff?: Readonly<Record<string, { readonly kind: string }>>;
  readonly newState?: { readonly type: string; readonly inputs?: Readonly<Record<string, unknown>> };
}

export interface PreviewJson {
  readonly steps: readonly PreviewStep[];
  readonly changeSummary?: Readonly<Record<string, number>>;
}

/** The entry of one resource in an exported stack. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly parent?: string;
  readonly dependencies?: readonly string[];
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

const SECOND = 1_000;

/** The real Pulumi engine on a copy of a program, with its state in a folder. */
export class PulumiStack {
  readonly #home: string;
  /** What the stack is called. */
  readonly name: string;
  #env: NodeJS.ProcessEnv;

  private constructor(home: string, { stack = "e2e", env }: PulumiOptions) {
    this.#home = home;
    this.name = stack;
    this.#env = {
      ...env,
      PULUMI_BACKEND_URL: `file://${join(home, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "",
      // Types are checked once, by the workspace's own check; here they would take seconds each time.
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      PULUMI_SKIP_UPDATE_CHECK: "true",
    };
  }

  /** Copies a program to a temporary folder, beside an empty state and with the workspace's packages to load. */
  static async create(options: PulumiOptions): Promise<PulumiStack> {
    const home = await temporaryFolder("pulumi");
    const stack = new PulumiStack(home, options);
    await mkdir(join(home, "state"));
    await cp(options.program, stack.folder, { recursive: true, filter: (path) => !isLeftOver(path) });
    await symlink(join(workspaceFolder, "node_modules"), join(stack.folder, "node_modules"));
    return stack;
  }

  /** Where the copy of the program is, to be changed between two runs. */
  get folder(): string {
    return join(this.#home, "program");
  }

  /** The environment of whatever is run. */
  get environment(): Readonly<NodeJS.ProcessEnv> {
    return this.#env;
  }

  /** Changes the environment of what is run from now on. */
  setEnvironment(env: NodeJS.ProcessEnv): void {
    this.#env = { ...this.#env, ...env };
  }

  /** Writes a file of the program. */
  write(name: string, text: string): Promise<void> {
    return writeFile(join(this.folder, name), text);
  }

  async stackInit(): Promise<void> {
    await this.#pulumi(["stack", "init", this.name], 60 * SECOND);
    await copyFile(await this.#checkpoint(), this.#pristine);
  }

  /** Forgets what has been deployed, as after `stackInit`, and the lock of a command that was killed. */
  async forgetState(): Promise<void> {
    await rm(join(this.#home, "state/.pulumi/locks"), { recursive: true, force: true });
    await copyFile(this.#pristine, await this.#checkpoint());
    await this.forgetAttributes();
  }

  /** Removes what lies beside the state: its type and its digest, of which Pulumi needs none. */
  async forgetAttributes(): Promise<void> {
    await rm(`${await this.#checkpoint()}.attrs`, { force: true });
  }

  /** Sets one configuration value, such as `aws:region`. */
  async setConfig(key: string, value: string, { secret = false }: { readonly secret?: boolean } = {}): Promise<void> {
    const kind = secret ? "--secret" : "--plaintext";
    await this.#onStack(["config", "set", kind, key, value], 60 * SECOND);
  }

  async removeConfig(key: string): Promise<void> {
    await this.#onStack(["config", "rm", key], 60 * SECOND);
  }

  /** What `pulumi preview` prints; with `diff`, property by property. */
  preview({
    diff = false,
    args = [],
  }: {
    readonly diff?: boolean;
    readonly args?: readonly string[];
  } = {}): Promise<string> {
    return this.#onStack(["preview", ...(diff ? ["--diff"] : []), ...args], 300 * SECOND);
  }

  /** What `pulumi preview --json` tells, which is for programs what `--diff` is for people. */
  async previewJson(): Promise<PreviewJson> {
    return JSON.parse(await this.#onStack(["preview", "--json"], 300 * SECOND));
  }

  up({ args = [] }: { readonly args?: readonly string[] } = {}): Promise<string> {
    return this.#onStack(["up", "--yes", "--skip-preview", ...args], 600 * SECOND);
  }

  refresh(): Promise<string> {
    return this.#onStack(["refresh", "--yes", "--skip-preview"], 300 * SECOND);
  }

  destroy(): Promise<string> {
    return this.#onStack(["destroy", "--yes", "--skip-preview"], 600 * SECOND);
  }

  /** Any other command on the stack, as it is typed. */
  command(...args: readonly string[]): Promise<string> {
    return this.#onStack(args, 600 * SECOND);
  }

  async exportState(): Promise<readonly StateResource[]> {
    const exported = JSON.parse(await this.#onStack(["stack", "export"], 60 * SECOND));
    return exported.deployment.resources ?? [];
  }

  async outputs(): Promise<Record<string, unknown>> {
    return JSON.parse(await this.#onStack(["stack", "output", "--json", "--show-secrets"], 60 * SECOND));
  }

  /** Removes the copy and the state; what the program created in AWS stays. */
  remove(): Promise<void> {
    return removeFolder(this.#home);
  }

  get #pristine(): string {
    return join(this.#home, "pristine.json");
  }

  /** Where a state in a folder lies. */
  async #checkpoint(): Promise<string> {
    const [, project = ""] = /^name: (.*)$/m.exec(await readFile(join(this.folder, "Pulumi.yaml"), "utf8")) ?? [];
    return join(this.#home, `state/.pulumi/stacks/${project}/${this.name}.json`);
  }

  #onStack(args: readonly string[], timeoutMs: number): Promise<string> {
    return this.#pulumi([...args, "--stack", this.name], timeoutMs);
  }

  async #pulumi(args: readonly string[], timeoutMs: number): Promise<string> {
    const all = [...args, "--non-interactive", "--color", "never"];
    const { stdout } = await run("pulumi", all, { cwd: this.folder, env: this.#env, timeoutMs });
    return stdout;
  }
}

/** What belongs to the place a program is copied from: its installed packages, its builds, its stacks' configuration. */
function isLeftOver(path: string): boolean {
  const name = basename(path);
  return name === "node_modules" || name === "dist" || /^Pulumi\..+\.yaml$/.test(name);
}
