import { beforeAll, expect, it } from "vitest";
import { type Boto, startBoto } from "../../aws/boto.js";
import { type AccountSnapshot, takeSnapshot } from "../../aws/snapshot.js";
import { describeFixture } from "../../project/each-tool.js";
import { attempt } from "../../project/processes.js";
import { type Console, consoleOf } from "./support/console.js";
import { expectNothingToDo } from "./support/expectations.js";

const COMPUTE = "site-amplify-compute";
const roleArn = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const READ_ONLY = "arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess";

/** One deployed app. Each test leaves it as the program has it. */
describeFixture("roles that somebody changes in the console", "environment", (tool, context) => {
  let before: AccountSnapshot;
  let console: Console;

  beforeAll(async () => {
    const { aws, project } = context();
    console = consoleOf(aws);
    await project.deploy();
    before = await takeSnapshot(aws);
  });

  const addManually = async () => {
    await console.writePolicy(COMPUTE, "manual", "s3:ListAllMyBuckets");
    await console.attachPolicy(COMPUTE, READ_ONLY);
  };

  it("a trust policy and an inline policy: both tools show drift and correct it", async () => {
    const { aws, project } = context();
    await console.trust(COMPUTE, "lambda.amazonaws.com");
    await console.writePolicy(COMPUTE, "permissions", "s3:*");
    if (tool === "pulumi") expect((await project.preview()).oneLine).toMatch(/Resources: \d+ unchanged$/);

    const { oneLine } = await project.preview({ refresh: true });
    if (tool === "terraform") {
      expect(oneLine).toMatch(/# aws_iam_role\.site_compute-role_\w+ will be updated in-place/);
      expect(oneLine).toContain('Service = "lambda.amazonaws.com" -> "amplify.amazonaws.com"');
      expect(oneLine).toMatch(/# aws_iam_role_policy\.site_compute-role-policy_\w+ will be updated in-place/);
      expect(oneLine).toContain('Action = "s3:*" -> [ + "s3:GetBucketLocation"');
      expect(oneLine).toContain("Plan: 0 to add, 2 to change, 0 to destroy.");
    } else {
      expect(oneLine).toContain("~ aws:iam/role:Role: (update)");
      expect(oneLine).toContain('Service: "lambda.amazonaws.com" => "amplify.amazonaws.com"');
      expect(oneLine).toContain("~ aws:iam/rolePolicy:RolePolicy: (update)");
      expect(oneLine).toContain('- Action : "s3:*"');
      expect(oneLine).toMatch(/Resources: ~ 2 to update \d+ unchanged$/);
    }
    await project.deploy({ refresh: true });
    expect(await takeSnapshot(aws)).toEqual(before);
    await expectNothingToDo(project);
  });

  it("a detached compute role of the app: both tools show drift and attach it again", async () => {
    const { aws, project } = context();
    await console.attach("");
    const { oneLine } = await project.preview({ refresh: true });
    expect(oneLine).toContain(
      tool === "terraform" ? `+ compute_role_arn = "${roleArn(COMPUTE)}"` : `+ computeRoleArn: "${roleArn(COMPUTE)}"`,
    );
    await project.deploy({ refresh: true });
    expect(await takeSnapshot(aws)).toEqual(before);
    await expectNothingToDo(project);
  });

  it("a branch's own role, removed or added: the tools do not notice, the AWS CLI corrects it", async () => {
    const { aws, project } = context();
    // aws_amplify_branch has no such argument, and Cloud Control does not compare a resource with its desired state.
    await console.attach("", "preview");
    await console.attach(roleArn("site-amplify-compute-preview"), "main");
    await expectNothingToDo(project);
    await project.deploy({ refresh: true });
    expect((await takeSnapshot(aws)).apps.site?.branches.preview).not.toHaveProperty("computeRoleArn");

    const boto: Boto = await startBoto(aws.env);
    const updateBranch = (branchName: string, computeRoleArn: string) =>
      boto.call("amplify", "UpdateBranch", { appId: console.appId(), branchName, computeRoleArn });
    await updateBranch("preview", roleArn("site-amplify-compute-preview"));
    await updateBranch("main", "");
    await boto.stop();
    expect(await takeSnapshot(aws)).toEqual(before);
  });

  it("additional policies: the tools leave them alone and do not show them", async () => {
    const { aws, project } = context();
    await addManually();
    await expectNothingToDo(project);
    await project.deploy({ refresh: true });
    const { inlinePolicies = {}, attachedPolicies } = (await takeSnapshot(aws)).roles[COMPUTE] ?? {};
    expect(Object.keys(inlinePolicies).sort()).toEqual(["manual", "permissions"]);
    expect(attachedPolicies).toEqual([READ_ONLY]);
  });

  it("additional policies with exclusivePolicies: both tools show and remove them", async ({ skip }) => {
    const { aws, project } = context();
    await project.edit("computeRole: { grants: [s3", "computeRole: { exclusivePolicies: true, grants: [s3");
    const result = await attempt(project.deploy({ refresh: true }));
    // Terraform has no ids for these two resources: a Pulumi plugin has to invent them.
    skip(
      result.oneLine.includes("returned empty resource.ID from create"),
      "the plugin has no ids for exclusive policies",
    );
    expect(result.succeeded, result.oneLine.slice(-2_000)).toBe(true);
    expect(await takeSnapshot(aws)).toEqual(before);
    await expectNothingToDo(project);

    await addManually();
    const { oneLine } = await project.preview({ refresh: true });
    if (tool === "terraform") {
      expect(oneLine).toMatch(/# aws_iam_role_policies_exclusive\.\S+ will be updated in-place/);
      expect(oneLine).toContain('- "manual",');
      expect(oneLine).toMatch(/# aws_iam_role_policy_attachments_exclusive\.\S+ will be updated in-place/);
      expect(oneLine).toContain(`- "${READ_ONLY}",`);
    } else {
      expect(oneLine).toContain("~ aws:iam/rolePoliciesExclusive:RolePoliciesExclusive: (update)");
      expect(oneLine).toContain("~ aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive: (update)");
    }
    await project.deploy({ refresh: true });
    expect(await takeSnapshot(aws)).toEqual(before);
    await expectNothingToDo(project);
  });
});
