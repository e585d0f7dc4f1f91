import { beforeAll, expect, it } from "vitest";
import { REGION } from "../../aws/environment.js";
import { type AccountSnapshot, takeSnapshot } from "../../aws/snapshot.js";
import { describeFixture } from "../../project/each-tool.js";
import { attempt } from "../../project/processes.js";
import { type Console, consoleOf } from "./support/console.js";
import { expectNothingToDo } from "./support/expectations.js";

/** One deployed app. Each test leaves it as the program has it. */
describeFixture("an app and branches that somebody changes in the console", "environment", (tool, context) => {
  let before: AccountSnapshot;
  let console: Console;

  beforeAll(async () => {
    const { aws, project } = context();
    console = consoleOf(aws);
    await project.deploy();
    before = await takeSnapshot(aws);
  });

  it("a deleted app: a refresh finds it missing, and a deploy creates it again with the same roles", async () => {
    const { aws, project } = context();
    const deleted = console.appId();
    const roles = aws.gateway.calls.actions("iam").filter((action) => action === "CreateRole");
    console.deleteApp();
    if (tool === "pulumi") {
      // Pulumi asks its state, not AWS, unless it is told to refresh.
      expect((await project.preview()).oneLine).toMatch(/Resources: \d+ unchanged$/);
      expect((await project.deploy()).oneLine).toMatch(/Resources: \d+ unchanged/);
      expect(aws.gateway.hosting.listApps(REGION)).toEqual([]);
    }
    const { oneLine } = await project.preview({ refresh: true });
    if (tool === "terraform") {
      expect(oneLine).toMatch(/# aws_amplify_app\.\S+ will be created/);
      expect(oneLine).toMatch(/# aws_amplify_branch\.\S+ will be created/);
      expect(oneLine).toMatch(/# aws_cloudcontrolapi_resource\.\S+ will be created/);
      // Its name holds the app's id.
      expect(oneLine).toMatch(/# aws_cloudwatch_log_group\.\S+ must be replaced/);
      expect(oneLine).toMatch(/# aws_iam_role_policy\.site_service-role-policy\S+ will be updated in-place/);
      expect(oneLine).toContain("Plan: 4 to add, 1 to change, 1 to destroy.");
    } else {
      expect(oneLine).toContain("+ aws:amplify/app:App: (create)");
      expect(oneLine).toMatch(/\+-aws:cloudwatch\/logGroup:LogGroup: \(replace\)/);
      expect(oneLine).toMatch(/\+ 3 to create ~ 1 to update \+-1 to replace/);
    }
    await project.deploy({ refresh: true });
    expect(await takeSnapshot(aws)).toEqual(before);
    expect(console.appId()).not.toBe(deleted);
    expect(aws.gateway.calls.actions("iam").filter((action) => action === "CreateRole")).toEqual(roles);
    await expectNothingToDo(project);
  });

  it("a deleted branch, as when it is removed from the repository: a deploy creates it again", async () => {
    const { aws, project } = context();
    console.deleteBranch("main");
    console.deleteBranch("preview");
    const { oneLine } = await project.preview({ refresh: true });
    expect(oneLine).toContain(tool === "terraform" ? "Plan: 2 to add, 0 to change, 0 to destroy." : "+ 2 to create");
    await project.deploy({ refresh: true });
    expect(await takeSnapshot(aws)).toEqual(before);
    await expectNothingToDo(project);
  });

  it("a branch renamed in the program: another branch and another role replace it and its role", async () => {
    const { aws, project } = context();
    const appId = console.appId();
    await project.edit("main: {", "trunk: {");
    await project.edit("preview: {", "develop: {");
    const { oneLine } = await project.preview();
    expect(oneLine).toContain(
      tool === "terraform" ? "Plan: 4 to add, 0 to change, 4 to destroy." : "+ 4 to create - 4 to delete",
    );
    await project.deploy();
    expect(console.appId()).toBe(appId);
    const { apps, roles } = await takeSnapshot(aws);
    expect(Object.keys(apps.site?.branches ?? {}).sort()).toEqual(["develop", "trunk"]);
    expect(apps.site?.branches.develop).toMatchObject({
      computeRoleArn: "arn:aws:iam::123456789012:role/site-amplify-compute-develop",
    });
    expect(Object.keys(roles).sort()).toEqual([
      "site-amplify-compute",
      "site-amplify-compute-develop",
      "site-amplify-service",
    ]);
    await expectNothingToDo(project);
  });

  it("a branch renamed in the repository only: the tools do not notice, because Amplify keeps the old name", async () => {
    const { aws, project } = context();
    await aws.gateway.hosting.createBranch(REGION, console.appId(), { branchName: "release" });
    await expectNothingToDo(project);
    // The new branch, connected in the console, has no role of its own: it has the app's.
    expect((await takeSnapshot(aws)).apps.site?.branches.release).not.toHaveProperty("computeRoleArn");
    // In the program, its name is taken.
    await project.edit("trunk: {", "release: {");
    const result = await attempt(project.deploy());
    expect(result.succeeded).toBe(false);
    expect(result.oneLine).toContain(`The branch release already exists for the app ${console.appId()}`);
    console.deleteBranch("release");
    await project.deploy();
    expect(Object.keys((await takeSnapshot(aws)).apps.site?.branches ?? {}).sort()).toEqual(["develop", "release"]);
    await expectNothingToDo(project);
  });
});
