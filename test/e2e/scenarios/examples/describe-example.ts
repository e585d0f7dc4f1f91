import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { cliProblem } from "../../../../scripts/demo/cdktf-cli.js";
import { type AccountSnapshot, takeSnapshot } from "../../aws/snapshot.js";
import { describeEachTool } from "../../project/each-tool.js";
import { workspaceFolder } from "../../project/folders.js";
import type { Tool } from "../../project/project.js";
import type { TerraformProject } from "../../project/terraform.js";
import { describeWith, hasPulumi, hasPython, hasTerraform } from "../../project/tools.js";
import { changeSteps } from "./change-steps.js";
import { consoleAppSteps } from "./console-app-steps.js";
import { begin, type Context, expectAsDecided, expectNothingLeft, NO_WRITE_ONLY, refusesWriteOnly } from "./context.js";
import { type ExampleProject, secretsOf } from "./example-project.js";
import { roleSteps } from "./role-steps.js";
import { scenarioOf } from "./scenarios.js";

/** `npm run test:smoke` deploys, changes one grant and destroys. */
const isSmoke = process.env.E2E_SMOKE !== undefined;

/** What the state file of each tool contains. */
const SECRETS_IN_STATE = {
  pulumi: "no secret in clear text",
  terraform: "only the access token in clear text, which no write-only argument takes",
};

/** Deploys, changes and destroys an example with each tool, and compares what the tools left in AWS. */
export function describeExample(name: string): void {
  const scenario = scenarioOf(name);
  /** What AWS contained after the first deploy and after the changes. */
  const first = new Map<Tool, AccountSnapshot>();
  const last = new Map<Tool, AccountSnapshot>();
  const refused = new Set<Tool>();

  describeEachTool(`the example ${name}`, (tool, aws) => {
    let context: Context;
    let example: ExampleProject;
    beforeAll(async () => {
      context = await begin(tool, scenario, aws());
      example = context.example;
    });
    afterAll(() => example?.project.remove());

    // A substitute of Pulumi's AWS plugin refuses write-only arguments, and nothing can be deployed.
    beforeEach((test) => {
      if (refused.has(tool)) test.skip(NO_WRITE_ONLY);
    });

    const secrets = secretsOf(scenario);
    const secretsIn = (text: string) => secrets.filter((secret) => text.includes(secret));

    it("before the first deploy: the plan only creates, knows what it can know, and shows no secret", async (test) => {
      const plan = await example.firstPlan().catch((error: unknown) => {
        if (!refusesWriteOnly(scenario, error)) throw error;
        refused.add(tool);
      });
      if (plan === undefined) return test.skip(NO_WRITE_ONLY);
      const { text, actions, unknown } = plan;
      expect(actions).toEqual(["create"]);
      expect(unknown).toEqual(scenario.unknown[tool]);
      for (const words of scenario.shown?.[tool] ?? []) expect(text).toMatch(words);
      expect(secretsIn(text)).toEqual([]);
    });

    const byCli = tool === "terraform" && scenario.usesCli === true;
    const problem = byCli ? cliProblem(workspaceFolder) : undefined;
    if (byCli && problem === undefined) {
      it("is deployed with `cdktf deploy`, which synthesizes the same and prints no secret", async () => {
        const project = example.project as TerraformProject;
        const synthesized = await project.save();
        // The command as users have it, with a provider of its own.
        project.provider = "own";
        expect(secretsIn((await project.deployWithCdktf()).output)).toEqual([]);
        project.provider = "shared";
        expect(await project.save()).toEqual(synthesized);
        first.set(tool, await takeSnapshot(aws()));
      });
    } else {
      const instead = problem === undefined ? "" : ` (not with \`cdktf deploy\`: ${problem})`;
      it(`is deployed, and prints no secret${instead}`, async () => {
        expect(secretsIn((await example.firstDeploy()).output)).toEqual([]);
        first.set(tool, await takeSnapshot(aws()));
      });
    }

    it("AWS contains what the core decided", () => expectAsDecided(context));

    it("a second plan is empty", async () => {
      expect(await example.project.plan()).toEqual([]);
    });

    if (tool === "pulumi") {
      it("a refresh finds nothing changed", async () => {
        expect((await example.project.refresh()).output).toMatch(/Resources:\n +\d+ unchanged\n/);
      });
    }

    roleSteps(() => context, scenario);

    if (!isSmoke && scenario.changes !== undefined) changeSteps(() => context, scenario.changes);

    if (secrets.length > 0) {
      it(`its state has ${SECRETS_IN_STATE[tool]}`, async () => {
        const state = await readFile(example.project.stateFile, "utf8");
        expect(secretsIn(state)).toEqual(tool === "pulumi" ? [] : secrets.filter((secret) => /github/.test(secret)));
      });
    }

    if (scenario.importing !== undefined) consoleAppSteps(() => context, scenario.importing);
    else {
      it("a destroy leaves nothing behind", async () => {
        last.set(tool, await takeSnapshot(aws()));
        await example.project.destroy();
        await expectNothingLeft(context, scenario);
      });
    }
  });

  describeWith([hasTerraform, hasPulumi, hasPython], `the example ${name}: the same AWS with either tool`, () => {
    beforeEach((test) => {
      if (refused.size > 0) test.skip(NO_WRITE_ONLY);
    });
    const expectTheSame = (held: ReadonlyMap<Tool, AccountSnapshot>) => {
      expect(held.get("terraform")).toBeDefined();
      expect(withoutOrder(held.get("pulumi"))).toEqual(withoutOrder(held.get("terraform")));
    };
    it("after the first deploy", () => expectTheSame(first));
    if (scenario.importing === undefined) it("after the changes", () => expectTheSame(last));
  });
}

/** Terraform's `jsonencode` sorts the members of an object, JavaScript keeps their order: the only difference. */
function withoutOrder(held: AccountSnapshot | undefined) {
  const secrets = Object.entries(held?.secrets ?? {}).map(([name, { value, ...others }]) => {
    return [name, { ...others, value: value === undefined ? undefined : JSON.parse(value) }];
  });
  return { ...held, secrets: Object.fromEntries(secrets) };
}
