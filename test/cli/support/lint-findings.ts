import { lintInput } from "../../../packages/cli/src/lint/lint-file.js";
import type { LintOptions } from "../../../packages/core/src/lint.js";

/** What is wrong in a file: `7:30 error INVALID_ACTION Statement[0].Action` for each finding. */
export async function findingsIn(name: string, text: string, options: LintOptions = {}): Promise<readonly string[]> {
  const linted = await lintInput(name, text, options);
  return (linted?.findings ?? []).map(({ line, column, severity, code, path }) =>
    `${line}:${column} ${severity} ${code} ${path}`.trimEnd(),
  );
}

/** How many policies a file has. */
export const policiesIn = async (name: string, text: string): Promise<number> =>
  (await lintInput(name, text, {}))?.policies ?? 0;
