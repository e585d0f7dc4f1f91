import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";

interface AnswerOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** @default 60000 */
  readonly timeoutMs?: number;
}

/** What a command prints; undefined where it is missing or fails. */
export function answer(command: string, args: readonly string[], options: AnswerOptions = {}): string | undefined {
  const { cwd = tmpdir(), env = {}, timeoutMs = 60_000 } = options;
  const environment = { ...process.env, ...env };
  const { status, stdout } = spawnSync(command, args, { cwd, env: environment, encoding: "utf8", timeout: timeoutMs });
  return status === 0 ? stdout : undefined;
}

/** A function that computes its result the first time. */
export function once<Result>(compute: () => Result): () => Result {
  let known: { readonly result: Result } | undefined;
  return () => {
    known ??= { result: compute() };
    return known.result;
  };
}
