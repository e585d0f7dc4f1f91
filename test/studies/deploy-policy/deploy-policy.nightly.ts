import { afterAll, beforeAll, expect, it } from "vitest";
import type { Tool } from "../../e2e/project/deployment.js";
import { describeWith, hasPulumi, hasPython, hasTerraform, type Need } from "../../e2e/project/tools.js";
import { sample } from "../sample.js";
import { leastPolicy } from "./least.js";
import { LIVES, type Life } from "./lives.js";
import { doneWithout } from "./needed.js";
import { readRecorded, readRemovals } from "./recorded.js";
import { cellsOf, removed } from "./removals.js";
import { rowsOf } from "./rows.js";
import { Stage } from "./stage.js";

const recorded = readRecorded();
const removals = readRemovals();
const without = doneWithout(removals);

const examples = LIVES.filter(({ stack }) => stack !== undefined);
/** What a tool waits for takes too long here. */
const missed = new Set(removals.filter(({ outcome }) => outcome === "refused").map(({ action }) => action));
const needed = cellsOf(recorded).filter(({ action }) => missed.has(action));

/** Another sample each time, unless this says which. Every action: `npm run test:deploy-policy`. */
const seed = Number(process.env.DEPLOY_POLICY_SEED ?? Date.now() % 1_000_000);
const SIZE = 6;

/** The examples that are lived with a tool here; all lives with both: `npm run test:deploy-policy`. */
const PARTS: readonly {
  readonly tool: Tool;
  readonly name: string;
  readonly need: Need;
  readonly lives: readonly Life[];
}[] = [
  { tool: "terraform", name: "Terraform", need: hasTerraform, lives: examples },
  { tool: "pulumi", name: "Pulumi", need: hasPulumi, lives: examples.filter(({ name }) => name === "new-app") },
];

for (const { tool, name, need, lives } of PARTS) {
  describeWith([need, hasPython], `the policy of the person who deploys, with ${name}`, () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await Stage.create();
    });
    afterAll(() => stage?.stop());

    it.each(lives)("suffices for $name, from its first plan to its end, and has nothing more", async (life) => {
      const steps = await stage.live(life, tool, leastPolicy(recorded, life, without));
      expect(steps.filter(({ succeeded }) => !succeeded)).toEqual([]);
      const denied = steps.flatMap(({ decisions }) => decisions).filter(({ verdict }) => verdict !== "allowed");
      expect(denied.filter(({ authorisation }) => !without.has(authorisation?.action ?? ""))).toEqual([]);
      expect(rowsOf(life, steps)).toEqual(recorded[life.name]?.[tool]);
    });

    it("says which action is missing, on what", async () => {
      const [life] = LIVES as [Life];
      const policy = leastPolicy(recorded, life, new Set([...without, "iam:PutRolePolicy"]));
      const steps = await stage.live(life, tool, policy, (step) => step === "deploy");
      expect(steps.map(({ succeeded }) => succeeded)).toEqual([false]);
      // Both tools break lines where they like.
      expect(steps[0]?.printed.replaceAll(/[\s│]+/g, " ")).toContain(
        "User: arn:aws:iam::123456789012:user/deployer is not authorized to perform: iam:PutRolePolicy on resource: " +
          "arn:aws:iam::123456789012:role/site because no identity-based policy allows the iam:PutRolePolicy action",
      );
    });
  });
}

describeWith([hasTerraform, hasPython], "an action that is taken away from the policy", () => {
  let stage: Stage;
  beforeAll(async () => {
    console.log(`DEPLOY_POLICY_SEED=${seed}`);
    stage = await Stage.create();
  });
  afterAll(() => stage?.stop());

  it.each(sample(needed, SIZE, seed))("is missed: $action", async (cell) => {
    expect(await removed(cell, stage, recorded, without)).toMatchObject({ action: cell.action, outcome: "refused" });
  });
});
