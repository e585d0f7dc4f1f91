import { afterAll, beforeAll, expect, it } from "vitest";
import type { Aws } from "../aws/aws.js";
import { REGION } from "../aws/environment.js";
import { takeSnapshot } from "../aws/snapshot.js";
import { createFixture } from "../project/fixture.js";
import { attempt } from "../project/processes.js";
import { sharedAws } from "../project/shared-aws.js";
import type { TerraformProject } from "../project/terraform.js";
import { describeWith, hasPython, hasTerraform, hasTimeProvider } from "../project/tools.js";

// A deploy that waits without a provisioner. This AWS refuses a role that is younger than 2.5 seconds, as Amplify does.

const YOUNG = { propagationMs: 2_500 };

interface Attributes {
  readonly address: string;
  readonly id: string;
  readonly arn?: string;
  readonly triggers?: { readonly arn: string };
}

describeWith([hasTerraform, hasTimeProvider, hasPython], "time_sleep for a new compute role, with Terraform", () => {
  let aws: Aws;
  let terraform: TerraformProject;

  beforeAll(async () => {
    aws = await sharedAws(YOUNG);
    terraform = (await createFixture("terraform", "propagation", { env: aws.env })) as TerraformProject;
  });
  afterAll(() => terraform?.remove());

  const attributesOf = async (type: string) =>
    (await terraform.readState()).resources
      .filter((resource) => resource.type === type)
      .map(({ name, instances }) => ({ ...instances[0]?.attributes, address: `${type}.${name}` }) as Attributes);
  const idsOfWaits = async () => (await attributesOf("time_sleep")).map(({ id }) => id).sort();
  const appId = () => aws.gateway.hosting.listApps(REGION).map((app) => app.appId);
  const arnsOfRoles = async () => (await attributesOf("aws_iam_role")).map(({ arn }) => arn).sort();
  /** The roles that were waited for. */
  const arnsOfWaits = async () => (await attributesOf("time_sleep")).map(({ triggers }) => triggers?.arn).sort();

  it("the first deploy waits until AWS accepts the roles", async () => {
    await terraform.deploy();
    expect(appId()).toHaveLength(1);
    expect(await arnsOfWaits()).toEqual(await arnsOfRoles());
    expect(await idsOfWaits()).toHaveLength(2);
  });

  it("a second plan is empty", async () => {
    expect(await terraform.plan()).toEqual([]);
  });

  it("a deploy waits again for roles that are replaced, and the app stays", async () => {
    const [waits, app] = [await idsOfWaits(), appId()];
    await terraform.edit("roles: { propagationSeconds: 3", 'roles: { path: "/sites/", propagationSeconds: 3');
    expect(await planned()).toEqual([
      "replace aws_iam_role",
      "replace aws_iam_role",
      "replace aws_iam_role_policy",
      "replace aws_iam_role_policy",
      "replace time_sleep",
      "replace time_sleep",
      "update aws_amplify_app",
      "update aws_cloudcontrolapi_resource",
    ]);
    await terraform.deploy();
    expect((await idsOfWaits()).filter((id) => waits.includes(id))).toEqual([]);
    expect(appId()).toEqual(app);
    expect(await arnsOfWaits()).toEqual(await arnsOfRoles());
    expect(await terraform.plan()).toEqual([]);
  });

  it("a deploy waits again for a role that is replaced and keeps its ARN", async () => {
    const [waits, [role]] = [await idsOfWaits(), await attributesOf("aws_iam_role")];
    await terraform.command("apply", "-auto-approve", `-replace=${role?.address}`);
    expect((await idsOfWaits()).filter((id) => waits.includes(id))).toHaveLength(1);
    expect(await terraform.plan()).toEqual([]);
  });

  it("another way to wait changes nothing in AWS", async () => {
    const before = await takeSnapshot(aws);
    await terraform.edit("time_sleep", "local-exec");
    expect(await planned()).toEqual(["delete time_sleep", "delete time_sleep"]);
    await terraform.deploy();
    expect(await takeSnapshot(aws)).toEqual(before);
    await terraform.edit("local-exec", "time_sleep");
    expect(await planned()).toEqual(["create time_sleep", "create time_sleep"]);
    await terraform.deploy();
    expect(await takeSnapshot(aws)).toEqual(before);
  });

  it("without a wait, AWS refuses the role", async () => {
    await terraform.edit("propagationSeconds: 3", "propagationSeconds: 0");
    await terraform.edit('path: "/sites/", ', 'path: "/", ');
    const { code, oneLine } = await attempt(terraform.deploy());
    expect(code).toBe(1);
    expect(oneLine).toContain("cannot be assumed by Amplify");
  });

  it("a destroy leaves nothing behind", async () => {
    await terraform.destroy();
    expect(appId()).toEqual([]);
    expect(await attributesOf("time_sleep")).toEqual([]);
  });

  const planned = async () => (await terraform.plan()).map(({ action, type }) => `${action} ${type}`).sort();
});
