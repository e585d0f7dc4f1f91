import { expect } from "vitest";
import { type Holdings, readHoldings } from "../support/aws/holdings.js";
import type { Aws } from "../support/aws.js";
import type { Edit } from "../support/edit.js";
import { decidedHoldings, ownIn } from "./decided.js";
import type { Running } from "./running.js";

/** A life that is being lived. */
export interface Scene {
  readonly aws: Aws;
  /** What was there before the first deploy. */
  readonly before: Holdings;
  readonly running: Running;
}

/** AWS holds what the core decided for these stacks, what was there before, and nothing else of the project's kinds. */
export async function expectAsDecided({ aws, before }: Scene, ...stacks: readonly Running[]): Promise<void> {
  const { holdings, inTheirWords } = await readHoldings(aws);
  const resources = (await Promise.all(stacks.map((stack) => stack.decided()))).flat();
  const decided = decidedHoldings(inTheirWords(resources));
  expect(ownIn(holdings)).toEqual({ ...decided, apps: { ...before.apps, ...decided.apps } });
}

export async function edit({ deployment }: Running, ...edits: readonly Edit[]): Promise<void> {
  for (const [from, to] of edits) await deployment.edit(from, to);
}

/** The calls that make or remove an app since the record was last cleared. */
export const appsMadeOrRemoved = ({ gateway }: Aws) =>
  gateway.calls.actions("amplify").filter((action) => /^(Create|Delete)App/.test(action));
