import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Aws } from "../../aws/aws.js";
import { takeSnapshot } from "../../aws/snapshot.js";
import { sharedProvider } from "../../project/provider.js";
import type { PulumiProject } from "../../project/pulumi.js";
import { sharedAws } from "../../project/shared-aws.js";
import { describeWith, hasPulumi, hasPython } from "../../project/tools.js";
import {
  begin,
  type Context,
  edit,
  expectAsDecided,
  expectNothingLeft,
  NO_WRITE_ONLY,
  refusesWriteOnly,
} from "./context.js";
import { differences } from "./decided.js";
import { secretsOf } from "./example-project.js";
import type { Scenario } from "./scenario.js";

/** Deploys, changes and destroys an example as other programs do: https://www.pulumi.com/docs/iac/automation-api/ */
export function describeAutomationApi(scenario: Scenario): void {
  describeWith([hasPulumi, hasPython], `the example ${scenario.example} with Pulumi's Automation API`, () => {
    let aws: Aws;
    let context: Context;
    let pulumi: PulumiProject;
    let stack: Stack;
    let refused = false;
    beforeAll(async () => {
      aws = await sharedAws();
      context = await begin("pulumi", scenario, aws);
      pulumi = context.example.project as PulumiProject;
      const { stackName, folder } = pulumi;
      const environment = { ...pulumi.env, ...(await sharedProvider("pulumi", pulumi.env)) };
      const envVars = Object.fromEntries(
        Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
      );
      stack = await LocalWorkspace.selectStack({ stackName, workDir: folder }, { envVars });
    });
    afterAll(() => pulumi?.remove());
    beforeEach((test) => {
      if (refused) test.skip(NO_WRITE_ONLY);
    });

    it("a preview creates and nothing else", async (test) => {
      const preview = await stack.preview().catch((error: unknown) => {
        if (!refusesWriteOnly(scenario, error)) throw error;
        refused = true;
      });
      if (preview === undefined) return test.skip(NO_WRITE_ONLY);
      const { changeSummary } = preview;
      expect(Object.keys(changeSummary)).toEqual(["create"]);
      expect(await takeSnapshot(aws)).toEqual(context.before);
    });

    it("an update deploys it, and gives its outputs", async () => {
      const { summary, outputs } = await stack.up();
      expect(summary.result).toBe("succeeded");
      const values = Object.entries(outputs).map(([name, { value }]) => [name, value]);
      expect(Object.fromEntries(values)).toEqual(await pulumi.outputs());
      await expectAsDecided(context);
    });

    it("a second update and a refresh have nothing to do", async () => {
      expect(Object.keys((await stack.up()).summary.resourceChanges ?? {})).toEqual(["same"]);
      expect(Object.keys((await stack.refresh()).summary.resourceChanges ?? {})).toEqual(["same"]);
    });

    it("a change of one grant changes one policy and nothing else, and no secret is in the state", async () => {
      await edit(context.example, scenario.grant.edits);
      const earlier = await takeSnapshot(aws);
      const { resourceChanges = {} } = (await stack.up()).summary;
      expect(resourceChanges).toEqual({ same: expect.any(Number), update: 1 });
      expect(differences(earlier, await takeSnapshot(aws))).toEqual([scenario.grant.document]);
      // The API's own export decrypts them.
      const state = await pulumi.state();
      expect(secretsOf(scenario).filter((secret) => state.includes(secret))).toEqual([]);
    });

    it("a destroy leaves nothing behind", async () => {
      await stack.destroy();
      await expectNothingLeft(context, scenario);
    });
  });
}
