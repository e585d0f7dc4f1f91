import { run, runningCommand } from "../../e2e/project/processes.js";
import type { Tool } from "../../e2e/project/project.js";
import { TERRAFORM_BINARY } from "../../e2e/project/settings.js";

/** What ends a tool in the middle: everything of it at once, or as Ctrl-C does, which it may answer. */
export type Ending = "SIGKILL" | "SIGINT";

/** Ends the tool that this process started last. */
export async function endTool(tool: Tool, ending: Ending): Promise<void> {
  const pid = runningCommand(tool === "terraform" ? TERRAFORM_BINARY : tool);
  if (pid === undefined) throw new Error(`No ${tool} is running`);
  // A terminal signals the foreground's group. Plugins in a group of their own are left to the tool.
  if (ending === "SIGINT") process.kill(pid, ending);
  else for (const one of [pid, ...descendants(pid, await processes())]) process.kill(one, ending);
}

interface Process {
  readonly pid: number;
  readonly parent: number;
}

async function processes(): Promise<Process[]> {
  const { stdout } = await run("ps", ["-A", "-o", "pid=,ppid="], { timeoutMs: 10_000 });
  return stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .map(([pid, parent]) => ({ pid: Number(pid), parent: Number(parent) }));
}

function descendants(pid: number, all: readonly Process[]): number[] {
  const children = all.filter(({ parent }) => parent === pid);
  return children.flatMap((child) => [child.pid, ...descendants(child.pid, all)]);
}
