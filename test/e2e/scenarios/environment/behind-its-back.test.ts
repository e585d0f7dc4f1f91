import { beforeAll, expect, it } from "vitest";
import { REGION } from "../../aws/environment.js";
import { type Holdings, holdings } from "../../aws/snapshot.js";
import { type Console, consoleOf } from "./support/console.js";
import { expectNothingToDo, expectWell } from "./support/expectations.js";
import { withEachTool } from "./support/with-each-tool.js";

/** One deployed site; every test leaves it as the program has it. */
withEachTool("what others do to an app and its branches", (tool, surroundings) => {
  let before: Holdings;
  let console: Console;

  beforeAll(async () => {
    const { aws, site } = surroundings();
    console = consoleOf(aws);
    await expectWell(site.deploy());
    before = await holdings(aws);
  });

  it("the app is deleted: a look at AWS finds it gone, and a deploy makes it anew behind the same roles", async () => {
    const { aws, site } = surroundings();
    const deleted = console.appId();
    const roles = aws.gateway.calls.actions("iam").filter((action) => action === "CreateRole");
    console.deleteApp();
    if (tool === "pulumi") {
      // Pulumi asks its state, not AWS, unless it is told to refresh.
      expect((await site.plan()).words).toMatch(/Resources: \d+ unchanged$/);
      expect((await site.deploy()).words).toMatch(/Resources: \d+ unchanged/);
      expect(aws.gateway.hosting.listApps(REGION)).toEqual([]);
    }
    const { words } = await site.planWithRefresh();
    if (tool === "terraform") {
      expect(words).toMatch(/# aws_amplify_app\.\S+ will be created/);
      expect(words).toMatch(/# aws_amplify_branch\.\S+ will be created/);
      expect(words).toMatch(/# aws_cloudcontrolapi_resource\.\S+ will be created/);
      // Its name holds the app's id.
      expect(words).toMatch(/# aws_cloudwatch_log_group\.\S+ must be replaced/);
      expect(words).toMatch(/# aws_iam_role_policy\.site_service-role-policy\S+ will be updated in-place/);
      expect(words).toContain("Plan: 4 to add, 1 to change, 1 to destroy.");
    } else {
      expect(words).toContain("+ aws:amplify/app:App: (create)");
      expect(words).toMatch(/\+-aws:cloudwatch\/logGroup:LogGroup: \(replace\)/);
      expect(words).toMatch(/\+ 3 to create ~ 1 to update \+-1 to replace/);
    }
    await expectWell(site.deployWithRefresh());
    expect(await holdings(aws)).toEqual(before);
    expect(console.appId()).not.toBe(deleted);
    expect(aws.gateway.calls.actions("iam").filter((action) => action === "CreateRole")).toEqual(roles);
    await expectNothingToDo(site);
  });

  it("a branch is deleted, as Amplify does when it goes from the repository: a deploy brings it back", async () => {
    const { aws, site } = surroundings();
    console.deleteBranch("main");
    console.deleteBranch("preview");
    const { words } = await site.planWithRefresh();
    expect(words).toContain(tool === "terraform" ? "Plan: 2 to add, 0 to change, 0 to destroy." : "+ 2 to create");
    await expectWell(site.deployWithRefresh());
    expect(await holdings(aws)).toEqual(before);
    await expectNothingToDo(site);
  });

  it("a branch is renamed in the program: another branch takes its place, and its role another role's", async () => {
    const { aws, site } = surroundings();
    const appId = console.appId();
    await site.edit("main: {", "trunk: {");
    await site.edit("preview: {", "develop: {");
    const { words } = await site.plan();
    expect(words).toContain(
      tool === "terraform" ? "Plan: 4 to add, 0 to change, 4 to destroy." : "+ 4 to create - 4 to delete",
    );
    await expectWell(site.deploy());
    expect(console.appId()).toBe(appId);
    const { apps, roles } = await holdings(aws);
    expect(Object.keys(apps.site?.branches ?? {}).sort()).toEqual(["develop", "trunk"]);
    expect(apps.site?.branches.develop).toMatchObject({
      computeRoleArn: "arn:aws:iam::123456789012:role/site-amplify-compute-develop",
    });
    expect(Object.keys(roles).sort()).toEqual([
      "site-amplify-compute",
      "site-amplify-compute-develop",
      "site-amplify-service",
    ]);
    await expectNothingToDo(site);
  });

  it("a branch is renamed in the repository alone: the tools do not notice, for Amplify keeps the old name", async () => {
    const { aws, site } = surroundings();
    await aws.gateway.hosting.createBranch(REGION, console.appId(), { branchName: "release" });
    await expectNothingToDo(site);
    // The new branch, connected in the console, has no role of its own: the app's is in force on it.
    expect((await holdings(aws)).apps.site?.branches.release).not.toHaveProperty("computeRoleArn");
    // Typed into the program, its name is taken.
    await site.edit("trunk: {", "release: {");
    const said = await site.deploy();
    expect(said.endedWell).toBe(false);
    expect(said.words).toContain(`The branch release already exists for the app ${console.appId()}`);
    console.deleteBranch("release");
    await expectWell(site.deploy());
    expect(Object.keys((await holdings(aws)).apps.site?.branches ?? {}).sort()).toEqual(["develop", "release"]);
    await expectNothingToDo(site);
  });
});
