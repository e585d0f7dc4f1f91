import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type Aws, startAws } from "../aws/aws.js";
import { REGION } from "../aws/environment.js";
import { removeFolder, temporaryFolder } from "../project/folders.js";
import { PulumiStack } from "../project/pulumi.js";
import { Terraform, writeConfiguration } from "../project/terraform.js";
import { AMPLIFY_TRUST, withProvider } from "../project/terraform-fixture.js";
import { describeWith, hasPulumi, hasPython, hasTerraform } from "../project/tools.js";

/** An app with a compute role, a branch of the provider's own kind, and one by Cloud Control with a role of its own. */
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

describeWith([hasTerraform, hasPython], "Terraform against the gateway", () => {
  let aws: Aws;
  let folder: string;
  let terraform: Terraform;

  beforeAll(async () => {
    aws = await startAws();
  });
  beforeEach(async () => {
    await aws.reset();
    folder = await temporaryFolder("terraform");
    terraform = new Terraform(folder, aws.env);
    return () => removeFolder(folder);
  });
  afterAll(() => aws?.stop());

  it("applies, plans nothing more, and destroys", async () => {
    await writeConfiguration(folder, hosting);
    await terraform.init();
    await terraform.validate();
    await terraform.apply();

    const { values } = await terraform.showState();
    const appId = String(values?.outputs?.app_id?.value);
    const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
    expect(aws.gateway.hosting.getApp(REGION, appId)).toMatchObject({ computeRoleArn: role("site-compute") });
    const branch = (name: string) => aws.gateway.hosting.getBranch(REGION, appId, name);
    expect(branch("main")).toMatchObject({ stage: "PRODUCTION" });
    expect(branch("feature/login")).toMatchObject({ computeRoleArn: role("site-preview") });

    expect((await terraform.plan()).actions).toEqual({});
    await terraform.destroy();
    expect(aws.gateway.hosting.listApps(REGION)).toEqual([]);
    expect((await terraform.showState()).values).toBeUndefined();
  });
});

describeWith([hasPulumi, hasPython], "Pulumi against the gateway", () => {
  let aws: Aws;
  let stack: PulumiStack;

  beforeAll(async () => {
    aws = await startAws();
    const program = fileURLToPath(new URL("../fixtures/pulumi/hosting", import.meta.url));
    stack = await PulumiStack.create({ program, env: aws.env });
  });
  afterAll(async () => {
    await stack?.remove();
    await aws?.stop();
  });

  it("previews, comes up, previews nothing more, refreshes, and destroys", async () => {
    await stack.stackInit();
    const preview = await stack.preview({ diff: true });
    expect(preview).toContain("+ aws:amplify/app:App: (create)");
    expect(preview).toContain("computeRoleArn      : [unknown]");
    expect(aws.gateway.hosting.listApps(REGION)).toEqual([]);

    await stack.up();
    const { appId } = await stack.outputs();
    const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
    expect(aws.gateway.hosting.getApp(REGION, String(appId))).toMatchObject({ computeRoleArn: role("site-compute") });
    const branch = (name: string) => aws.gateway.hosting.getBranch(REGION, String(appId), name);
    expect(branch("main")).toMatchObject({ stage: "PRODUCTION" });
    expect(branch("feature/login")).toMatchObject({ computeRoleArn: role("site-preview") });

    expect((await stack.previewJson()).changeSummary).toEqual({ same: 7 });
    expect(await stack.refresh()).toContain("7 unchanged");
    const ids = (await stack.exportState()).filter(({ type }) => type === "aws:amplify/app:App").map(({ id }) => id);
    expect(ids).toEqual([appId]);

    await stack.destroy();
    expect(aws.gateway.hosting.listApps(REGION)).toEqual([]);
    expect(await stack.exportState()).toEqual([]);
  });
});
