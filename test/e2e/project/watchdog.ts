import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Reads `start <pid>` and `end <pid>` from its input. At the end of the input, which is the end of the test process,
 * it kills the process groups that have not ended, and removes the folder that it was given.
 */
const SCRIPT = `
trap '' INT TERM HUP
pids=' '
while read -r change pid; do
  case $change in
    start) pids="$pids$pid " ;;
    end) case $pids in *" $pid "*) pids="\${pids%% "$pid" *} \${pids#* "$pid" }" ;; esac ;;
  esac
done
for pid in $pids; do kill -s KILL -- "-$pid" 2>/dev/null; done
rm -rf -- "$1"
`;

interface Watchdog {
  readonly folder: string;
  readonly process: ChildProcess;
}

let watchdog: Watchdog | undefined;

/**
 * Outlives this process, to clean up after it. A handler of signals is not enough: vitest kills a worker that does not
 * end within half a second.
 */
function started(): Watchdog {
  if (watchdog !== undefined) return watchdog;
  const folder = mkdtempSync(join(tmpdir(), "amplify-roles-"));
  // In a session of its own, which Ctrl-C does not reach.
  const child = spawn("sh", ["-c", SCRIPT, "watchdog", folder], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  child.unref();
  // Writing to it must not keep this process running either.
  (child.stdin as unknown as { unref(): void }).unref();
  // A worker whose vitest was killed would go on for nobody.
  process.once("disconnect", () => process.kill(process.pid, "SIGKILL"));
  watchdog = { folder, process: child };
  return watchdog;
}

/** The folder for everything temporary of this process. */
export const processFolder = (): string => started().folder;

/** Has a process group killed when this process is gone. */
export function watch(pid: number): void {
  started().process.stdin?.write(`start ${pid}\n`);
}

/** Says that a process group has ended. Its id may be given to another one. */
export function unwatch(pid: number): void {
  started().process.stdin?.write(`end ${pid}\n`);
}
