import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { AmplifySsrApp, type AmplifySsrAppConfig, s3 } from "@amplify-roles/cdktf";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, LocalBackend, TerraformStack } from "cdktf";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type Aws, startAws } from "../aws/aws.js";
import { CONSOLE_ROLE, madeInTheConsole } from "../aws/console-app.js";
import { REGION } from "../aws/environment.js";
import { removeFolder, temporaryFolder } from "../project/folders.js";
import { PulumiStack } from "../project/pulumi.js";
import { Terraform } from "../project/terraform.js";
import { describeWith, hasPulumi, hasPython, hasTerraform } from "../project/tools.js";
import { appsMadeOrRemoved } from "./examples/context.js";

const site = {
  name: "site",
  repository: "https://github.com/example/site",
  accessToken: "token",
  environmentVariables: { TABLE: "orders" },
  customRules: [{ source: "/<*>", target: "/index.html", status: "404-200" }],
  branches: { main: { stage: "PRODUCTION", framework: "Next.js - SSR" } },
} as const satisfies AmplifySsrAppConfig;

const ownRoles = {
  serviceRole: { logs: { retentionInDays: 30 } },
  computeRole: { grants: [s3.read({ name: "images" })] },
} as const satisfies Partial<AmplifySsrAppConfig>;

const OWN_ROLE = "arn:aws:iam::123456789012:role/site-amplify-service";
const COMPUTE_ROLE = "arn:aws:iam::123456789012:role/site-amplify-compute";

/** The addresses' types and what is done to them: names hold a digest that says nothing. */
const byType = (actions: Readonly<Record<string, string>>) =>
  Object.entries(actions)
    .map(([address, action]) => `${action} ${address.split(".")[0]}`)
    .sort();

describeWith([hasTerraform, hasPython], "the roles of a live app, with Terraform", () => {
  let aws: Aws;
  let folder: string;
  let terraform: Terraform;

  beforeAll(async () => {
    aws = await startAws();
  });
  beforeEach(async () => {
    await aws.reset();
    folder = await temporaryFolder("live");
    terraform = new Terraform(join(folder, "stacks/live"), aws.env);
    return () => removeFolder(folder);
  });
  afterAll(() => aws?.stop());

  async function configure(config: AmplifySsrAppConfig): Promise<void> {
    const app = new App({ outdir: folder });
    const stack = new TerraformStack(app, "live");
    // CDKTF's own place for a state is the folder that the program runs in.
    new LocalBackend(stack, { path: join(folder, "terraform.tfstate") });
    new AwsProvider(stack, "aws", { region: REGION });
    new AmplifySsrApp(stack, "site", config);
    app.synth();
    await terraform.init();
  }

  it("an app in the state: its service role from the console is swapped in place for one of the same plan", async () => {
    await configure({ ...site, serviceRole: CONSOLE_ROLE });
    await terraform.apply();
    const [app] = aws.gateway.hosting.listApps(REGION);
    expect(app).toMatchObject({ iamServiceRoleArn: CONSOLE_ROLE });

    await configure({ ...site, ...ownRoles });
    const plan = await terraform.plan();
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
    await terraform.apply();
    expect(appsMadeOrRemoved(aws)).toEqual([]);
    expect(aws.gateway.hosting.getApp(REGION, String(app?.appId))).toMatchObject({
      iamServiceRoleArn: OWN_ROLE,
      computeRoleArn: COMPUTE_ROLE,
    });
    expect((await terraform.plan()).actions).toEqual({});
  });

  it("an app of the console's: it is imported with its branch, and updated in place", async () => {
    const importId = await madeInTheConsole(aws.gateway);
    await configure({ ...site, ...ownRoles, importId });
    const plan = await terraform.plan();
    const imported = plan.changes.filter(({ change }) => change.importing !== undefined).map(({ type }) => type);
    expect(imported.sort()).toEqual(["aws_amplify_app", "aws_amplify_branch"]);
    expect(byType(plan.actions)).toContain("update aws_amplify_app");
    expect(Object.values(plan.actions)).not.toContain("replace");

    aws.gateway.calls.clear();
    await terraform.apply();
    expect(appsMadeOrRemoved(aws)).toEqual([]);
    expect(aws.gateway.hosting.getApp(REGION, importId)).toMatchObject({
      iamServiceRoleArn: OWN_ROLE,
      computeRoleArn: COMPUTE_ROLE,
    });
    expect((await terraform.plan()).actions).toEqual({});
  });
});

describeWith([hasPulumi, hasPython], "the roles of a live app, with Pulumi", () => {
  let aws: Aws;
  let stack: PulumiStack;

  beforeAll(async () => {
    aws = await startAws();
  });
  beforeEach(async () => {
    await aws.reset();
    const program = fileURLToPath(new URL("../fixtures/pulumi/roles", import.meta.url));
    stack = await PulumiStack.create({ program, env: aws.env });
    await stack.stackInit();
    await stack.setConfig("token", "token", { secret: true });
    return () => stack.remove();
  });
  afterAll(() => aws?.stop());

  it("an app in the state: its service role from the console is swapped in place for one of the same update", async () => {
    await stack.setConfig("serviceRole", CONSOLE_ROLE);
    await stack.up();
    const { appId } = await stack.outputs();

    await stack.removeConfig("serviceRole");
    const preview = await stack.preview({ diff: true });
    expect(preview).toContain("~ aws:amplify/app:App: (update)");
    expect(preview).toContain(`"${CONSOLE_ROLE}" => "${OWN_ROLE}"`);
    expect(preview).not.toContain("replace");

    aws.gateway.calls.clear();
    await stack.up();
    expect(appsMadeOrRemoved(aws)).toEqual([]);
    expect(aws.gateway.hosting.getApp(REGION, String(appId))).toMatchObject({
      iamServiceRoleArn: OWN_ROLE,
      computeRoleArn: COMPUTE_ROLE,
    });
    expect(Object.keys((await stack.previewJson()).changeSummary ?? {})).toEqual(["same"]);
  });

  it("an app of the console's: it is imported with its branch, and updated in place", async () => {
    const importId = await madeInTheConsole(aws.gateway);
    await stack.setConfig("importId", importId);
    expect((await stack.previewJson()).changeSummary).toMatchObject({ import: 2, update: 1 });

    aws.gateway.calls.clear();
    await stack.up();
    expect(appsMadeOrRemoved(aws)).toEqual([]);
    expect(aws.gateway.hosting.getApp(REGION, importId)).toMatchObject({
      iamServiceRoleArn: OWN_ROLE,
      computeRoleArn: COMPUTE_ROLE,
    });
    expect(Object.keys((await stack.previewJson()).changeSummary ?? {})).toEqual(["same"]);
  });
});
