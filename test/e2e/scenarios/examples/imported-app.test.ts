import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Aws } from "../../aws/aws.js";
import { madeInTheConsole } from "../../aws/console-app.js";
import { REGION } from "../../aws/environment.js";
import { isEmpty, takeSnapshot } from "../../aws/snapshot.js";
import { describeEachTool } from "../../project/each-tool.js";
import { appsMadeOrRemoved, begin, type Context, edit, expectAsDecided, sorted } from "./context.js";
import type { ExampleProject } from "./example-project.js";
import { SCENARIOS } from "./scenarios.js";

const scenarios = SCENARIOS.flatMap(({ adopting, ...scenario }) =>
  adopting === undefined ? [] : [{ ...scenario, ...adopting }],
);

describeEachTool("an app from the console, imported by an example", (tool, aws) => {
  describe.each(scenarios)("$example", (scenario) => {
    let context: Context;
    let example: ExampleProject;
    let appId: string;
    beforeAll(async () => {
      const before = async ({ gateway }: Aws) => {
        appId = await madeInTheConsole(gateway, scenario.app, "acme");
        return { values: {} };
      };
      context = await begin(tool, { ...scenario, before }, aws());
      example = context.example;
      await edit(example, scenario.edits(appId));
    });
    afterAll(() => example?.project.remove());

    it("is imported with its branch and updated in place, and everything else is created", async () => {
      const plan = await example.project.plan();
      const ofTheApp = plan.filter(({ type }) => /^aws_amplify_/.test(type));
      expect(sorted(ofTheApp)).toEqual(scenario.planned);
      const others = plan.filter((change) => !ofTheApp.includes(change));
      expect([...new Set(others.map(({ action }) => action))]).toEqual(["create"]);
      aws().gateway.calls.clear();
      await example.firstDeploy();
      expect(appsMadeOrRemoved(aws())).toEqual([]);
      expect(
        aws()
          .gateway.hosting.listApps(REGION)
          .map((app) => app.appId),
      ).toEqual([appId]);
      await expectAsDecided(context);
    });

    it("nothing is left to do after that", async () => {
      expect(await example.project.plan()).toEqual([]);
    });

    it("is destroyed with the program, except for the logs with skipDestroy", async () => {
      await example.project.destroy();
      const left = await takeSnapshot(aws());
      expect(left.logGroups).toEqual({ [`/aws/amplify/${appId}`]: { retentionInDays: 30, tags: {} } });
      expect(left.scheduledForDeletion).toEqual(scenario.kept);
      expect(isEmpty({ ...left, logGroups: {} })).toBe(true);
    });
  });
});
