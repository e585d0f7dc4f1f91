import { expect, it } from "vitest";
import { holdings } from "../../aws/snapshot.js";
import { describeFixture } from "../../project/each-tool.js";
import { expectNothingToDo } from "./support/expectations.js";

const READ_ONLY = "arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess";

describeFixture("a managed policy whose key changes", "environment", (tool, context) => {
  it("is detached under the old key: Pulumi does that last, and notices only with a refresh", async () => {
    const { aws, project } = context();
    const attached = async () => (await holdings(aws)).roles["site-amplify-compute"]?.attachedPolicies;
    await project.edit("computeRole: { grants: [s3", `computeRole: { managedPolicies: ["${READ_ONLY}"], grants: [s3`);
    await project.deploy();
    expect(await attached()).toEqual([READ_ONLY]);

    await project.edit(`["${READ_ONLY}"]`, `{ tables: "${READ_ONLY}" }`);
    await project.deploy();
    if (tool === "pulumi") {
      expect(await attached()).toEqual([]);
      expect((await project.preview()).oneLine).toMatch(/Resources: \d+ unchanged$/);
    }

    await project.deploy({ refresh: true });
    expect(await attached()).toEqual([READ_ONLY]);
    await expectNothingToDo(project);
  });
});
