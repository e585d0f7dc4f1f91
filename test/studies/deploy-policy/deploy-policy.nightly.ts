import { afterAll, beforeAll, expect, it } from "vitest";
import type { Tool } from "../../e2e/project/project.js";
import { describeWith, hasPulumi, hasPython, hasTerraform, type Need } from "../../e2e/project/tools.js";
import { sample } from "../sample.js";
import { Harness } from "./harness.js";
import { leastPolicy } from "./least.js";
import { doneWithout } from "./needed.js";
import { readRecorded, readRemovals } from "./recorded.js";
import { casesOf, removed } from "./removals.js";
import { rowsOf } from "./rows.js";
import { SCENARIOS, type Scenario } from "./scenarios.js";

const recorded = readRecorded();
const removals = readRemovals();
const without = doneWithout(removals);

const examples = SCENARIOS.filter(({ stack }) => stack !== undefined);
/** What a tool waits for takes too long here. */
const missed = new Set(removals.filter(({ outcome }) => outcome === "refused").map(({ action }) => action));
const needed = casesOf(recorded).filter(({ action }) => missed.has(action));

/** Another sample each time, unless this says which. Every action: `npm run test:deploy-policy`. */
const seed = Number(process.env.DEPLOY_POLICY_SEED ?? Date.now() % 1_000_000);
const SIZE = 6;

/** The examples that are run with a tool here. All scenarios with both: `npm run test:deploy-policy`. */
const PARTS: readonly {
  readonly tool: Tool;
  readonly name: string;
  readonly need: Need;
  readonly scenarios: readonly Scenario[];
}[] = [
  { tool: "terraform", name: "Terraform", need: hasTerraform, scenarios: examples },
  { tool: "pulumi", name: "Pulumi", need: hasPulumi, scenarios: examples.filter(({ name }) => name === "new-app") },
];

for (const { tool, name, need, scenarios } of PARTS) {
  describeWith([need, hasPython], `the policy of the person who deploys, with ${name}`, () => {
    let harness: Harness;
    beforeAll(async () => {
      harness = await Harness.create();
    });
    afterAll(() => harness?.stop());

    it.each(scenarios)("suffices for $name, from its first plan to its end, and has nothing more", async (scenario) => {
      const steps = await harness.run(scenario, tool, leastPolicy(recorded, scenario, without));
      expect(steps.filter(({ succeeded }) => !succeeded)).toEqual([]);
      const denied = steps.flatMap(({ decisions }) => decisions).filter(({ verdict }) => verdict !== "allowed");
      expect(denied.filter(({ authorization }) => !without.has(authorization?.action ?? ""))).toEqual([]);
      expect(rowsOf(scenario, steps)).toEqual(recorded[scenario.name]?.[tool]);
    });

    it("says which action is missing, on what", async () => {
      const [scenario] = SCENARIOS as [Scenario];
      const policy = leastPolicy(recorded, scenario, new Set([...without, "iam:PutRolePolicy"]));
      const steps = await harness.run(scenario, tool, policy, (step) => step === "deploy");
      expect(steps.map(({ succeeded }) => succeeded)).toEqual([false]);
      // Both tools break lines where they like.
      expect(steps[0]?.output.replaceAll(/[\s│]+/g, " ")).toContain(
        "User: arn:aws:iam::123456789012:user/deployer is not authorized to perform: iam:PutRolePolicy on resource: " +
          "arn:aws:iam::123456789012:role/site because no identity-based policy allows the iam:PutRolePolicy action",
      );
    });
  });
}

describeWith([hasTerraform, hasPython], "an action that is removed from the policy", () => {
  let harness: Harness;
  beforeAll(async () => {
    console.log(`DEPLOY_POLICY_SEED=${seed}`);
    harness = await Harness.create();
  });
  afterAll(() => harness?.stop());

  it.each(sample(needed, SIZE, seed))("is missed: $action", async (one) => {
    expect(await removed(one, harness, recorded, without)).toMatchObject({ action: one.action, outcome: "refused" });
  });
});
