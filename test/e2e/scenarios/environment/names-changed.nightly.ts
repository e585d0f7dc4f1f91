import { expect, it } from "vitest";
import type { Aws } from "../../aws/aws.js";
import { takeSnapshot } from "../../aws/snapshot.js";
import { describeFixture } from "../../project/each-tool.js";
import { expectNothingToDo } from "./support/expectations.js";
import { bareWhileInUse, inUse, madeOrRemoved } from "./support/in-use.js";

/** The names of the roles begin with the app's name. */
const rolesOf = (app: string) => ["compute", "compute-preview", "service"].map((role) => `${app}-amplify-${role}`);

/** The names of the inline and attached policies of each role. */
async function policiesIn(aws: Aws) {
  const { roles } = await takeSnapshot(aws);
  const policies = Object.entries(roles).map(([name, { inlinePolicies, attachedPolicies }]) => [
    name,
    [...Object.keys(inlinePolicies), ...attachedPolicies.map((arn) => arn.split("/").at(-1))],
  ]);
  return Object.fromEntries(policies);
}

/** One app, deployed by the first test. The other tests continue from there. */
describeFixture("names that change", "environment", (tool, context) => {
  it("another app name renames its roles: Pulumi creates the new ones first, Terraform deletes the old ones first", async () => {
    const { aws, project } = context();
    await project.edit("preview: { computeRole: {", 'preview: { computeRole: { policyType: "managed",');
    await project.deploy();
    expect(inUse(aws)).toEqual(rolesOf("site"));
    aws.gateway.calls.clear();

    await project.edit('name: "site",', 'name: "shop",');
    expect(await bareWhileInUse(aws, () => project.deploy())).toEqual(tool === "terraform" ? rolesOf("site") : []);
    expect(inUse(aws)).toEqual(rolesOf("shop"));
    expect(madeOrRemoved(aws)).toEqual([]);
    await expectNothingToDo(project);
  });

  it.runIf(tool === "terraform")("Terraform creates the new ones first with createBeforeDestroy", async () => {
    const { aws, project } = context();
    await project.edit(
      'import { App, TerraformStack } from "cdktf";',
      'import { App, Aspects, TerraformResource, TerraformStack } from "cdktf";',
    );
    const newOnesFirst = `Aspects.of(stack).add({
      visit: (node) => {
        if (node instanceof TerraformResource && node.terraformResourceType.startsWith("aws_iam_")) {
          node.lifecycle = { createBeforeDestroy: true };
        }
      },
    });`;
    await project.edit("app.synth();", `${newOnesFirst}\napp.synth();`);
    await project.edit('name: "shop",', 'name: "market",');
    expect(await bareWhileInUse(aws, () => project.deploy())).toEqual([]);
    expect(inUse(aws)).toEqual(rolesOf("market"));
    expect(madeOrRemoved(aws)).toEqual([]);
    await expectNothingToDo(project);

    await project.edit(newOnesFirst, "");
    await expectNothingToDo(project);
  });

  it("another path needs another role of the same name, so both tools delete the old one first", async () => {
    const { aws, project } = context();
    const before = await policiesIn(aws);
    await project.edit("roles: { propagationSeconds: 0 },", 'roles: { propagationSeconds: 0, path: "/sites/" },');
    expect(await bareWhileInUse(aws, () => project.deploy())).toEqual(inUse(aws));
    expect(await policiesIn(aws)).toEqual(before);
    await expectNothingToDo(project);
  });
});
