import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Aws, startAws } from "../../aws/aws.js";
import { holdings } from "../../aws/snapshot.js";
import type { PulumiDeployment } from "../../project/deployment.js";
import type { PulumiStack } from "../../project/pulumi.js";
import { describeWith, hasPulumi, hasPython } from "../../project/tools.js";
import { begin, edit, expectAsDecided, type Scene } from "./context.js";
import { differences } from "./decided.js";
import { secretsOf } from "./running.js";
import { LIVES } from "./scenarios.js";

/** As other programs deploy: https://www.pulumi.com/docs/iac/automation-api/ */
describeWith([hasPulumi, hasPython], "the lives of the examples through Pulumi's Automation API", () => {
  let aws: Aws;
  beforeAll(async () => {
    aws = await startAws();
  });
  afterAll(() => aws?.stop());

  describe.each(LIVES)("$example", (life) => {
    let scene: Scene;
    let pulumi: PulumiStack;
    let stack: Stack;
    beforeAll(async () => {
      scene = await begin("pulumi", life, aws);
      pulumi = (scene.running.deployment as PulumiDeployment).stack;
      const { name, folder, environment } = pulumi;
      const envVars = Object.fromEntries(
        Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
      );
      stack = await LocalWorkspace.selectStack({ stackName: name, workDir: folder }, { envVars });
    });
    afterAll(() => scene?.running.deployment.remove());

    it("a preview creates and nothing else", async () => {
      const { changeSummary } = await stack.preview();
      expect(Object.keys(changeSummary)).toEqual(["create"]);
      expect(await holdings(aws)).toEqual(scene.before);
    });

    it("an update deploys it, and gives its outputs", async () => {
      const { summary, outputs } = await stack.up();
      expect(summary.result).toBe("succeeded");
      const values = Object.entries(outputs).map(([name, { value }]) => [name, value]);
      expect(Object.fromEntries(values)).toEqual(await pulumi.outputs());
      await expectAsDecided(scene);
    });

    it("a second update, and a refresh, have nothing to do", async () => {
      expect(Object.keys((await stack.up()).summary.resourceChanges ?? {})).toEqual(["same"]);
      expect(Object.keys((await stack.refresh()).summary.resourceChanges ?? {})).toEqual(["same"]);
    });

    it("a change of one grant changes one policy and nothing else, and no secret lies in the state", async () => {
      await edit(scene.running, life.grant.edits);
      const earlier = await holdings(aws);
      const { resourceChanges = {} } = (await stack.up()).summary;
      expect(resourceChanges).toEqual({ same: expect.any(Number), update: 1 });
      expect(differences(earlier, await holdings(aws))).toEqual([life.grant.document]);
      // The API's own export decrypts them.
      const state = await scene.running.state();
      expect(secretsOf(life).filter((secret) => state.includes(secret))).toEqual([]);
    });

    it("leaves nothing behind when it is destroyed", async () => {
      await stack.destroy();
      expect(await holdings(aws)).toEqual({ ...scene.before, scheduledForDeletion: life.kept ?? [] });
    });
  });
});
