import { afterAll, beforeAll, expect, it } from "vitest";
import { type Aws, startAws } from "../aws/aws.js";
import { REGION } from "../aws/environment.js";
import { removeFolder, temporaryFolder } from "../project/folders.js";
import { Terraform, writeConfiguration } from "../project/terraform.js";
import { AMPLIFY_TRUST, withProvider } from "../project/terraform-fixture.js";
import { describeWith, hasPython, hasTerraform } from "../project/tools.js";

const BRANCH = "aws_cloudcontrolapi_resource.main";

/** A branch with a desired state; the app's id is unknown until it is there. */
const withBranch = (desired: object) =>
  withProvider({
    resource: {
      aws_iam_role: { compute: { name: "site-compute", assume_role_policy: AMPLIFY_TRUST } },
      aws_amplify_app: { site: { name: "site", platform: "WEB_COMPUTE" } },
      aws_cloudcontrolapi_resource: {
        main: {
          type_name: "AWS::Amplify::Branch",
          desired_state: JSON.stringify({ AppId: "${aws_amplify_app.site.id}", BranchName: "main", ...desired }),
          depends_on: ["aws_iam_role.compute"],
        },
      },
    },
  });

const variables = (values: Record<string, string>) => Object.entries(values).map(([Name, Value]) => ({ Name, Value }));
const ComputeRoleArn = "arn:aws:iam::123456789012:role/site-compute";
const BasicAuthConfig = { EnableBasicAuth: true, Username: "user", Password: "first" };

/** What a branch by Cloud Control can and cannot do, in the order in which one configuration changes. */
describeWith([hasTerraform, hasPython], "a branch by Cloud Control in Terraform", () => {
  let aws: Aws;
  let folder: string;
  let terraform: Terraform;

  beforeAll(async () => {
    // By hand nobody waits for the role; that is not what this is about.
    aws = await startAws({ propagationMs: 0 });
    folder = await temporaryFolder("cloud-control");
    terraform = new Terraform(folder, aws.env);
    const desired = { ComputeRoleArn, BasicAuthConfig, EnvironmentVariables: variables({ TABLE: "orders" }) };
    await writeConfiguration(folder, withBranch(desired));
    await terraform.init();
    await terraform.apply();
  });
  afterAll(async () => {
    await aws?.stop();
    await removeFolder(folder);
  });

  const branch = () => {
    const [app] = aws.gateway.hosting.listApps(REGION);
    return aws.gateway.hosting.getBranch(REGION, String(app?.appId), "main");
  };

  it("changes in place", async () => {
    const desired = {
      ComputeRoleArn,
      BasicAuthConfig,
      EnvironmentVariables: variables({ BUCKET: "b", TABLE: "carts" }),
    };
    await writeConfiguration(folder, withBranch(desired));
    expect((await terraform.plan()).actions).toEqual({ [BRANCH]: "update" });
    await terraform.apply();
    expect(branch()).toMatchObject({ environmentVariables: { BUCKET: "b", TABLE: "carts" } });
  });

  it("is replaced when its name changes", async () => {
    await writeConfiguration(folder, withBranch({ BranchName: "next", ComputeRoleArn }));
    const plan = await terraform.plan();
    expect(plan.actions).toEqual({ [BRANCH]: "replace" });
    expect(plan.change(BRANCH).change.replace_paths).toEqual([["desired_state"]]);
  });

  it("does not notice what others change", async () => {
    const [app] = aws.gateway.hosting.listApps(REGION);
    await aws.gateway.hosting.updateBranch(REGION, String(app?.appId), "main", { computeRoleArn: "" });
    expect(branch()).not.toHaveProperty("computeRoleArn");
    const desired = {
      ComputeRoleArn,
      BasicAuthConfig,
      EnvironmentVariables: variables({ BUCKET: "b", TABLE: "carts" }),
    };
    await writeConfiguration(folder, withBranch(desired));
    expect((await terraform.plan()).actions).toEqual({});
  });

  it("cannot be imported", async () => {
    const other = await temporaryFolder("cloud-control-import");
    const adopting = new Terraform(other, aws.env);
    const blocks = { import: [{ to: BRANCH, id: String(branch().branchArn) }] };
    await writeConfiguration(other, { ...withBranch({ ComputeRoleArn }), ...blocks });
    await adopting.init();
    await expect(adopting.plan()).rejects.toThrow("doesn't support import");
    await removeFolder(other);
  });

  it("cannot change a password, which no patch can replace since none can be read", async () => {
    await writeConfiguration(
      folder,
      withBranch({ ComputeRoleArn, BasicAuthConfig: { ...BasicAuthConfig, Password: "second" } }),
    );
    await expect(terraform.apply()).rejects.toThrow("[REPLACE Operation] noSuchPath");
    expect(branch()).toMatchObject({ basicAuthCredentials: Buffer.from("user:first").toString("base64") });
  });

  it("takes a failed update for done: the next plan is empty", async () => {
    expect((await terraform.plan()).actions).toEqual({});
  });
});
