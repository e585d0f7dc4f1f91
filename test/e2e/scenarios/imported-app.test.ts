import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { beforeEach, expect, it } from "vitest";
import type { Aws } from "../aws/aws.js";
import { madeInTheConsole } from "../aws/console-app.js";
import { REGION } from "../aws/environment.js";
import { motoClient } from "../aws/moto-client.js";
import { AMPLIFY_TRUST } from "../project/configuration.js";
import { describeEachTool } from "../project/each-tool.js";
import { createFixture } from "../project/fixture.js";
import type { Project } from "../project/project.js";
import { expectNothingToDo } from "./environment/support/expectations.js";
import { madeOrRemoved } from "./environment/support/in-use.js";

const LIVE_ROLE = "arn:aws:iam::123456789012:role/live-compute";

/** Gives the app what the console and other people may have set, and its branch too. */
async function usedForYears({ gateway: { hosting }, moto }: Aws, appId: string): Promise<void> {
  const iam = new IAMClient(motoClient(moto.url, REGION));
  await iam.send(new CreateRoleCommand({ RoleName: "live-compute", AssumeRolePolicyDocument: AMPLIFY_TRUST }));
  await hosting.updateApp(REGION, appId, {
    description: "The shop",
    computeRoleArn: LIVE_ROLE,
    buildSpec: "version: 1",
    customHeaders: "customHeaders: []",
    customRules: [{ source: "/<*>", target: "/index.html", status: "404-200", condition: "<US>" }],
    enableBranchAutoBuild: true,
    autoBranchCreationPatterns: ["*", "*/**"],
  });
  await hosting.updateBranch(REGION, appId, "main", {
    description: "What users see",
    environmentVariables: { API: "https://api.example.com" },
    enablePerformanceMode: true,
  });
}

describeEachTool(
  "the import of an app that is live",
  (tool, aws) => {
    let project: Project;
    let appId: string;
    const live = () => ({
      app: aws().gateway.hosting.getApp(REGION, appId),
      main: aws().gateway.hosting.getBranch(REGION, appId, "main"),
    });
    /** Without the times of updates. */
    const settings = () => JSON.parse(JSON.stringify(live(), (key, value) => (key === "updateTime" ? 0 : value)));

    beforeEach(async () => {
      aws().gateway.hosting.reset();
      appId = await madeInTheConsole(aws().gateway);
      project = await createFixture(tool, "imported", { env: aws().env });
      await project.edit("APP_ID", appId);
      aws().gateway.calls.clear();
      return () => project.remove();
    });

    it("leaves what the program omits as it is, plans nothing more, and cannot be destroyed by mistake", async () => {
      await usedForYears(aws(), appId);
      const before = settings();
      const actions = (await project.plan()).map(({ action }) => action);
      expect(actions.filter((action) => !/import/.test(action))).toEqual([]);
      await project.deploy();
      expect(settings()).toEqual(before);
      await expectNothingToDo(project);

      await expect(project.destroy()).rejects.toThrow(/prevent_destroy|protect/);
      expect(settings()).toEqual(before);
      expect(madeOrRemoved(aws())).toEqual([]);
    });

    it("sets what the program gives, in place, and removes only the entries that are not in it", async () => {
      const given = [
        'description: "The new shop"',
        'environmentVariables: { BUCKET: "images" }',
        "computeRole: {}",
        'customRules: [{ source: "/a", target: "/b", status: "302" }]',
      ];
      await project.edit('name: "site",', `name: "site", ${given.join(", ")},`);
      await project.edit("main: {}", 'main: { description: "Production" }');
      await project.deploy();
      expect(live()).toMatchObject({
        app: {
          description: "The new shop",
          environmentVariables: { BUCKET: "images" },
          computeRoleArn: "arn:aws:iam::123456789012:role/site-amplify-compute",
          customRules: [{ source: "/a", target: "/b", status: "302" }],
        },
        main: { description: "Production", stage: "PRODUCTION", framework: "Next.js - SSR" },
      });
      expect(madeOrRemoved(aws())).toEqual([]);
      await expectNothingToDo(project);

      await project.edit("importId:", "preventDestroy: false, importId:");
      await project.deploy();
      await project.destroy();
      expect(aws().gateway.hosting.listApps(REGION)).toEqual([]);
    });
  },
  { propagationMs: 0 },
);
