import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Aws } from "../../aws/aws.js";
import { madeInTheConsole } from "../../aws/console-app.js";
import { REGION } from "../../aws/environment.js";
import { holdings, isEmpty } from "../../aws/snapshot.js";
import { describeEachTool } from "../../project/each-tool.js";
import { appsMadeOrRemoved, begin, edit, expectAsDecided, inWords, type Scene } from "./context.js";
import type { Running } from "./running.js";
import { LIVES } from "./scenarios.js";

const lives = LIVES.flatMap(({ adopting, ...life }) => (adopting === undefined ? [] : [{ ...life, ...adopting }]));

describeEachTool("an app made in the console, under the program of an example", (tool, aws) => {
  describe.each(lives)("$example", (life) => {
    let scene: Scene;
    let running: Running;
    let appId: string;
    beforeAll(async () => {
      const before = async ({ gateway }: Aws) => {
        appId = await madeInTheConsole(gateway, life.app, "acme");
        return { values: {} };
      };
      scene = await begin(tool, { ...life, before }, aws());
      running = scene.running;
      await edit(running, life.edits(appId));
    });
    afterAll(() => running?.deployment.remove());

    it("is imported with its branch and updated in place, and all else is created", async () => {
      const plan = await running.deployment.plan();
      const ofTheApp = plan.filter(({ type }) => /^aws_amplify_/.test(type));
      expect(inWords(ofTheApp)).toEqual(life.planned);
      const others = plan.filter((change) => !ofTheApp.includes(change));
      expect([...new Set(others.map(({ action }) => action))]).toEqual(["create"]);
      aws().gateway.calls.clear();
      await running.firstDeploy();
      expect(appsMadeOrRemoved(aws())).toEqual([]);
      expect(
        aws()
          .gateway.hosting.listApps(REGION)
          .map((app) => app.appId),
      ).toEqual([appId]);
      await expectAsDecided(scene);
    });

    it("nothing is left to do after that", async () => {
      expect(await running.deployment.plan()).toEqual([]);
    });

    it("goes with the program, but for the logs that are to stay", async () => {
      await running.deployment.destroy();
      const left = await holdings(aws());
      expect(left.logGroups).toEqual({ [`/aws/amplify/${appId}`]: { retentionInDays: 30, tags: {} } });
      expect(left.scheduledForDeletion).toEqual(life.kept);
      expect(isEmpty({ ...left, logGroups: {} })).toBe(true);
    });
  });
});
