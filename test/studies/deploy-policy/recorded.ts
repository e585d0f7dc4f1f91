import { readFileSync } from "node:fs";
import { join } from "node:path";
import { workspaceFolder } from "../../e2e/project/folders.js";
import type { Tool } from "../../e2e/project/project.js";

/** What an authorization comes to in a policy: with placeholders for what the deployer knows, `*` for what AWS makes up. */
export interface Need {
  readonly action: string;
  readonly resource: string;
  /** Values that condition keys have, all of them exact. */
  readonly condition?: Readonly<Record<string, string>>;
}

/** What a scenario needs, the calls that need it, and the steps that make them. */
export interface Row extends Need {
  /** `iam:CreateRole`, `s3:HeadBucket`: as the API calls them, which is not always as the action is called. */
  readonly calls: readonly string[];
  readonly steps: readonly string[];
}

/** One scenario: the option that it is there for, and what it was authorized for with each tool. */
export interface RecordedScenario {
  readonly option?: string;
  readonly terraform: readonly Row[];
  readonly pulumi: readonly Row[];
}

/** The result of a deployment without one action. */
export interface Removal {
  readonly action: string;
  readonly scenario: string;
  readonly tool: Tool;
  /**
   * - `refused`: the tool failed
   * - `waits`: the tool asks again and again, and was ended before it gave up
   * - `done without`: no scenario and no tool failed; this is one that needs the action
   */
  readonly outcome: "refused" | "waits" | "done without";
  /** The step that failed, or those that went on. */
  readonly step: string;
  /** Whether what the tool printed names the action. */
  readonly named: boolean;
}

export type Recorded = Readonly<Record<string, RecordedScenario>>;

const file = (name: string) => join(workspaceFolder, "test/studies/deploy-policy", name);
export const recordedFile = file("recorded.json");
export const removalsFile = file("removals.json");

export const readRecorded = (): Recorded => JSON.parse(readFileSync(recordedFile, "utf8"));
export const readRemovals = (): readonly Removal[] => JSON.parse(readFileSync(removalsFile, "utf8"));

/** One row on a line, so that a change is a line. */
export function recordedText(recorded: Recorded): string {
  const scenarios = Object.entries(recorded).map(([name, { option, terraform, pulumi }]) => {
    const ofTools = Object.entries({ terraform, pulumi }).map(([tool, rows]) => `"${tool}": ${listed(rows)}`);
    const members = [...(option === undefined ? [] : [`"option": ${JSON.stringify(option)}`]), ...ofTools];
    return `${JSON.stringify(name)}: {\n${members.join(",\n")}\n}`;
  });
  return `{\n${scenarios.join(",\n")}\n}\n`;
}

export const removalsText = (removals: readonly Removal[]): string => `${listed(removals)}\n`;

const listed = (entries: readonly unknown[]) => `[\n${entries.map((entry) => JSON.stringify(entry)).join(",\n")}\n]`;
