import { mkdirSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { e2eFolder } from "./folders.js";
import { run } from "./processes.js";

/** One entry of `resource_changes`. https://developer.hashicorp.com/terraform/internals/json-format */
export interface ResourceChange {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly action_reason?: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Record<string, unknown> | null;
    readonly after: Record<string, unknown> | null;
    /** `true` wherever a value of `after` is known only once it is applied. */
    readonly after_unknown: Record<string, unknown>;
    /** The attributes because of which the resource is replaced. */
    readonly replace_paths?: readonly (readonly (string | number)[])[];
    readonly importing?: { readonly id?: string };
  };
}

/** What a plan does to one resource. */
export type Action = "create" | "read" | "update" | "delete" | "replace" | "forget" | "no-op";

/** A plan, as `terraform show -json` tells it. */
export class Plan {
  constructor(
    readonly changes: readonly ResourceChange[],
    /** The whole document, for what is not in the changes: outputs, drift, checks. */
    readonly json: Readonly<Record<string, unknown>>,
    /** What `terraform plan` printed, for asserting on the words people read. */
    readonly text: string,
  ) {}

  /** The change of the resource at an address; throws where the plan has none. */
  change(address: string): ResourceChange {
    const found = this.changes.find((change) => change.address === address);
    if (found !== undefined) return found;
    throw new Error(`The plan has no ${address}, only ${this.changes.map((change) => change.address).join(", ")}`);
  }

  /** What the plan does, by address, leaving out what it leaves alone. */
  get actions(): Record<string, Action> {
    const all = this.changes.map((change) => [change.address, actionOf(change)] as const);
    return Object.fromEntries(all.filter(([, action]) => action !== "no-op" && action !== "read"));
  }
}

/** A state, as `terraform show -json` tells it. */
export interface State {
  readonly values?: {
    readonly outputs?: Readonly<Record<string, { readonly value: unknown }>>;
    readonly root_module?: {
      readonly resources?: readonly {
        readonly address: string;
        readonly type: string;
        readonly values: Readonly<Record<string, unknown>>;
      }[];
    };
  };
}

/** The provider that the workspace's CDKTF bindings are made for. */
export const TERRAFORM_PROVIDER = "5.100.0";

const SECOND = 1_000;
const PLAN_FILE = "e2e.tfplan";

/** Real Terraform on one folder, which holds a configuration and will hold its state. */
export class Terraform {
  readonly #env: NodeJS.ProcessEnv;

  constructor(
    readonly folder: string,
    env: NodeJS.ProcessEnv,
  ) {
    this.#env = { ...env, ...terraformSettings };
  }

  async init(): Promise<void> {
    // The first time may have to download the provider, which is several hundred megabytes.
    await this.#run(["init"], 600 * SECOND);
  }

  async validate(): Promise<void> {
    await this.#run(["validate"], 120 * SECOND);
  }

  async plan({ destroy = false }: { readonly destroy?: boolean } = {}): Promise<Plan> {
    const text = await this.#run(["plan", `-out=${PLAN_FILE}`, ...(destroy ? ["-destroy"] : [])], 300 * SECOND);
    const json = await this.#show(PLAN_FILE);
    await rm(join(this.folder, PLAN_FILE));
    return new Plan((json.resource_changes as ResourceChange[] | undefined) ?? [], json, text);
  }

  /** Applies the configuration, and returns what Terraform printed. */
  apply(): Promise<string> {
    return this.#run(["apply", "-auto-approve"], 600 * SECOND);
  }

  /** Destroys everything in the state, and returns what Terraform printed. */
  destroy(): Promise<string> {
    return this.#run(["destroy", "-auto-approve"], 600 * SECOND);
  }

  /** Any other command, as it is typed. */
  async command(...args: readonly string[]): Promise<string> {
    const { stdout } = await run("terraform", args, this.#options(600 * SECOND));
    return stdout;
  }

  async showState(): Promise<State> {
    return (await this.#show()) as State;
  }

  async #show(...args: string[]): Promise<Record<string, unknown>> {
    const { stdout } = await run("terraform", ["show", "-json", ...args], this.#options(120 * SECOND));
    return JSON.parse(stdout);
  }

  async #run([command = "", ...args]: readonly string[], timeoutMs: number): Promise<string> {
    const locking = command === "validate" || command === "init" ? [] : ["-lock-timeout=30s"];
    const { stdout } = await run("terraform", [command, "-no-color", ...locking, ...args], this.#options(timeoutMs));
    return stdout;
  }

  #options(timeoutMs: number) {
    return { cwd: this.folder, env: this.#env, timeoutMs };
  }
}

/** Writes a configuration in Terraform's JSON syntax into a folder. */
export async function writeConfiguration(folder: string, configuration: object, name = "main.tf.json"): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), JSON.stringify(configuration, null, 2));
}

const pluginCache = join(e2eFolder, ".terraform", "plugin-cache");
const pluginsArranged = ["TF_CLI_CONFIG_FILE", "TF_PLUGIN_CACHE_DIR"].some((name) => process.env[name]);
if (!pluginsArranged) mkdirSync(pluginCache, { recursive: true });

/** Terraform asks nothing and, where the caller has no arrangement for plugins, downloads the provider only once. */
export const terraformSettings: NodeJS.ProcessEnv = {
  CHECKPOINT_DISABLE: "1",
  TF_IN_AUTOMATION: "1",
  TF_INPUT: "0",
  ...(pluginsArranged ? {} : { TF_PLUGIN_CACHE_DIR: pluginCache, TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: "1" }),
};

function actionOf({ change: { actions } }: ResourceChange): Action {
  return actions.length === 2 ? "replace" : (actions[0] as Action);
}
