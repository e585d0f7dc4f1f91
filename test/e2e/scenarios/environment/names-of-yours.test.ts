import { expect, it } from "vitest";
import { holdings } from "../../aws/snapshot.js";
import { expectNothingToDo, expectWell } from "./support/expectations.js";
import { withEachTool } from "./support/with-each-tool.js";

const READ_ONLY = "arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess";

withEachTool("a policy that is attached under another name", (tool, surroundings) => {
  it("is detached under its old one: Pulumi does that last, and says nothing of it until it looks at AWS", async () => {
    const { aws, site } = surroundings();
    const attached = async () => (await holdings(aws)).roles["site-amplify-compute"]?.attachedPolicies;
    await site.edit("computeRole: { grants: [s3", `computeRole: { managedPolicies: ["${READ_ONLY}"], grants: [s3`);
    await expectWell(site.deploy());
    expect(await attached()).toEqual([READ_ONLY]);

    await site.edit(`["${READ_ONLY}"]`, `{ tables: "${READ_ONLY}" }`);
    await expectWell(site.deploy());
    if (tool === "pulumi") {
      expect(await attached()).toEqual([]);
      expect((await site.plan()).words).toMatch(/Resources: \d+ unchanged$/);
    }

    await expectWell(site.deployWithRefresh());
    expect(await attached()).toEqual([READ_ONLY]);
    await expectNothingToDo(site);
  });
});
