import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { REGION } from "../support/aws/environment.js";
import { holdings } from "../support/aws/holdings.js";
import { type Aws, startAws } from "../support/aws.js";
import { madeInTheConsole } from "../support/console-app.js";
import { describeWith, hasPulumi, hasPython, hasTerraform } from "../support/tools.js";
import { LIVES } from "./lives.js";
import { type Running, run } from "./running.js";
import { appsMadeOrRemoved, edit, expectAsDecided, type Scene } from "./scene.js";

const lives = LIVES.flatMap(({ adopting, ...life }) => (adopting === undefined ? [] : [{ ...life, ...adopting }]));

const TOOLS = [
  { tool: "terraform", title: "with Terraform", need: hasTerraform },
  { tool: "pulumi", title: "with Pulumi", need: hasPulumi },
] as const;

for (const { tool, title, need } of TOOLS) {
  describeWith([need, hasPython], `an app made in the console, under the program of an example, ${title}`, () => {
    let aws: Aws;
    beforeAll(async () => {
      aws = await startAws();
    });
    afterAll(() => aws?.stop());

    describe.each(lives)("$example", (life) => {
      let scene: Scene;
      let running: Running;
      let appId: string;
      beforeAll(async () => {
        await aws.reset();
        appId = await madeInTheConsole(aws.gateway, life.app, "acme");
        running = await run(tool, life, {}, aws.env);
        scene = { aws, before: await holdings(aws), running };
        await edit(running, life.edits(appId));
      });
      afterAll(() => running?.deployment.remove());

      it("is imported with its branch and updated in place, and all else is created", async () => {
        const plan = await running.deployment.plan();
        const ofTheApp = plan.filter(({ type }) => /^aws_amplify_/.test(type));
        expect(ofTheApp.map(({ action, type }) => `${action} ${type}`).sort()).toEqual(life.planned);
        const others = plan.filter((change) => !ofTheApp.includes(change));
        expect([...new Set(others.map(({ action }) => action))]).toEqual(["create"]);
        aws.gateway.calls.clear();
        await running.firstDeploy();
        expect(appsMadeOrRemoved(aws)).toEqual([]);
        expect(aws.gateway.hosting.listApps(REGION).map((app) => app.appId)).toEqual([appId]);
        await expectAsDecided(scene);
      });

      it("nothing is left to do after that", async () => {
        expect(await running.deployment.plan()).toEqual([]);
      });

      it("goes with the program, but for the logs that are to stay", async () => {
        await running.deployment.destroy();
        const { logGroups, scheduledForDeletion, ...others } = await holdings(aws);
        expect(logGroups).toEqual({ [`/aws/amplify/${appId}`]: { retentionInDays: 30, tags: {} } });
        expect(scheduledForDeletion).toEqual(life.kept);
        expect(Object.values(others).filter((things) => Object.keys(things).length > 0)).toEqual([]);
      });
    });
  });
}
