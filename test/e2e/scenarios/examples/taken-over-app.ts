import { expect, it } from "vitest";
import { REGION } from "../../aws/environment.js";
import { holdings, isEmpty } from "../../aws/snapshot.js";
import { PulumiDeployment } from "../../project/deployment.js";
import { CommandError } from "../../project/processes.js";
import { changeSteps } from "./changes.js";
import { appsMadeOrRemoved, edit, expectAsDecided, inWords, type Scene } from "./context.js";
import { differences } from "./decided.js";
import type { Running } from "./running.js";
import type { Edits, TakeOver } from "./scenario.js";

const KEPT_LOGS: Edits = [["logs: { retentionInDays: 30 },", "logs: { retentionInDays: 30, skipDestroy: true },"]];
const RENAMED: Edits = [['name: "shop-amplify-service"', 'name: "shop-builds"']];
/** Why a protected app is not destroyed, as each tool words it. */
const REFUSAL = { terraform: "Instance cannot be destroyed", pulumi: "cannot be deleted" };

/** How an app that was made in the console comes under the program, and ends with it. */
export function takenOverAppSteps(scene: () => Scene, { stack, changes }: TakeOver): void {
  let shop: Running;
  let shopScene: Scene;
  const appId = () => String(scene().aws.gateway.hosting.listApps(REGION)[0]?.appId);

  it("an app made by hand in the console is imported with its branch, and updated in place", async () => {
    const { aws, running } = scene();
    const id = appId();
    shop = await running.beside(stack);
    shopScene = { ...scene(), running: shop, others: [running] };
    expect(inWords(await shop.deployment.plan())).toEqual([
      "import aws_amplify_app",
      "import aws_amplify_branch",
      "update aws_amplify_app",
    ]);
    aws.gateway.calls.clear();
    await shop.deployment.deploy();
    expect(appsMadeOrRemoved(aws)).toEqual([]);
    expect(appId()).toBe(id);
    await expectAsDecided(shopScene);
  });

  it("nothing is left to do after the import", async () => {
    expect(await shop.deployment.plan()).toEqual([]);
  });

  changeSteps(() => shopScene, changes);

  it("its service role, of the other stack, gives way to another, in place", async () => {
    const { aws, running } = scene();
    const earlier = await holdings(aws);
    aws.gateway.calls.clear();
    await edit(running, RENAMED);
    const planned = [...(await running.deployment.plan())];
    await running.deployment.deploy();
    // With Pulumi it is one program, and all is done by now.
    planned.push(...(await shop.deployment.plan()));
    await shop.deployment.deploy();
    expect(inWords(planned)).toEqual(["replace aws_iam_role", "replace aws_iam_role_policy", "update aws_amplify_app"]);
    expect(appsMadeOrRemoved(aws)).toEqual([]);
    expect(differences(earlier, await holdings(aws))).toEqual([
      "apps.shop.settings.iamServiceRoleArn",
      "roles.shop-amplify-service",
      "roles.shop-builds",
    ]);
    await expectAsDecided(shopScene);
    expect(await shop.deployment.plan()).toEqual([]);
  });

  it("is not destroyed while it is protected, nor is anything of it", async () => {
    const { aws } = scene();
    const earlier = await holdings(aws);
    const refused = await shop.deployment.destroy().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(CommandError);
    const { stdout, stderr } = (refused as CommandError).result;
    expect(stdout + stderr).toContain(REFUSAL[shop.deployment.tool]);
    expect(await holdings(aws)).toEqual(earlier);
  });

  it("goes with the stack once it is not, and its logs stay where they are to stay", async () => {
    const { aws, running } = scene();
    await edit(shop, KEPT_LOGS);
    await shop.deployment.deploy();
    await running.deployment.deploy();
    await unprotect(shop);
    await shop.deployment.destroy();
    await running.deployment.destroy();
    const left = await holdings(aws);
    expect(Object.values(left.logGroups)).toEqual([{ retentionInDays: 30, tags: {} }]);
    expect(isEmpty({ ...left, logGroups: {} })).toBe(true);
  });
}

/** What somebody types who does want the app gone. */
async function unprotect({ deployment }: Running): Promise<void> {
  if (deployment instanceof PulumiDeployment) await deployment.stack.command("state", "unprotect", "--all", "--yes");
  else await deployment.edit("preventDestroy: true", "preventDestroy: false");
}
