import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cliProblem } from "../../../scripts/demo/cdktf-cli.js";
import { workspaceFolder } from "../project/folders.js";
import { run } from "../project/processes.js";
import { sharedAws } from "../project/shared-aws.js";
import type { TerraformProject } from "../project/terraform.js";
import { describeWith, hasOpenTofu, hasPython } from "../project/tools.js";
import { begin, type Context, expectAsDecided, expectNothingLeft } from "./examples/context.js";
import { roleSteps } from "./examples/role-steps.js";
import { scenarioOf } from "./examples/scenarios.js";

// What a user of OpenTofu does with an example. `TERRAFORM_BINARY_NAME=tofu npm run test:e2e` runs everything with it.

const examples = ["new-app", "existing-app-logs"].map(scenarioOf);

const problem = cliProblem(workspaceFolder);

describeWith([hasOpenTofu, hasPython], "OpenTofu", () => {
  describe.each(examples)("the example $example", (scenario) => {
    let context: Context;
    let project: TerraformProject;
    beforeAll(async () => {
      context = await begin("terraform", scenario, await sharedAws(), { binary: "tofu", provider: "own" });
      project = context.example.project as TerraformProject;
    });
    afterAll(() => project?.remove());

    it(`is deployed${problem === undefined ? " with `cdktf deploy`" : ` (not with \`cdktf deploy\`: ${problem})`}`, async () => {
      if (problem === undefined) await project.deployWithCdktf();
      else await project.deploy();
      await expectAsDecided(context);
    });

    it("is what `tofu` finds in its state, and a plan is empty", async () => {
      expect((await project.command("version")).stdout).toMatch(/^OpenTofu v/);
      expect(await project.plan()).toEqual([]);
    });

    it("`tofu output -raw` prints a value to copy", async () => {
      const [[name, value] = ["", ""]] = Object.entries(await project.outputs());
      const { stdout } = await run("tofu", ["output", "-raw", name], { cwd: project.stackFolder, timeoutMs: 60_000 });
      expect(stdout).toBe(value);
    });

    roleSteps(() => context, scenario);

    it("a destroy leaves nothing behind", async () => {
      await project.destroy();
      await expectNothingLeft(context, scenario);
    });
  });
});
