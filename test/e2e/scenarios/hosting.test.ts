import { expect, it } from "vitest";
import type { Aws } from "../aws/aws.js";
import { REGION } from "../aws/environment.js";
import { AMPLIFY_TRUST, withProvider } from "../project/configuration.js";
import { createFixture } from "../project/fixture.js";
import type { PulumiProject } from "../project/pulumi.js";
import { sharedAws } from "../project/shared-aws.js";
import { TerraformProject } from "../project/terraform.js";
import { describeWith, hasPulumi, hasPython, hasTerraform } from "../project/tools.js";

/** An app with a compute role, a branch of the provider's own type, and one by Cloud Control with its own role. */
const hosting = withProvider({
  resource: {
    aws_iam_role: {
      compute: { name: "site-compute", assume_role_policy: AMPLIFY_TRUST },
      preview: { name: "site-preview", assume_role_policy: AMPLIFY_TRUST },
    },
    aws_amplify_app: {
      site: {
        name: "site",
        platform: "WEB_COMPUTE",
        compute_role_arn: "${aws_iam_role.compute.arn}",
        environment_variables: { TABLE: "orders" },
        tags: { team: "web" },
      },
    },
    aws_amplify_branch: {
      main: { app_id: "${aws_amplify_app.site.id}", branch_name: "main", stage: "PRODUCTION" },
    },
    aws_cloudcontrolapi_resource: {
      preview: {
        type_name: "AWS::Amplify::Branch",
        desired_state:
          '${jsonencode({ AppId = aws_amplify_app.site.id, BranchName = "feature/login", ComputeRoleArn = aws_iam_role.preview.arn })}',
      },
    },
    aws_s3_bucket: { uploads: { bucket: "site-uploads" } },
  },
  output: { app_id: { value: "${aws_amplify_app.site.id}" } },
});

/** The app and its branches have the roles that the program gives them. */
function expectRoles({ gateway: { hosting } }: Aws, appId: string): void {
  const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
  expect(hosting.getApp(REGION, appId)).toMatchObject({ computeRoleArn: role("site-compute") });
  const branch = (name: string) => hosting.getBranch(REGION, appId, name);
  expect(branch("main")).toMatchObject({ stage: "PRODUCTION" });
  expect(branch("feature/login")).toMatchObject({ computeRoleArn: role("site-preview") });
}

describeWith([hasTerraform, hasPython], "hosting resources without constructs, with Terraform", () => {
  it("deploys, plans nothing more, and destroys", async () => {
    const aws = await sharedAws();
    const terraform = await TerraformProject.ofConfiguration(aws.env);
    await terraform.configure(hosting);
    await terraform.command("validate");
    await terraform.deploy();
    expectRoles(aws, String((await terraform.outputs()).app_id));

    expect((await terraform.fullPlan()).actions).toEqual({});
    await terraform.destroy();
    expect(aws.gateway.hosting.listApps(REGION)).toEqual([]);
    expect(await terraform.state()).toBe("");
    await terraform.remove();
  });
});

describeWith([hasPulumi, hasPython], "hosting resources without components, with Pulumi", () => {
  it("previews, deploys, previews nothing more, refreshes, and destroys", async () => {
    const aws = await sharedAws();
    const pulumi = (await createFixture("pulumi", "hosting", { env: aws.env })) as PulumiProject;
    const { output } = await pulumi.preview();
    expect(output).toContain("+ aws:amplify/app:App: (create)");
    expect(output).toContain("computeRoleArn      : [unknown]");
    expect(aws.gateway.hosting.listApps(REGION)).toEqual([]);

    await pulumi.deploy();
    const { appId } = await pulumi.outputs();
    expectRoles(aws, String(appId));

    expect((await pulumi.fullPlan()).changeSummary).toEqual({ same: 7 });
    expect((await pulumi.refresh()).output).toContain("7 unchanged");
    const ids = (await pulumi.resources()).filter(({ type }) => type === "aws:amplify/app:App").map(({ id }) => id);
    expect(ids).toEqual([appId]);

    await pulumi.destroy();
    expect(aws.gateway.hosting.listApps(REGION)).toEqual([]);
    expect(await pulumi.resources()).toEqual([]);
    await pulumi.remove();
  });
});
