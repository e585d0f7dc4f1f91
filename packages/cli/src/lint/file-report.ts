import type { PlacedFinding } from "./ignores.js";

/** What the report of standard input is called. */
export const STANDARD_INPUT = "standard input";

/** What was found in a file. */
export interface FileReport {
  readonly file: string;
  /** How many policies the file has. */
  readonly policies: number;
  readonly findings: readonly PlacedFinding[];
}
