import { execFileSync } from "node:child_process";

/** Often enough for what lives for seconds. */
const EVERY_MS = 500;

/**
 * Does some work, and says how much memory the processes that it started took at most, together: the sum of their
 * resident sets, in megabytes. Pages that processes share count for each of them. Processes that were there before are
 * not counted.
 */
export async function largestMemory(work) {
  const before = processes()
    .filter(({ parent }) => parent === process.pid)
    .map(({ pid }) => pid);
  let largest = 0;
  const timer = setInterval(() => {
    const all = processes();
    const started = all.filter(({ pid, parent }) => parent === process.pid && !before.includes(pid));
    largest = Math.max(largest, ...started.map((one) => withDescendants(one, all)));
  }, EVERY_MS);
  try {
    return { value: await work(), megabytes: largest };
  } finally {
    clearInterval(timer);
  }
}

const withDescendants = ({ pid, megabytes }, all) =>
  all.filter(({ parent }) => parent === pid).reduce((sum, child) => sum + withDescendants(child, all), megabytes);

function processes() {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,rss="], { encoding: "utf8" }).trim().split("\n");
  return lines.map((line) => {
    const [pid, parent, kilobytes] = line.trim().split(/ +/).map(Number);
    return { pid, parent, megabytes: kilobytes / 1024 };
  });
}
