import { expect, it } from "vitest";
import { REGION } from "../../aws/environment.js";
import { isEmpty, takeSnapshot } from "../../aws/snapshot.js";
import { attempt } from "../../project/processes.js";
import { changeSteps } from "./change-steps.js";
import { appsMadeOrRemoved, type Context, edit, expectAsDecided, sorted } from "./context.js";
import { differences } from "./decided.js";
import type { ExampleProject } from "./example-project.js";
import type { Edits, Importing } from "./scenario.js";

const KEPT_LOGS: Edits = [["logs: { retentionInDays: 30 },", "logs: { retentionInDays: 30, skipDestroy: true },"]];
const RENAMED: Edits = [['name: "shop-amplify-service"', 'name: "shop-builds"']];
/** What is left out stays as the console has it. With this, the app has only what the program has. */
const EXACT: Edits = [['name: "shop",', 'name: "shop", environmentVariables: {}, customRules: [],']];
/** Why a protected app is not destroyed, as each tool words it. */
const REFUSAL = { terraform: "Instance cannot be destroyed", pulumi: "cannot be deleted" };

/** How the program imports an app that was created in the console, and destroys it in the end. */
export function consoleAppSteps(context: () => Context, { stack, changes }: Importing): void {
  let shop: ExampleProject;
  let shopContext: Context;
  const appId = () => String(context().aws.gateway.hosting.listApps(REGION)[0]?.appId);

  it("an app from the console is imported with its branch, and updated in place", async () => {
    const { aws, example } = context();
    const id = appId();
    shop = await example.nextTo(stack);
    shopContext = { ...context(), example: shop, others: [example] };
    await edit(shop, EXACT);
    expect(sorted(await shop.project.plan())).toEqual([
      "import aws_amplify_app",
      "import aws_amplify_branch",
      "update aws_amplify_app",
    ]);
    aws.gateway.calls.clear();
    await shop.project.deploy();
    expect(appsMadeOrRemoved(aws)).toEqual([]);
    expect(appId()).toBe(id);
    await expectAsDecided(shopContext);
  });

  it("nothing is left to do after the import", async () => {
    expect(await shop.project.plan()).toEqual([]);
  });

  changeSteps(() => shopContext, changes);

  it("its service role, which is in the other stack, is replaced in place", async () => {
    const { aws, example } = context();
    const earlier = await takeSnapshot(aws);
    aws.gateway.calls.clear();
    await edit(example, RENAMED);
    const planned = [...(await example.project.plan())];
    await example.project.deploy();
    // With Pulumi it is one program, and everything is done by now.
    planned.push(...(await shop.project.plan()));
    await shop.project.deploy();
    expect(sorted(planned)).toEqual(["replace aws_iam_role", "replace aws_iam_role_policy", "update aws_amplify_app"]);
    expect(appsMadeOrRemoved(aws)).toEqual([]);
    expect(differences(earlier, await takeSnapshot(aws))).toEqual([
      "apps.shop.settings.iamServiceRoleArn",
      "roles.shop-amplify-service",
      "roles.shop-builds",
    ]);
    await expectAsDecided(shopContext);
    expect(await shop.project.plan()).toEqual([]);
  });

  it("a destroy fails while the app is protected, and deletes nothing", async () => {
    const { aws } = context();
    const earlier = await takeSnapshot(aws);
    const { succeeded, output } = await attempt(shop.project.destroy());
    expect(succeeded).toBe(false);
    expect(output).toContain(REFUSAL[shop.project.tool]);
    expect(await takeSnapshot(aws)).toEqual(earlier);
  });

  it("a destroy deletes it once it is not, and keeps the logs with skipDestroy", async () => {
    const { aws, example } = context();
    await edit(shop, KEPT_LOGS);
    await shop.project.deploy();
    await example.project.deploy();
    await unprotect(shop);
    await shop.project.destroy();
    await example.project.destroy();
    const left = await takeSnapshot(aws);
    expect(Object.values(left.logGroups)).toEqual([{ retentionInDays: 30, tags: {} }]);
    expect(isEmpty({ ...left, logGroups: {} })).toBe(true);
  });
}

/** What people type who want to delete the app. */
async function unprotect({ project }: ExampleProject): Promise<void> {
  if (project.tool === "pulumi") await project.command("state", "unprotect", "--all", "--yes");
  else await project.edit("preventDestroy: true", "preventDestroy: false");
}
