import { expect, it } from "vitest";
import { takeSnapshot } from "../../aws/snapshot.js";
import { describeFixture } from "../../project/each-tool.js";
import { expectNothingToDo } from "./support/expectations.js";

const READ_ONLY = "arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess";

describeFixture("a managed policy whose name in the program changes", "environment", (_tool, context) => {
  // The tools would attach it under the new name and detach it under the old one, in any order.
  it("stays attached, because its ARN identifies it", async () => {
    const { aws, project } = context();
    const attached = async () => (await takeSnapshot(aws)).roles["site-amplify-compute"]?.attachedPolicies;
    await project.edit("computeRole: { grants: [s3", `computeRole: { managedPolicies: ["${READ_ONLY}"], grants: [s3`);
    await project.deploy();
    expect(await attached()).toEqual([READ_ONLY]);

    await project.edit(`["${READ_ONLY}"]`, `{ tables: "${READ_ONLY}" }`);
    await expectNothingToDo(project);
    expect(await attached()).toEqual([READ_ONLY]);
  });
});
