import { beforeEach, expect, it } from "vitest";
import type { Aws } from "../aws/aws.js";
import { CONSOLE_ROLE, madeInTheConsole } from "../aws/console-app.js";
import { REGION } from "../aws/environment.js";
import { AMPLIFY_TRUST, withProvider } from "../project/configuration.js";
import { createFixture } from "../project/fixture.js";
import type { PulumiProject } from "../project/pulumi.js";
import { sharedAws } from "../project/shared-aws.js";
import { TerraformProject } from "../project/terraform.js";
import { describeWith, hasPulumi, hasPython, hasTerraform } from "../project/tools.js";

/** The same app in a configuration, with roles that are created in the same plan. */
const imported = (appId: string) =>
  withProvider({
    import: [
      { to: "aws_amplify_app.site", id: appId },
      { to: "aws_amplify_branch.main", id: `${appId}/main` },
    ],
    resource: {
      aws_iam_role: {
        compute: { name: "site-compute", assume_role_policy: AMPLIFY_TRUST },
        service: { name: "site-service", assume_role_policy: AMPLIFY_TRUST },
      },
      aws_amplify_app: {
        site: {
          name: "site",
          platform: "WEB_COMPUTE",
          repository: "https://github.com/example/site",
          access_token: "token",
          iam_service_role_arn: "arn:aws:iam::123456789012:role/site-service",
          compute_role_arn: "${aws_iam_role.compute.arn}",
          environment_variables: { TABLE: "orders" },
          custom_rule: [{ source: "/<*>", target: "/index.html", status: "404-200" }],
          depends_on: ["aws_iam_role.service"],
        },
      },
      aws_amplify_branch: {
        main: {
          app_id: "${aws_amplify_app.site.id}",
          branch_name: "main",
          framework: "Next.js - SSR",
          stage: "PRODUCTION",
        },
      },
    },
  });

/** These programs do not wait for roles, and the provider does not repeat an update of an app. */
const AT_ONCE = { propagationMs: 0 };

describeWith([hasTerraform, hasPython], "the import of an app from the console, with Terraform", () => {
  it("updates the app in place, leaves the branch, and plans nothing more", async () => {
    const aws = await sharedAws(AT_ONCE);
    const appId = await madeInTheConsole(aws.gateway);
    const terraform = await TerraformProject.ofConfiguration(aws.env);
    await terraform.configure(imported(appId));

    const plan = await terraform.fullPlan();
    expect(plan.actions).toEqual({
      "aws_amplify_app.site": "update",
      "aws_iam_role.compute": "create",
      "aws_iam_role.service": "create",
    });
    const addresses = plan.changes.filter(({ change }) => change.importing !== undefined).map(({ address }) => address);
    expect(addresses).toEqual(["aws_amplify_app.site", "aws_amplify_branch.main"]);

    await terraform.deploy();
    expect(aws.gateway.hosting.getApp(REGION, appId)).toMatchObject({
      computeRoleArn: "arn:aws:iam::123456789012:role/site-compute",
      iamServiceRoleArn: "arn:aws:iam::123456789012:role/site-service",
    });
    expect(aws.gateway.calls.actions("amplify").filter((action) => /^(Create|Delete)/.test(action))).toEqual([]);
    expect((await terraform.fullPlan()).actions).toEqual({});
    await terraform.remove();
  });
});

describeWith([hasPulumi, hasPython], "the import of an app from the console, with Pulumi", () => {
  let aws: Aws;
  let appId: string;
  let pulumi: PulumiProject;

  beforeEach(async () => {
    aws = await sharedAws(AT_ONCE);
    appId = await madeInTheConsole(aws.gateway);
    pulumi = (await createFixture("pulumi", "import", { values: { appId }, env: aws.env })) as PulumiProject;
    return () => pulumi.remove();
  });

  it("imports the app as it is, and plans nothing more", async () => {
    await pulumi.set({ roles: "console" });
    expect((await pulumi.fullPlan()).changeSummary).toEqual({ create: 1, import: 2 });
    await pulumi.deploy();
    expect((await pulumi.fullPlan()).changeSummary).toEqual({ same: 3 });
    expect(aws.gateway.calls.actions("amplify").filter((action) => /^(Create|Update|Delete)/.test(action))).toEqual([]);
  });

  it("imports the app and changes its roles in place, in one update", async () => {
    await pulumi.set({ roles: "composed" });
    expect((await pulumi.fullPlan()).changeSummary).toEqual({ create: 2, import: 2, update: 1 });
    await pulumi.deploy();
    expect(aws.gateway.hosting.getApp(REGION, appId)).toMatchObject({
      iamServiceRoleArn: "arn:aws:iam::123456789012:role/site-service",
    });
    expect((await pulumi.fullPlan()).changeSummary).toEqual({ same: 4 });
  });

  it("shows what happens to an imported app with an unknown service role, a composed one, an unknown compute role", async () => {
    await pulumi.set({ roles: "console" });
    await pulumi.deploy();
    for (const [roles, step, property] of [
      ["unknown", "+-aws:amplify/app:App: (replace)", `"${CONSOLE_ROLE}" => [unknown]`],
      ["composed", "~ aws:amplify/app:App: (update)", ":role/site-service"],
      ["compute", "~ aws:amplify/app:App: (update)", "computeRoleArn: [unknown]"],
    ] as const) {
      await pulumi.set({ roles });
      const { output } = await pulumi.preview();
      expect(output, roles).toContain(step);
      expect(output, roles).toContain(property);
    }
  });
});
