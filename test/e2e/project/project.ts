import { readFile, writeFile } from "node:fs/promises";
import type { PlannedChange } from "./plans.js";
import type { CommandResult } from "./processes.js";
import type { ProviderProcess } from "./provider.js";

export type Tool = "terraform" | "pulumi";

/** Terraform variables, or Pulumi's configuration. An undefined value removes one. */
export type Values = Readonly<Record<string, string | undefined>>;

/** A change of a program's source: this text is replaced by that one. */
export type Edit = readonly [from: string, to: string];

/** The AWS provider's settings. https://registry.terraform.io/providers/hashicorp/aws/latest/docs#provider-configuration */
export interface ProviderSettings {
  readonly region: string;
  readonly maxRetries?: number;
}

/** What a program and its settings are at some time, to return to: the contents of files, by name. */
export type Version = Readonly<Record<string, string>>;

export interface ProjectOptions {
  /** The folder of a program, which is copied. */
  readonly program: string;
  /** In a folder with several programs, the name of this one's file. It becomes the copy's main file. */
  readonly entry?: string;
  readonly values?: Values;
  readonly env: NodeJS.ProcessEnv;
  /** @default "shared" */
  readonly provider?: ProviderProcess;
}

/** A copy of a user's program for one of the tools, with its own state, and what the user types. */
export interface Project {
  readonly tool: Tool;
  /** The folder with the copy. */
  readonly folder: string;
  /** Which process serves the commands from now on; see `ProviderProcess`. */
  provider: ProviderProcess;

  /** Replaces `from` in the program's main file, which has to contain it exactly once. */
  edit(from: string, to: string): Promise<void>;
  /** Writes another file of the program. */
  write(file: string, text: string): Promise<void>;
  /** Gives values to the program, in addition to those that it has. */
  set(values: Values): Promise<void>;
  /** Gives the AWS provider its settings, all of them. */
  configureProvider(settings: ProviderSettings): Promise<void>;
  /** Changes the environment of the next commands. */
  setEnvironment(env: NodeJS.ProcessEnv): void;
  /** What the program is now, synthesized where the tool needs that. */
  save(): Promise<Version>;
  /** Returns to a saved version. */
  use(version: Version): Promise<void>;

  /** Runs any command of the tool, as it is typed: `command("state", "list")`. @throws CommandError */
  command(...args: readonly string[]): Promise<CommandResult>;
  /** What the next deploy would do, as people read it. Terraform refreshes always, Pulumi on request. */
  preview(options?: RefreshOptions): Promise<CommandResult>;
  /** What the next deploy would do, as data; empty where it would do nothing. */
  plan(): Promise<readonly PlannedChange[]>;
  deploy(options?: RefreshOptions): Promise<CommandResult>;
  destroy(): Promise<CommandResult>;
  /** Compares the state with AWS and updates it. */
  refresh(): Promise<CommandResult>;

  /** The outputs, secrets included. */
  outputs(): Promise<Readonly<Record<string, unknown>>>;
  /** The file that the tool keeps its state in. */
  readonly stateFile: string;
  /** The resources in the state as JSON, secrets as the tool stores them; empty where there are no resources. */
  state(): Promise<string>;
  /** Forgets the state, as before the first deploy, and any lock on it. What is in AWS stays. */
  forgetState(): Promise<void>;
  /** Removes the copy and its state. What is in AWS stays. */
  remove(): Promise<void>;
}

export interface RefreshOptions {
  readonly refresh?: boolean;
}

/** Replaces what a file has to contain exactly once. */
export async function replaceOnce(file: string, from: string | RegExp, to: string): Promise<void> {
  const text = await readFile(file, "utf8");
  const parts = text.split(from);
  if (parts.length !== 2) throw new Error(`${file} contains it ${parts.length - 1} times, not once: ${from}`);
  await writeFile(file, parts.join(to));
}
