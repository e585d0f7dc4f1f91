import type { Aws } from "../../e2e/aws/aws.js";
import type { Ran } from "../../e2e/project/processes.js";

/** What the program says: at first, or after somebody has changed a grant and the role behind a branch. */
export type Release = "first" | "changed";

/** The program of the faults with one of the tools, prepared once and started afresh for every cell. */
export interface Program {
  readonly tool: "terraform" | "pulumi";
  readonly aws: Aws;
  /** Whether all the processes of a command are its own, and end with it when it is killed. */
  alone: boolean;
  /** Forgets the tool's state, as before the first deployment. */
  forget(): Promise<void>;
  /** Makes the program say something else. */
  use(release: Release): Promise<void>;
  deploy(): Promise<Ran>;
  destroy(): Promise<Ran>;
  /** Whether the next `deploy` would do nothing. */
  isSettled(): Promise<boolean>;
  /** The state as text, to look for an id in; of nothing, it is empty. */
  state(): Promise<string>;
  stop(): Promise<void>;
}
