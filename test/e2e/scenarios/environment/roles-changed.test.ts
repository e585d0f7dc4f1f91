import { beforeAll, expect, it } from "vitest";
import { holdings } from "../../aws/snapshot.js";
import { type Console, consoleOf } from "./support/console.js";
import { expectNothingToDo, expectWell } from "./support/expectations.js";
import { bareWhileInUse, inUse, madeOrRemoved } from "./support/in-use.js";
import { withEachTool } from "./support/with-each-tool.js";

const READ_ONLY = "arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess";
const OWN_ROLE = 'preview: { computeRole: { grants: [dynamodb.read({ name: "orders" })] } }';

/** One deployed site; every test goes on from where the one before left it. */
withEachTool("what becomes of roles that are in use", (tool, surroundings) => {
  let console: Console;

  beforeAll(async () => {
    const { aws, site } = surroundings();
    console = consoleOf(aws);
    await expectWell(site.deploy());
  });
  const bare = () => bareWhileInUse(surroundings().aws, () => expectWell(surroundings().site.deploy()));

  it("another kind of policies: Pulumi takes the old one away last, Terraform at once", async () => {
    const { aws, site } = surroundings();
    const role = "site-amplify-compute";
    await site.edit("computeRole: { grants: [s3", 'computeRole: { policyType: "managed", grants: [s3');
    expect(await bare()).toEqual(tool === "terraform" ? [role] : []);
    const { inlinePolicies, attachedPolicies } = (await holdings(aws)).roles[role] ?? {};
    expect([inlinePolicies, attachedPolicies]).toEqual([{}, [expect.stringContaining(`${role}-s3`)]]);
    await expectNothingToDo(site);
  });

  it("a branch that loses its own role: Pulumi takes it away last, Terraform before the branch has the app's", async () => {
    const { aws, site } = surroundings();
    aws.gateway.calls.clear();
    await site.edit(OWN_ROLE, 'preview: { managedBy: "cloudControl" }');
    expect(await bare()).toEqual(tool === "terraform" ? ["site-amplify-compute-preview"] : []);
    expect(inUse(aws)).toEqual(["site-amplify-compute", "site-amplify-service"]);
    expect(madeOrRemoved(aws)).toEqual([]);
    await expectNothingToDo(site);
  });

  it("a role with a policy that was attached by hand, and gets another name", async () => {
    const { aws, site } = surroundings();
    await console.attachPolicy("site-amplify-service", READ_ONLY);
    await site.edit("serviceRole: {", 'serviceRole: { name: "site-service",');
    const { endedWell, words } = await site.deploy();
    expect(inUse(aws)).toEqual(["site-amplify-compute", "site-service"]);
    // Terraform looks at the role before, and takes away what it finds.
    expect(endedWell).toBe(tool === "terraform");
    if (tool === "pulumi") {
      expect(words).toContain("DeleteConflict: Cannot delete entity, must detach all policies first.");
      await console.detachPolicy("site-amplify-service", READ_ONLY);
      await expectWell(site.deploy());
    }
    expect((await holdings(aws)).roles).not.toHaveProperty("site-amplify-service");
    await expectNothingToDo(site);
  });

  it("a branch that had none gets a role of its own: it is made anew, by Cloud Control", async () => {
    const { aws, site } = surroundings();
    aws.gateway.calls.clear();
    const none = 'main: { stage: "PRODUCTION" },';
    const own = 'main: { stage: "PRODUCTION", computeRole: { grants: [dynamodb.read({ name: "orders" })] } },';
    await site.edit(none, own);
    if (tool === "pulumi") {
      const { endedWell, words } = await site.deploy();
      expect([endedWell, words]).toEqual([false, expect.stringContaining("already exists")]);
      await site.edit(own, "");
      await expectWell(site.deploy());
      await site.edit("branches: {", `branches: { ${own}`);
    }
    await expectWell(site.deploy());
    expect([...madeOrRemoved(aws)].sort()).toEqual(expect.arrayContaining(["CreateResource", "DeleteBranch"]));
    expect(inUse(aws)).toContain("site-amplify-compute-main");
    await expectNothingToDo(site);
  });
});
