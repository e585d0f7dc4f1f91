import { run } from "../../e2e/project/processes.js";

/** What ends a tool in the middle: everything of it at once, or as Ctrl-C does, which it may answer. */
export type Ending = "SIGKILL" | "SIGINT";

/** Ends the tool that this process has started last, by its program's name. */
export async function endTool(tool: string, ending: Ending): Promise<void> {
  const all = await processes();
  const main = all.filter(({ parent, name }) => parent === process.pid && name === tool).at(-1);
  if (main === undefined) throw new Error(`No ${tool} is running`);
  // A terminal tells the foreground's group; plugins that have one of their own are left to the tool.
  if (ending === "SIGINT") process.kill(-main.pid, ending);
  else for (const pid of [main.pid, ...descendants(main.pid, all)]) process.kill(pid, ending);
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
}

async function processes(): Promise<Process[]> {
  const { stdout } = await run("ps", ["-A", "-o", "pid=,ppid=,comm="], { timeoutMs: 10_000 });
  return stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .map(([pid, parent, name = ""]) => ({ pid: Number(pid), parent: Number(parent), name }));
}

function descendants(pid: number, all: readonly Process[]): number[] {
  const children = all.filter(({ parent }) => parent === pid);
  return children.flatMap((child) => [child.pid, ...descendants(child.pid, all)]);
}
