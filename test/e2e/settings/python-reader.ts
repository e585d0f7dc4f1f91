import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pythonEnvironment } from "../aws/python.js";
import { workspaceFolder } from "../project/folders.js";
import { run } from "../project/processes.js";
import type { Tool } from "../project/project.js";

/** The code that the README of the example container-settings has for the container. */
export function pythonReader(tool: Tool): string {
  const folder = tool === "terraform" ? "cdktf" : "pulumi";
  const text = readFileSync(join(workspaceFolder, "examples", folder, "container-settings/README.md"), "utf8");
  const block = /^( *)```py\n([\s\S]*?)\n\1```$/m.exec(text);
  if (block === null) throw new Error("The README has no block of Python.");
  const [, indentation = "", code = ""] = block;
  return code.replaceAll(new RegExp(`^${indentation}`, "gm"), "");
}

/** What that code reads, with boto3 of the tests' Python, in an environment that has nothing else of AWS. */
export async function readWithPython(tool: Tool, env: NodeJS.ProcessEnv): Promise<Readonly<Record<string, string>>> {
  const code = `${pythonReader(tool)}\nprint(json.dumps(load_settings()))\n`;
  const { stdout } = await run(await pythonEnvironment(), ["-c", code], { env, timeoutMs: 60_000 });
  return JSON.parse(stdout);
}
