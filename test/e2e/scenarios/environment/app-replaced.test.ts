import { expect, it } from "vitest";
import type { Aws } from "../../aws/aws.js";
import { REGION } from "../../aws/environment.js";
import { expectNothingToDo, expectWell } from "./support/expectations.js";
import { madeOrRemoved } from "./support/in-use.js";
import { withEachTool } from "./support/with-each-tool.js";

/** The branches of the one app that there is, with their own or the app's role. */
function branchesOf({ gateway: { hosting } }: Aws) {
  const apps = hosting.listApps(REGION);
  expect(apps).toHaveLength(1);
  const branches = hosting.listBranches(REGION, String(apps[0]?.appId));
  return Object.fromEntries(
    branches.map(({ branchName, computeRoleArn }) => [branchName, String(computeRoleArn).split("/").at(-1)]),
  );
}

withEachTool("an app that has to be replaced", (_tool, surroundings) => {
  it("is made anew with its branches, whichever API they are made by", async () => {
    const { aws, site } = surroundings();
    await site.edit('name: "site",', 'name: "site", description: "The shop",');
    await expectWell(site.deploy());
    const before = branchesOf(aws);
    expect(before.preview).toBe("site-amplify-compute-preview");

    aws.gateway.calls.clear();
    // The provider cannot take a description away.
    await site.edit(' description: "The shop",', "");
    await expectWell(site.deploy());
    expect(madeOrRemoved(aws).filter((action) => action === "DeleteApp")).toEqual(["DeleteApp"]);
    expect(branchesOf(aws)).toEqual(before);
    await expectNothingToDo(site);
  });

  it("what changes the app in place leaves its branches where they are", async () => {
    const { aws, site } = surroundings();
    aws.gateway.calls.clear();
    await site.edit('name: "site",', 'name: "site", environmentVariables: { TABLE: "orders" },');
    await expectWell(site.deploy());
    expect(madeOrRemoved(aws)).toEqual([]);
    await expectNothingToDo(site);
  });
});
