import { existsSync } from "node:fs";
import { copyFile, cp, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { isSecret } from "../../support/examples.js";
import { removeFolder, temporaryFolder, workspaceFolder } from "./folders.js";
import { type Checkpoint, type PlannedChange, type PulumiPreview, plannedIn, type StateResource } from "./plans.js";
import { type CommandResult, run } from "./processes.js";
import {
  type Project,
  type ProjectOptions,
  type ProviderSettings,
  type RefreshOptions,
  replaceOnce,
  type Values,
  type Version,
} from "./project.js";
import { isRead, type ProviderProcess, withProvider } from "./provider.js";
import { pulumiSettings } from "./settings.js";

const MINUTE = 60_000;
/** What the stacks are called. */
const STACK = "e2e";
const PROJECT_FILE = "Pulumi.yaml";
const STACK_FILE = `Pulumi.${STACK}.yaml`;

const withRefresh = ({ refresh = false }: RefreshOptions) => (refresh ? ["--refresh"] : []);

/** The real Pulumi engine on a copy of a program, with its state in a folder. */
export class PulumiProject implements Project {
  readonly tool = "pulumi";
  readonly stackName = STACK;
  /** After this time, in milliseconds, a command is killed. */
  commandTimeoutMs = 10 * MINUTE;
  /** The files that a version consists of, apart from the program. */
  readonly #files = new Set(["index.ts", STACK_FILE]);
  /** The file with the program. In the examples, `index.ts` only exports the outputs of another one. */
  get #source(): string {
    return existsSync(join(this.folder, "program.ts")) ? "program.ts" : "index.ts";
  }

  private constructor(
    private readonly home: string,
    /** Pulumi's name of the project, which is the namespace of its configuration. */
    readonly name: string,
    public env: NodeJS.ProcessEnv,
    public provider: ProviderProcess,
  ) {}

  static async create({ program, entry, values = {}, env, provider = "shared" }: ProjectOptions) {
    const home = await temporaryFolder("pulumi");
    const folder = join(home, "program");
    await mkdir(join(home, "state"));
    await cp(program, folder, { recursive: true, filter: (path) => !isLeftOver(path) });
    await symlink(join(workspaceFolder, "node_modules"), join(folder, "node_modules"));
    if (entry !== undefined) {
      await cp(join(folder, `${entry}.ts`), join(folder, "index.ts"));
      await replaceOnce(join(folder, PROJECT_FILE), /(?<=^name: ).*$/m, entry);
    }
    const [, name = ""] = /^name: (.*)$/m.exec(await readFile(join(folder, PROJECT_FILE), "utf8")) ?? [];
    const project = new PulumiProject(home, name, { ...pulumiSettings(join(home, "state")), ...env }, provider);
    await project.#pulumi(["stack", "init", STACK], MINUTE);
    await copyFile(project.stateFile, project.#pristineFile);
    await project.set(values);
    return project;
  }

  get folder(): string {
    return join(this.home, "program");
  }

  async edit(from: string, to: string): Promise<void> {
    await replaceOnce(join(this.folder, this.#source), from, to);
    if (this.#source !== "index.ts") await this.#exportFromIndex(exportsIn(from), exportsIn(to));
  }

  /** Makes the exports that an edit of the program adds outputs of the stack, and those that it removes none. */
  async #exportFromIndex(before: readonly string[], after: readonly string[]): Promise<void> {
    this.#files.add("index.ts");
    const file = join(this.folder, "index.ts");
    const lines = (await readFile(file, "utf8")).split("\n");
    const exported = (name: string) => `export { ${name} } from "./program";`;
    const kept = lines.filter((line) => !before.some((name) => line === exported(name) && !after.includes(name)));
    const added = after.filter((name) => !before.includes(name)).map(exported);
    await writeFile(file, [...kept, ...added].join("\n"));
  }

  async write(file: string, text: string): Promise<void> {
    this.#files.add(file);
    await writeFile(join(this.folder, file), text);
  }

  async set(values: Values): Promise<void> {
    const given = Object.entries(values).filter(([, value]) => value !== undefined);
    const args = given.flatMap(([name, value]) => [isSecret(name) ? "--secret" : "--plaintext", `${name}=${value}`]);
    if (args.length > 0) await this.#onStack(["config", "set-all", ...args], MINUTE);
    const removed = Object.keys(values).filter((name) => values[name] === undefined);
    if (removed.length > 0) await this.#onStack(["config", "rm-all", ...removed], MINUTE);
  }

  async configureProvider({ region, maxRetries }: ProviderSettings): Promise<void> {
    await this.set({ "aws:region": region, "aws:maxRetries": maxRetries?.toString() });
  }

  setEnvironment(env: NodeJS.ProcessEnv): void {
    if (this.provider === "shared" && Object.keys(env).some(isRead)) throw new Error("The shared provider has started");
    this.env = { ...this.env, ...env };
  }

  /** The program and its configuration. */
  async save(): Promise<Version> {
    const texts = [...new Set([...this.#files, this.#source])].map(
      async (name) => [name, await readFile(join(this.folder, name), "utf8")] as const,
    );
    return Object.fromEntries(await Promise.all(texts));
  }

  async use(version: Version): Promise<void> {
    for (const [file, text] of Object.entries(version)) await writeFile(join(this.folder, file), text);
  }

  command(...args: readonly string[]): Promise<CommandResult> {
    return this.#onStack(args, this.commandTimeoutMs);
  }

  preview = (options: RefreshOptions = {}) => this.command("preview", "--diff", ...withRefresh(options));
  deploy = (options: RefreshOptions = {}) => this.command("up", "--yes", "--skip-preview", ...withRefresh(options));
  destroy = () => this.command("destroy", "--yes", "--skip-preview");
  refresh = () => this.command("refresh", "--yes", "--skip-preview");

  async plan(): Promise<readonly PlannedChange[]> {
    return plannedIn(await this.fullPlan());
  }

  /** The preview with everything that Pulumi knows: for programs what `--diff` is for people. */
  async fullPlan(): Promise<PulumiPreview> {
    return JSON.parse((await this.command("preview", "--json")).stdout);
  }

  async outputs(): Promise<Readonly<Record<string, unknown>>> {
    return JSON.parse((await this.command("stack", "output", "--json", "--show-secrets")).stdout);
  }

  async state(): Promise<string> {
    // In the order of their names, whatever came first.
    const resources = [...(await this.resources())].sort((one, other) => (one.urn < other.urn ? -1 : 1));
    return resources.length === 0 ? "" : JSON.stringify(resources);
  }

  /** The resources in the state. Pulumi's file is faster to read than `pulumi stack export` is. */
  async resources(): Promise<readonly StateResource[]> {
    return (await this.#checkpoint()).resources ?? [];
  }

  /** Whether the state holds what a killed command was about to do. Every command warns of it from then on. */
  async hasPendingOperations(): Promise<boolean> {
    return ((await this.#checkpoint()).pending_operations ?? []).length > 0;
  }

  async forgetState(): Promise<void> {
    await rm(join(this.home, "state/.pulumi/locks"), { recursive: true, force: true });
    await copyFile(this.#pristineFile, this.stateFile);
    await this.forgetAttributes();
  }

  /** Removes the file next to the state with its type and digest. Pulumi needs neither. */
  async forgetAttributes(): Promise<void> {
    await rm(`${this.stateFile}.attrs`, { force: true });
  }

  remove(): Promise<void> {
    return removeFolder(this.home);
  }

  get #pristineFile(): string {
    return join(this.home, "pristine.json");
  }

  get stateFile(): string {
    return join(this.home, `state/.pulumi/stacks/${this.name}/${STACK}.json`);
  }

  async #checkpoint() {
    const { checkpoint }: Checkpoint = JSON.parse(await readFile(this.stateFile, "utf8"));
    return checkpoint.latest ?? {};
  }

  #onStack(args: readonly string[], timeoutMs: number): Promise<CommandResult> {
    return this.#pulumi([...args, "--stack", STACK], timeoutMs);
  }

  #pulumi(args: readonly string[], timeoutMs: number): Promise<CommandResult> {
    const all = [...args, "--non-interactive", "--color", "never"];
    const pulumi = (env: NodeJS.ProcessEnv) => run("pulumi", all, { cwd: this.folder, env, timeoutMs });
    const needsProvider = /^(preview|up|refresh|destroy|import)$/.test(args[0] ?? "");
    return needsProvider ? withProvider(this.tool, this, pulumi) : pulumi(this.env);
  }
}

/** What belongs to the folder that a program is copied from: installed packages, builds, its stacks' configuration. */
function isLeftOver(path: string): boolean {
  const name = basename(path);
  return name === "node_modules" || name === "dist" || /^Pulumi\..+\.yaml$/.test(name);
}

const exportsIn = (text: string): readonly string[] =>
  [...text.matchAll(/export const (\w+)/g)].map(([, name = ""]) => name);
