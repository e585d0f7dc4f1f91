import { beforeAll, expect, it } from "vitest";
import { takeSnapshot } from "../../aws/snapshot.js";
import { describeFixture } from "../../project/each-tool.js";
import { attempt } from "../../project/processes.js";
import { type Console, consoleOf } from "./support/console.js";
import { expectNothingToDo } from "./support/expectations.js";
import { bareWhileInUse, inUse, madeOrRemoved } from "./support/in-use.js";

const READ_ONLY = "arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess";
const OWN_ROLE = 'preview: { computeRole: { grants: [dynamodb.read({ name: "orders" })] } }';

/** One deployed app. Each test continues where the one before ended. */
describeFixture("changes of roles that are in use", "environment", (tool, context) => {
  let console: Console;

  beforeAll(async () => {
    const { aws, project } = context();
    console = consoleOf(aws);
    await project.deploy();
  });
  const bare = () => bareWhileInUse(context().aws, () => context().project.deploy());

  it("another policyType: Pulumi removes the old policy last, Terraform first", async () => {
    const { aws, project } = context();
    const role = "site-amplify-compute";
    await project.edit("computeRole: { grants: [s3", 'computeRole: { policyType: "managed", grants: [s3');
    expect(await bare()).toEqual(tool === "terraform" ? [role] : []);
    const { inlinePolicies, attachedPolicies } = (await takeSnapshot(aws)).roles[role] ?? {};
    expect([inlinePolicies, attachedPolicies]).toEqual([{}, [expect.stringContaining(`${role}-s3`)]]);
    await expectNothingToDo(project);
  });

  it("a branch that loses its own role: Pulumi deletes the role last, Terraform before the branch has the app's role", async () => {
    const { aws, project } = context();
    aws.gateway.calls.clear();
    await project.edit(OWN_ROLE, 'preview: { managedBy: "cloudControl" }');
    expect(await bare()).toEqual(tool === "terraform" ? ["site-amplify-compute-preview"] : []);
    expect(inUse(aws)).toEqual(["site-amplify-compute", "site-amplify-service"]);
    expect(madeOrRemoved(aws)).toEqual([]);
    await expectNothingToDo(project);
  });

  it("a renamed role with a policy that was attached manually", async () => {
    const { aws, project } = context();
    await console.attachPolicy("site-amplify-service", READ_ONLY);
    await project.edit("serviceRole: {", 'serviceRole: { name: "site-service",');
    const { succeeded, oneLine } = await attempt(project.deploy());
    expect(inUse(aws)).toEqual(["site-amplify-compute", "site-service"]);
    // Terraform reads the role first, and detaches what it finds.
    expect(succeeded).toBe(tool === "terraform");
    if (tool === "pulumi") {
      expect(oneLine).toContain("DeleteConflict: Cannot delete entity, must detach all policies first.");
      await console.detachPolicy("site-amplify-service", READ_ONLY);
      await project.deploy();
    }
    expect((await takeSnapshot(aws)).roles).not.toHaveProperty("site-amplify-service");
    await expectNothingToDo(project);
  });

  it("a branch gets its first own role: it is replaced, by one that Cloud Control creates", async () => {
    const { aws, project } = context();
    aws.gateway.calls.clear();
    const none = 'main: { stage: "PRODUCTION" },';
    const own = 'main: { stage: "PRODUCTION", computeRole: { grants: [dynamodb.read({ name: "orders" })] } },';
    await project.edit(none, own);
    if (tool === "pulumi") {
      const { succeeded, oneLine } = await attempt(project.deploy());
      expect([succeeded, oneLine]).toEqual([false, expect.stringContaining("already exists")]);
      await project.edit(own, "");
      await project.deploy();
      await project.edit("branches: {", `branches: { ${own}`);
    }
    await project.deploy();
    expect([...madeOrRemoved(aws)].sort()).toEqual(expect.arrayContaining(["CreateResource", "DeleteBranch"]));
    expect(inUse(aws)).toContain("site-amplify-compute-main");
    await expectNothingToDo(project);
  });
});
