import { expect, it } from "vitest";
import type { Aws } from "../../aws/aws.js";
import { REGION } from "../../aws/environment.js";
import { describeFixture } from "../../project/each-tool.js";
import { expectNothingToDo } from "./support/expectations.js";
import { madeOrRemoved } from "./support/in-use.js";

/** The branches of the only app, with the names of their roles. */
function branchesOf({ gateway: { hosting } }: Aws) {
  const apps = hosting.listApps(REGION);
  expect(apps).toHaveLength(1);
  const branches = hosting.listBranches(REGION, String(apps[0]?.appId));
  return Object.fromEntries(
    branches.map(({ branchName, computeRoleArn }) => [branchName, String(computeRoleArn).split("/").at(-1)]),
  );
}

describeFixture("an app that is replaced", "environment", (_tool, context) => {
  it("is created again with its branches, whichever API creates them", async () => {
    const { aws, project } = context();
    await project.edit('name: "site",', 'name: "site", description: "The shop",');
    await project.deploy();
    const before = branchesOf(aws);
    expect(before.preview).toBe("site-amplify-compute-preview");

    aws.gateway.calls.clear();
    // The provider cannot remove a description.
    await project.edit(' description: "The shop",', "");
    await project.deploy();
    expect(madeOrRemoved(aws).filter((action) => action === "DeleteApp")).toEqual(["DeleteApp"]);
    expect(branchesOf(aws)).toEqual(before);
    await expectNothingToDo(project);
  });

  it("a change in place leaves the branches alone", async () => {
    const { aws, project } = context();
    aws.gateway.calls.clear();
    await project.edit('name: "site",', 'name: "site", environmentVariables: { TABLE: "orders" },');
    await project.deploy();
    expect(madeOrRemoved(aws)).toEqual([]);
    await expectNothingToDo(project);
  });
});
