import { expect, vi } from "vitest";
import type { Aws } from "../../aws/aws.js";
import { type AccountSnapshot, readSnapshot, takeSnapshot } from "../../aws/snapshot.js";
import type { PlannedChange } from "../../project/plans.js";
import type { Tool } from "../../project/project.js";
import type { TerraformOptions } from "../../project/terraform.js";
import { attach } from "./attach.js";
import { decidedHoldings, ownIn, withoutOthers } from "./decided.js";
import { createExample, type ExampleProject } from "./example-project.js";
import type { Edits, Scenario } from "./scenario.js";

/** A scenario in progress. */
export interface Context {
  readonly aws: Aws;
  /** What AWS contained before the first deploy, and what was typed since into an app that is managed elsewhere. */
  before: AccountSnapshot;
  readonly example: ExampleProject;
  /** What the program creates itself: `roles.papyrus-task`. */
  readonly ofProgram?: readonly string[];
  /** The other stacks of the same program. */
  readonly others?: readonly ExampleProject[];
}

/** Begins a scenario, in an AWS that contains only what is there before. */
export async function begin(
  tool: Tool,
  scenario: Scenario,
  aws: Aws,
  settings: Pick<TerraformOptions, "binary" | "provider"> = {},
): Promise<Context> {
  await aws.reset();
  const { values, env } = (await scenario.before?.(aws)) ?? {};
  const before = await takeSnapshot(aws);
  const { others: ofProgram = [] } = scenario;
  const example = await createExample(tool, scenario, { ...aws.env, ...env }, values, settings);
  return { aws, before, ofProgram, example };
}

/** A plan, sorted: `update aws_amplify_app`. */
export const sorted = (planned: readonly PlannedChange[]): readonly string[] =>
  planned.map(({ action, type }) => `${action} ${type}`).sort();

/**
 * AWS contains what the core decided for all stacks, what the program creates itself, what was there before, and nothing
 * else of these types.
 */
export async function expectAsDecided({ aws, before, example, ofProgram = [], others = [] }: Context): Promise<void> {
  const { snapshot: held, inTheirWords } = await readSnapshot(aws);
  const resources = (await Promise.all([example, ...others].map((stack) => stack.decided()))).flat();
  const decided = decidedHoldings(inTheirWords(resources));
  const { own, found } = withoutOthers(ownIn(held), ofProgram);
  expect(found).toEqual(ofProgram);
  expect(own).toEqual({ ...decided, apps: { ...before.apps, ...decided.apps } });
}

/** After a destroy, AWS contains what it contained before, and what it keeps for some days. */
export async function expectNothingLeft({ aws, before }: Context, { kept = [] }: Scenario): Promise<void> {
  expect(await takeSnapshot(aws)).toEqual({ ...before, scheduledForDeletion: kept });
}

export async function edit({ project }: ExampleProject, edits: Edits): Promise<void> {
  for (const [from, to] of "terraform" in edits ? edits[project.tool] : edits) await project.edit(from, to);
}

/** Types the commands of these outputs, one after the other. */
export async function typeOutputs(context: Context, outputs: readonly string[]): Promise<void> {
  for (const name of outputs) await typed(context, await context.example.output(name));
}

/** Types a command of the AWS CLI, again while a role is too new. What it does to an app that is managed elsewhere stays. */
export async function typed(context: Context, command: string): Promise<void> {
  await vi.waitFor(() => attach(context.aws, command), { timeout: 5_000, interval: 500 });
  const { apps } = await takeSnapshot(context.aws);
  const elsewhere = Object.entries(apps).filter(([name]) => Object.hasOwn(context.before.apps, name));
  context.before = { ...context.before, apps: Object.fromEntries(elsewhere) };
}

/** The calls since the last `clear` that create or delete an app or an identity pool. */
export const appsMadeOrRemoved = ({ gateway: { calls } }: Aws) =>
  calls
    .all()
    .map(({ action }) => action)
    .filter((action) => /^(Create|Delete)(App|IdentityPool)$/.test(action));

export const NO_WRITE_ONLY = "this AWS plugin of Pulumi has no write-only arguments";

/** Whether a first plan failed because a substitute of Pulumi's AWS plugin refuses write-only arguments. */
export const refusesWriteOnly = ({ writesOnly }: Scenario, error: unknown): boolean =>
  writesOnly === true && String(error).includes("Write-only Attribute Not Allowed");
