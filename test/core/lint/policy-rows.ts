import type { LintOptions } from "@amplify-roles/core/lint";

/** A policy, or its text, and what is found in it: `error INVALID_ACTION Statement[0].Action[1]`. None for a near miss. */
export interface LintRow {
  readonly what: string;
  readonly policy: unknown;
  readonly expected: readonly string[];
  readonly options?: LintOptions;
}

type Parts = Readonly<Record<string, unknown>>;

/** A policy of statements that allow, unless they say something else. */
export const policy = (...statements: readonly Parts[]) => ({
  Version: "2012-10-17",
  Statement: statements.map((statement) => ({ Effect: "Allow", ...statement })),
});
export const row = (what: string, of: unknown, expected: readonly string[] = [], options?: LintOptions): LintRow => ({
  what,
  policy: of,
  expected,
  ...(options === undefined ? {} : { options }),
});
