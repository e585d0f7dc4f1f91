import { beforeEach, expect, it } from "vitest";
import type { Aws } from "../aws/aws.js";
import { CONSOLE_ROLE, madeInTheConsole } from "../aws/console-app.js";
import { REGION } from "../aws/environment.js";
import { createFixture } from "../project/fixture.js";
import type { PulumiProject } from "../project/pulumi.js";
import { sharedAws } from "../project/shared-aws.js";
import type { TerraformProject } from "../project/terraform.js";
import { describeWith, hasPulumi, hasPython, hasTerraform } from "../project/tools.js";
import { appsMadeOrRemoved } from "./examples/context.js";

const OWN_ROLE = "arn:aws:iam::123456789012:role/site-amplify-service";
const COMPUTE_ROLE = "arn:aws:iam::123456789012:role/site-amplify-compute";

/** The addresses' types and what is done to them: the names contain a digest that says nothing. */
const byType = (actions: Readonly<Record<string, string>>) =>
  Object.entries(actions)
    .map(([address, action]) => `${action} ${address.split(".")[0]}`)
    .sort();

/** The app has the roles of the program, and no app was created or deleted for that. */
function expectOwnRoles(aws: Aws, appId: string): void {
  expect(appsMadeOrRemoved(aws)).toEqual([]);
  expect(aws.gateway.hosting.getApp(REGION, appId)).toMatchObject({
    iamServiceRoleArn: OWN_ROLE,
    computeRoleArn: COMPUTE_ROLE,
  });
}

describeWith([hasTerraform, hasPython], "the roles of a live app, with Terraform", () => {
  let aws: Aws;
  let terraform: TerraformProject;

  beforeEach(async () => {
    aws = await sharedAws();
    terraform = (await createFixture("terraform", "roles", { env: aws.env })) as TerraformProject;
    return () => terraform.remove();
  });

  it("an app in the state: its service role from the console is replaced in place by one of the same plan", async () => {
    await terraform.set({ serviceRole: CONSOLE_ROLE });
    await terraform.deploy();
    const { appId } = await terraform.outputs();
    expect(aws.gateway.hosting.getApp(REGION, String(appId))).toMatchObject({ iamServiceRoleArn: CONSOLE_ROLE });

    await terraform.set({ serviceRole: undefined });
    const plan = await terraform.fullPlan();
    expect(byType(plan.actions)).toEqual([
      "create aws_cloudwatch_log_group",
      "create aws_iam_role",
      "create aws_iam_role",
      "create aws_iam_role_policy",
      "create aws_iam_role_policy",
      "update aws_amplify_app",
    ]);
    const { change } = plan.changes.find(({ type }) => type === "aws_amplify_app") ?? {};
    expect(change?.after?.iam_service_role_arn).toBe(OWN_ROLE);
    expect(change?.after_unknown.compute_role_arn).toBe(true);

    aws.gateway.calls.clear();
    await terraform.deploy();
    expectOwnRoles(aws, String(appId));
    expect(await terraform.plan()).toEqual([]);
  });

  it("an app from the console: it is imported with its branch, and updated in place", async () => {
    const importId = await madeInTheConsole(aws.gateway);
    await terraform.set({ importId });
    const plan = await terraform.fullPlan();
    const imported = plan.changes.filter(({ change }) => change.importing !== undefined).map(({ type }) => type);
    expect(imported.sort()).toEqual(["aws_amplify_app", "aws_amplify_branch"]);
    expect(byType(plan.actions)).toContain("update aws_amplify_app");
    expect(Object.values(plan.actions)).not.toContain("replace");

    aws.gateway.calls.clear();
    await terraform.deploy();
    expectOwnRoles(aws, importId);
    expect(await terraform.plan()).toEqual([]);
  });
});

describeWith([hasPulumi, hasPython], "the roles of a live app, with Pulumi", () => {
  let aws: Aws;
  let pulumi: PulumiProject;

  beforeEach(async () => {
    aws = await sharedAws();
    const options = { values: { token: "token" }, env: aws.env };
    pulumi = (await createFixture("pulumi", "roles", options)) as PulumiProject;
    return () => pulumi.remove();
  });

  it("an app in the state: its service role from the console is replaced in place by one of the same update", async () => {
    await pulumi.set({ serviceRole: CONSOLE_ROLE });
    await pulumi.deploy();
    const { appId } = await pulumi.outputs();

    await pulumi.set({ serviceRole: undefined });
    const { output } = await pulumi.preview();
    expect(output).toContain("~ aws:amplify/app:App: (update)");
    expect(output).toContain(`"${CONSOLE_ROLE}" => "${OWN_ROLE}"`);
    expect(output).not.toContain("replace");

    aws.gateway.calls.clear();
    await pulumi.deploy();
    expectOwnRoles(aws, String(appId));
    expect(Object.keys((await pulumi.fullPlan()).changeSummary ?? {})).toEqual(["same"]);
  });

  it("an app from the console: it is imported with its branch, and updated in place", async () => {
    const importId = await madeInTheConsole(aws.gateway);
    await pulumi.set({ importId });
    expect((await pulumi.fullPlan()).changeSummary).toMatchObject({ import: 2, update: 1 });

    aws.gateway.calls.clear();
    await pulumi.deploy();
    expectOwnRoles(aws, importId);
    expect(Object.keys((await pulumi.fullPlan()).changeSummary ?? {})).toEqual(["same"]);
  });
});
