import { afterAll, beforeAll, expect, it } from "vitest";
import type { Aws } from "../aws/aws.js";
import { REGION } from "../aws/environment.js";
import { AMPLIFY_TRUST, withProvider } from "../project/configuration.js";
import { sharedAws } from "../project/shared-aws.js";
import { TerraformProject } from "../project/terraform.js";
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
describeWith([hasTerraform, hasPython], "a branch by Cloud Control, with Terraform", () => {
  let aws: Aws;
  let terraform: TerraformProject;

  beforeAll(async () => {
    // This configuration does not wait for the role.
    aws = await sharedAws({ propagationMs: 0 });
    terraform = await TerraformProject.ofConfiguration(aws.env);
    const desired = { ComputeRoleArn, BasicAuthConfig, EnvironmentVariables: variables({ TABLE: "orders" }) };
    await terraform.configure(withBranch(desired));
    await terraform.deploy();
  });
  afterAll(() => terraform?.remove());

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
    await terraform.configure(withBranch(desired));
    expect((await terraform.fullPlan()).actions).toEqual({ [BRANCH]: "update" });
    await terraform.deploy();
    expect(branch()).toMatchObject({ environmentVariables: { BUCKET: "b", TABLE: "carts" } });
  });

  it("is replaced when its name changes", async () => {
    await terraform.configure(withBranch({ BranchName: "next", ComputeRoleArn }));
    const plan = await terraform.fullPlan();
    expect(plan.actions).toEqual({ [BRANCH]: "replace" });
    expect(plan.change(BRANCH).change.replace_paths).toEqual([["desired_state"]]);
  });

  it("does not show drift", async () => {
    const [app] = aws.gateway.hosting.listApps(REGION);
    await aws.gateway.hosting.updateBranch(REGION, String(app?.appId), "main", { computeRoleArn: "" });
    expect(branch()).not.toHaveProperty("computeRoleArn");
    const desired = {
      ComputeRoleArn,
      BasicAuthConfig,
      EnvironmentVariables: variables({ BUCKET: "b", TABLE: "carts" }),
    };
    await terraform.configure(withBranch(desired));
    expect((await terraform.fullPlan()).actions).toEqual({});
  });

  it("cannot be imported", async () => {
    const importing = await TerraformProject.ofConfiguration(aws.env);
    const blocks = { import: [{ to: BRANCH, id: String(branch().branchArn) }] };
    await importing.configure({ ...withBranch({ ComputeRoleArn }), ...blocks });
    await expect(importing.plan()).rejects.toThrow("doesn't support import");
    await importing.remove();
  });

  it("cannot change a password: no patch can replace what cannot be read", async () => {
    await terraform.configure(
      withBranch({ ComputeRoleArn, BasicAuthConfig: { ...BasicAuthConfig, Password: "second" } }),
    );
    await expect(terraform.deploy()).rejects.toThrow("[REPLACE Operation] noSuchPath");
    expect(branch()).toMatchObject({ basicAuthCredentials: Buffer.from("user:first").toString("base64") });
  });

  it("counts a failed update as done: the next plan is empty", async () => {
    expect((await terraform.fullPlan()).actions).toEqual({});
  });
});
