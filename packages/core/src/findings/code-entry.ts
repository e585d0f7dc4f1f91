/** What a code means. docs/errors.md is generated from it; no program needs it when it runs. */
export interface CodeEntry {
  /** What leads to it. */
  readonly cause: string;
  /** What to do. */
  readonly fix: string;
}
