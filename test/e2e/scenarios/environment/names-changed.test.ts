import { expect, it } from "vitest";
import type { Aws } from "../../aws/aws.js";
import { holdings } from "../../aws/snapshot.js";
import { expectNothingToDo, expectWell } from "./support/expectations.js";
import { bareWhileInUse, inUse, madeOrRemoved } from "./support/in-use.js";
import { withEachTool } from "./support/with-each-tool.js";

/** The names of the site's roles begin with the app's. */
const rolesOf = (app: string) => ["compute", "compute-preview", "service"].map((role) => `${app}-amplify-${role}`);

/** The names of the policies that each role has, inside it and attached to it. */
async function policiesIn(aws: Aws) {
  const { roles } = await holdings(aws);
  const policies = Object.entries(roles).map(([name, { inlinePolicies, attachedPolicies }]) => [
    name,
    [...Object.keys(inlinePolicies), ...attachedPolicies.map((arn) => arn.split("/").at(-1))],
  ]);
  return Object.fromEntries(policies);
}

/** One site, deployed by the first test; the others go on from there. */
withEachTool("names that change", (tool, surroundings) => {
  it("another name of the app is another one of its roles: Pulumi makes the new ones first, Terraform does not", async () => {
    const { aws, site } = surroundings();
    await site.edit("preview: { computeRole: {", 'preview: { computeRole: { policyType: "managed",');
    await expectWell(site.deploy());
    expect(inUse(aws)).toEqual(rolesOf("site"));
    aws.gateway.calls.clear();

    await site.edit('name: "site",', 'name: "shop",');
    expect(await bareWhileInUse(aws, () => expectWell(site.deploy()))).toEqual(
      tool === "terraform" ? rolesOf("site") : [],
    );
    expect(inUse(aws)).toEqual(rolesOf("shop"));
    expect(madeOrRemoved(aws)).toEqual([]);
    await expectNothingToDo(site);
  });

  it.runIf(tool === "terraform")("Terraform makes the new ones first where the program says so", async () => {
    const { aws, site } = surroundings();
    await site.edit(
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
    await site.edit("app.synth();", `${newOnesFirst}\napp.synth();`);
    await site.edit('name: "shop",', 'name: "market",');
    expect(await bareWhileInUse(aws, () => expectWell(site.deploy()))).toEqual([]);
    expect(inUse(aws)).toEqual(rolesOf("market"));
    expect(madeOrRemoved(aws)).toEqual([]);
    await expectNothingToDo(site);

    await site.edit(newOnesFirst, "");
    await expectNothingToDo(site);
  });

  it("another path is another role of the same name, so the old one goes first with either tool", async () => {
    const { aws, site } = surroundings();
    const before = await policiesIn(aws);
    await site.edit("roles: { propagationSeconds: 0 },", 'roles: { propagationSeconds: 0, path: "/sites/" },');
    expect(await bareWhileInUse(aws, () => expectWell(site.deploy()))).toEqual(inUse(aws));
    expect(await policiesIn(aws)).toEqual(before);
    await expectNothingToDo(site);
  });
});
