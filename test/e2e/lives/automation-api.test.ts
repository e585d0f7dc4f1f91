import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { holdings } from "../support/aws/holdings.js";
import { type Aws, startAws } from "../support/aws.js";
import type { PulumiDeployment } from "../support/deployment.js";
import { describeWith, hasPulumi, hasPython } from "../support/tools.js";
import { LIVES } from "./lives.js";
import { run } from "./running.js";
import { expectAsDecided, type Scene } from "./scene.js";

/** As other programs deploy: https://www.pulumi.com/docs/iac/automation-api/ */
describeWith([hasPulumi, hasPython], "the lives of the examples through Pulumi's Automation API", () => {
  let aws: Aws;
  beforeAll(async () => {
    aws = await startAws();
  });
  afterAll(() => aws?.stop());

  describe.each(LIVES)("$example", (life) => {
    let scene: Scene;
    let stack: Stack;
    beforeAll(async () => {
      await aws.reset();
      const given = await life.before?.(aws);
      const before = await holdings(aws);
      const running = await run("pulumi", life, given?.values ?? {}, aws.env);
      scene = { aws, before, running };
      const { name, folder, environment } = (running.deployment as PulumiDeployment).stack;
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
      const names = Object.keys(outputs);
      expect(names).not.toEqual([]);
      // What is given may be known before the deploy, but there is nothing that is not known after it.
      expect(names.filter((output) => typeof outputs[output]?.value !== "string")).toEqual([]);
      await expectAsDecided(scene);
    });

    it("a second update, and a refresh, have nothing to do", async () => {
      expect(Object.keys((await stack.up()).summary.resourceChanges ?? {})).toEqual(["same"]);
      expect(Object.keys((await stack.refresh()).summary.resourceChanges ?? {})).toEqual(["same"]);
    });

    it("leaves nothing behind when it is destroyed", async () => {
      await stack.destroy();
      expect(await holdings(aws)).toEqual({ ...scene.before, scheduledForDeletion: life.kept ?? [] });
    });
  });
});
