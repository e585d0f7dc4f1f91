import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Tool } from "../../e2e/project/deployment.js";
import { replaceOnce } from "../../e2e/project/edit.js";
import { e2eFolder, workspaceFolder } from "../../e2e/project/folders.js";
import type { Ran } from "../../e2e/project/processes.js";
import { camelCased, configurations } from "../../support/examples.js";
import { CONSOLE_APP, type Life, type Specification, type Version } from "./lives.js";

/** One life's program in the hands of one tool, prepared once and lived from the beginning as often as is wanted. */
export interface Program {
  readonly tool: Tool;
  /** Forgets the tool's state. @param consoleApp the id of the app that was made in the console */
  begin(consoleApp: string): Promise<void>;
  /** Makes the program say what it says in that version. */
  use(version: number): Promise<void>;
  plan(): Promise<Ran>;
  deploy(): Promise<Ran>;
  /** Reads everything back; what is not as the tool left it is a failure. */
  read(): Promise<Ran>;
  destroy(): Promise<Ran>;
  stop(): Promise<void>;
}

/** Where a life's program is for a tool. */
export function folderOf({ name, stack }: Life, tool: Tool): string {
  const folder = tool === "terraform" ? "cdktf" : "pulumi";
  return stack === undefined
    ? join(e2eFolder, "fixtures", tool, "deploy-policy")
    : join(workspaceFolder, "examples", folder, name);
}

/** The values of a life's program, as the tool names them. */
export function valuesOf({ name, stack }: Life, tool: Tool): Readonly<Record<string, string>> {
  const { values = {}, pulumiValues = {} } = configurations[name]?.find((way) => way.stack === stack) ?? {};
  return tool === "terraform" ? values : { ...camelCased(values), ...pulumiValues };
}

/** Changes a copy of a program into its next version. */
export async function change(folder: string, source: string, { edits = [], given }: Version): Promise<void> {
  if (given !== undefined) await specify(folder, given);
  for (const [from, to] of edits) await replaceOnce(join(folder, source), from, to);
}

const specify = (folder: string, given: Specification) =>
  writeFile(join(folder, "specification.json"), JSON.stringify(given));

/** A text with the id of the app from the console in its place. */
export const withConsoleApp = (text: string, appId: string): string => text.replaceAll(CONSOLE_APP, appId);
