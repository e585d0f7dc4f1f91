import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type Aws, startAws } from "../aws/aws.js";
import { CONSOLE_ROLE, madeInTheConsole } from "../aws/console-app.js";
import { REGION } from "../aws/environment.js";
import { removeFolder, temporaryFolder } from "../project/folders.js";
import { PulumiStack } from "../project/pulumi.js";
import { Terraform, writeConfiguration } from "../project/terraform.js";
import { AMPLIFY_TRUST, withProvider } from "../project/terraform-fixture.js";
import { describeWith, hasPulumi, hasPython, hasTerraform } from "../project/tools.js";

/** The same app in a configuration, with roles that are made in the same plan. */
const adopted = (appId: string) =>
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

describeWith([hasTerraform, hasPython], "adopting an app from the console with Terraform", () => {
  let aws: Aws;
  let folder: string;

  beforeAll(async () => {
    // By hand nobody waits for a role, and an update of an app does not ask again.
    aws = await startAws({ propagationMs: 0 });
  });
  beforeEach(async () => {
    await aws.reset();
    folder = await temporaryFolder("import");
    return () => removeFolder(folder);
  });
  afterAll(() => aws?.stop());

  it("updates the app in place, leaves the branch, and plans nothing more", async () => {
    const appId = await madeInTheConsole(aws.gateway);
    const terraform = new Terraform(folder, aws.env);
    await writeConfiguration(folder, adopted(appId));
    await terraform.init();

    const plan = await terraform.plan();
    expect(plan.actions).toEqual({
      "aws_amplify_app.site": "update",
      "aws_iam_role.compute": "create",
      "aws_iam_role.service": "create",
    });
    const imported = plan.changes.filter(({ change }) => change.importing !== undefined).map(({ address }) => address);
    expect(imported).toEqual(["aws_amplify_app.site", "aws_amplify_branch.main"]);

    await terraform.apply();
    expect(aws.gateway.hosting.getApp(REGION, appId)).toMatchObject({
      computeRoleArn: "arn:aws:iam::123456789012:role/site-compute",
      iamServiceRoleArn: "arn:aws:iam::123456789012:role/site-service",
    });
    expect(aws.gateway.calls.actions("amplify").filter((action) => /^(Create|Delete)/.test(action))).toEqual([]);
    expect((await terraform.plan()).actions).toEqual({});
  });
});

describeWith([hasPulumi, hasPython], "adopting an app from the console with Pulumi", () => {
  let aws: Aws;
  let appId: string;
  let stack: PulumiStack;

  beforeAll(async () => {
    aws = await startAws({ propagationMs: 0 });
  });
  beforeEach(async () => {
    await aws.reset();
    appId = await madeInTheConsole(aws.gateway);
    const program = fileURLToPath(new URL("../fixtures/pulumi/import", import.meta.url));
    stack = await PulumiStack.create({ program, env: aws.env });
    await stack.stackInit();
    await stack.setConfig("appId", appId);
    return () => stack.remove();
  });
  afterAll(() => aws?.stop());

  it("imports the app as it is, and plans nothing more", async () => {
    await stack.setConfig("roles", "console");
    expect((await stack.previewJson()).changeSummary).toEqual({ create: 1, import: 2 });
    await stack.up();
    expect((await stack.previewJson()).changeSummary).toEqual({ same: 3 });
    expect(aws.gateway.calls.actions("amplify").filter((action) => /^(Create|Update|Delete)/.test(action))).toEqual([]);
  });

  it("imports the app and changes its roles in place, in one go", async () => {
    await stack.setConfig("roles", "composed");
    expect((await stack.previewJson()).changeSummary).toEqual({ create: 2, import: 2, update: 1 });
    await stack.up();
    expect(aws.gateway.hosting.getApp(REGION, appId)).toMatchObject({
      iamServiceRoleArn: "arn:aws:iam::123456789012:role/site-service",
    });
    expect((await stack.previewJson()).changeSummary).toEqual({ same: 4 });
  });

  it.each([
    ["an unknown service role", "unknown", "+-aws:amplify/app:App: (replace)", `"${CONSOLE_ROLE}" => [unknown]`],
    ["a composed service role", "composed", "~ aws:amplify/app:App: (update)", ":role/site-service"],
    ["an unknown compute role", "compute", "~ aws:amplify/app:App: (update)", "computeRoleArn: [unknown]"],
  ])("shows what becomes of an adopted app with %s", async (_, roles, step, property) => {
    await stack.setConfig("roles", "console");
    await stack.up();
    await stack.setConfig("roles", roles);
    const preview = await stack.preview({ diff: true });
    expect(preview).toContain(step);
    expect(preview).toContain(property);
  });
});
