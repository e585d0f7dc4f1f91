import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { REQUESTS } from "./support/aws/amplify/requests.js";
import { REGION } from "./support/aws/environment.js";
import { signedLooking } from "./support/aws/scope.js";
import { type Aws, startAws } from "./support/aws.js";
import { type Boto, type BotoAnswer, startBoto } from "./support/boto.js";
import { describeWith, hasPython } from "./support/tools.js";

const TYPE = "AWS::Amplify::Branch";

const trustOf = (service: string, extra: object = {}) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole", ...extra }],
  });

describeWith([hasPython], "the gateway", () => {
  let aws: Aws;
  let boto: Boto;

  beforeAll(async () => {
    aws = await startAws({ propagationMs: 0 });
    boto = await startBoto(aws.env);
  });
  beforeEach(() => aws.reset());
  afterAll(async () => {
    await boto?.stop();
    await aws?.stop();
  });

  /** The output of a call that succeeds, with a body as the service's model has it. */
  async function ok<Output = Record<string, never>>(service: string, operation: string, parameters?: object) {
    const answer = await boto.call(service, operation, parameters);
    expect(answer).toMatchObject({ deviations: [] });
    expect(answer.error).toBeUndefined();
    return answer.output as Output;
  }

  /** The refusal of a call. */
  async function refused(service: string, operation: string, parameters?: object) {
    const answer = await boto.call(service, operation, parameters);
    expect(answer.output, `${operation} was not refused`).toBeUndefined();
    return answer.error as NonNullable<BotoAnswer["error"]>;
  }

  interface App {
    app: { appId: string; appArn: string; computeRoleArn?: string; environmentVariables: object; tags: object };
  }
  interface Branch {
    branch: { branchArn: string; computeRoleArn?: string; displayName: string; stage: string; tags: object };
  }
  interface Event {
    ProgressEvent: {
      OperationStatus: string;
      RequestToken: string;
      Identifier?: string;
      ErrorCode?: string;
      StatusMessage?: string;
      ResourceModel?: string;
    };
  }

  const createApp = async (settings: object = {}) =>
    (await ok<App>("amplify", "CreateApp", { name: "site", platform: "WEB_COMPUTE", ...settings })).app;

  async function createRole(name: string, trust: string, path = "/"): Promise<string> {
    const parameters = { RoleName: name, AssumeRolePolicyDocument: trust, Path: path };
    const { Role } = await ok<{ Role: { Arn: string } }>("iam", "CreateRole", parameters);
    return Role.Arn;
  }

  /** Polls a Cloud Control request to its end, as the providers do. */
  async function outcome({ ProgressEvent: begun }: Event): Promise<Event["ProgressEvent"]> {
    expect(begun.OperationStatus).toBe("IN_PROGRESS");
    for (let polls = 0; polls < 200; polls += 1) {
      const parameters = { RequestToken: begun.RequestToken };
      const { ProgressEvent } = await ok<Event>("cloudcontrol", "GetResourceRequestStatus", parameters);
      if (ProgressEvent.OperationStatus !== "IN_PROGRESS") return ProgressEvent;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`${begun.RequestToken} never ended`);
  }

  const createByCloudControl = (desired: object) =>
    ok<Event>("cloudcontrol", "CreateResource", { TypeName: TYPE, DesiredState: JSON.stringify(desired) });

  const patch = (Identifier: string, operations: object[]) => ({
    TypeName: TYPE,
    Identifier,
    PatchDocument: JSON.stringify(operations),
  });

  it("knows the members and limits that the published model gives Amplify's requests", async () => {
    const operations = Object.keys(REQUESTS);
    const { output } = await boto.call("amplify", "describe-request", { operations });
    expect(normal(REQUESTS)).toEqual(normal(output));
  });

  it("keeps an app from its creation to its deletion", async () => {
    const { appId, appArn } = await createApp({ environmentVariables: { TABLE: "orders" }, tags: { team: "web" } });
    expect(appId).toMatch(/^d[a-z0-9]{13}$/);
    expect(appArn).toBe(`arn:aws:amplify:${REGION}:123456789012:apps/${appId}`);

    await ok("amplify", "UpdateApp", { appId, description: "the shop", environmentVariables: { TABLE: "carts" } });
    const { app } = await ok<App>("amplify", "GetApp", { appId });
    expect(app).toMatchObject({
      description: "the shop",
      environmentVariables: { TABLE: "carts" },
      name: "site",
      platform: "WEB_COMPUTE",
      tags: { team: "web" },
    });

    await ok("amplify", "UpdateApp", { appId, environmentVariables: { "": "" } });
    expect((await ok<App>("amplify", "GetApp", { appId })).app.environmentVariables).toEqual({});
    expect(await ok("amplify", "ListApps")).toMatchObject({ apps: [{ appId }] });

    await ok("amplify", "DeleteApp", { appId });
    expect(await refused("amplify", "GetApp", { appId })).toMatchObject({ code: "NotFoundException", status: 404 });
  });

  it("pages through lists", async () => {
    for (const name of ["one", "two", "three"]) await createApp({ name });
    const first = await ok<{ apps: { name: string }[]; nextToken: string }>("amplify", "ListApps", { maxResults: 2 });
    const rest = await ok<{ apps: { name: string }[] }>("amplify", "ListApps", { nextToken: first.nextToken });
    expect([...first.apps, ...rest.apps].map(({ name }) => name)).toEqual(["one", "two", "three"]);
    expect(rest).not.toHaveProperty("nextToken");
  });

  it("keeps branches, with slashes in their names and tags of their own", async () => {
    const { appId } = await createApp();
    const names = { appId, branchName: "feature/Login" };
    const { branch } = await ok<Branch>("amplify", "CreateBranch", { ...names, tags: { stage: "test" } });
    expect(branch).toMatchObject({ displayName: "feature-login", stage: "NONE" });

    await ok("amplify", "TagResource", { resourceArn: branch.branchArn, tags: { team: "web" } });
    await ok("amplify", "UntagResource", { resourceArn: branch.branchArn, tagKeys: ["stage"] });
    const { tags } = await ok<{ tags: object }>("amplify", "ListTagsForResource", { resourceArn: branch.branchArn });
    expect(tags).toEqual({ team: "web" });

    await ok("amplify", "UpdateBranch", { ...names, stage: "BETA" });
    const found = (await ok<Branch>("amplify", "GetBranch", names)).branch;
    expect(found).toMatchObject({ stage: "BETA", tags: { team: "web" } });
    expect(await ok("amplify", "ListBranches", { appId })).toMatchObject({
      branches: [{ branchName: "feature/Login" }],
    });

    await ok("amplify", "DeleteBranch", names);
    expect(await refused("amplify", "GetBranch", names)).toMatchObject({ code: "NotFoundException" });
  });

  it("keeps the apps of each region to itself", async () => {
    const { appId } = await createApp();
    const answer = await fetch(`${aws.gateway.url}/apps/${appId}`, {
      headers: { authorization: signedLooking({ service: "amplify", region: "us-east-1" }) },
    });
    expect(answer.status).toBe(404);
  });

  it("attaches a compute role that Amplify may assume, and takes it away again", async () => {
    const arn = await createRole("compute", trustOf("amplify.amazonaws.com"), "/web/");
    const { appId, computeRoleArn } = await createApp({ computeRoleArn: arn });
    expect(computeRoleArn).toBe(arn);

    const names = { appId, branchName: "main" };
    await ok("amplify", "CreateBranch", { ...names, computeRoleArn: arn });
    await ok("amplify", "UpdateBranch", { ...names, computeRoleArn: "" });
    expect((await ok<Branch>("amplify", "GetBranch", names)).branch).not.toHaveProperty("computeRoleArn");
  });

  const bare = "amplify.amazonaws.com";
  const account = { Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } } };
  it.each([
    ["trusts another service", trustOf("lambda.amazonaws.com"), "/"],
    ["trusts Amplify under a condition", trustOf(bare, account), "/"],
    ["denies Amplify", trustOf(bare, { Effect: "Deny" }), "/"],
    ["lies under another path than its ARN says", trustOf(bare), "/elsewhere/"],
  ])("refuses a compute role that %s", async (_, trust, path) => {
    await createRole("compute", trust, path);
    const settings = { platform: "WEB_COMPUTE", computeRoleArn: "arn:aws:iam::123456789012:role/compute" };
    expect(await refused("amplify", "CreateApp", { name: "site", ...settings })).toEqual({
      code: "BadRequestException",
      message: "The compute role provided cannot be assumed by Amplify",
      status: 400,
    });
  });

  it("refuses a compute role that does not exist, and one on an app without server code", async () => {
    const computeRoleArn = "arn:aws:iam::123456789012:role/compute";
    const { appId } = await createApp();
    expect(await refused("amplify", "UpdateApp", { appId, computeRoleArn })).toMatchObject({
      message: "The compute role provided cannot be assumed by Amplify",
    });
    await createRole("compute", trustOf(bare));
    expect(await refused("amplify", "CreateApp", { name: "site", platform: "WEB", computeRoleArn })).toMatchObject({
      message: expect.stringContaining("WEB_COMPUTE"),
    });
  });

  it.each([
    ["variables that begin with AWS", { environmentVariables: { AWS_REGION: "eu-west-1" } }, "reserved prefix"],
    [
      "variables of more than 5,500 characters",
      { environmentVariables: { LONG: "x".repeat(5_501) } },
      "longer than 5500",
    ],
    ["a repository without a token", { repository: "https://github.com/example/site" }, "valid token"],
  ])("refuses %s", async (_, settings, message) => {
    expect(await refused("amplify", "CreateApp", { name: "site", ...settings })).toMatchObject({
      code: "BadRequestException",
      message: expect.stringContaining(message),
      status: 400,
    });
  });

  it("refuses members that the operation does not have, which SDKs do not send", async () => {
    const answer = await fetch(`${aws.gateway.url}/apps`, {
      method: "POST",
      headers: { authorization: signedLooking({ service: "amplify", region: REGION }) },
      body: JSON.stringify({ name: "site", computeRole: "arn" }),
    });
    expect(answer.status).toBe(400);
    expect(answer.headers.get("x-amzn-errortype")).toBe("BadRequestException");
    expect(await answer.json()).toMatchObject({ message: expect.stringContaining("'computeRole' is unknown") });
  });

  it("refuses a branch that exists, and one of an app that does not", async () => {
    const { appId } = await createApp();
    const names = { appId, branchName: "main" };
    await ok("amplify", "CreateBranch", names);
    expect(await refused("amplify", "CreateBranch", names)).toMatchObject({
      code: "BadRequestException",
      message: expect.stringContaining("already exists"),
    });
    const elsewhere = await refused("amplify", "CreateBranch", { appId: "d0000000000000", branchName: "main" });
    expect(elsewhere).toMatchObject({ code: "NotFoundException" });
  });

  it("keeps one store of branches for Amplify and Cloud Control", async () => {
    const { appId } = await createApp();
    const role = await createRole("compute", trustOf(bare));
    const desired = {
      AppId: appId,
      BranchName: "main",
      ComputeRoleArn: role,
      BasicAuthConfig: { EnableBasicAuth: true, Username: "user", Password: "pass" },
      EnvironmentVariables: [{ Name: "TABLE", Value: "orders" }],
      Tags: [{ Key: "team", Value: "web" }],
    };
    const created = await outcome(await createByCloudControl(desired));
    expect(created.OperationStatus).toBe("SUCCESS");
    const Identifier = created.Identifier as string;

    const { branch } = await ok<Branch>("amplify", "GetBranch", { appId, branchName: "main" });
    expect(branch).toMatchObject({
      basicAuthCredentials: Buffer.from("user:pass").toString("base64"),
      branchArn: Identifier,
      computeRoleArn: role,
      environmentVariables: { TABLE: "orders" },
      tags: { team: "web" },
    });

    const read = await ok<{ ResourceDescription: { Properties: string } }>("cloudcontrol", "GetResource", {
      TypeName: TYPE,
      Identifier,
    });
    const { BasicAuthConfig, ...shown } = desired;
    expect(JSON.parse(read.ResourceDescription.Properties)).toEqual({
      ...shown,
      Arn: Identifier,
      EnableAutoBuild: true,
      EnablePullRequestPreview: false,
    });

    const changes = [
      { op: "replace", path: "/EnvironmentVariables/0/Value", value: "carts" },
      { op: "add", path: "/Stage", value: "PRODUCTION" },
      { op: "remove", path: "/Tags" },
    ];
    const updated = await outcome(await ok<Event>("cloudcontrol", "UpdateResource", patch(Identifier, changes)));
    expect(updated.OperationStatus).toBe("SUCCESS");
    expect((await ok<Branch>("amplify", "GetBranch", { appId, branchName: "main" })).branch).toMatchObject({
      computeRoleArn: role,
      enableBasicAuth: true,
      environmentVariables: { TABLE: "carts" },
      stage: "PRODUCTION",
      tags: {},
    });

    const removed = await outcome(await ok<Event>("cloudcontrol", "DeleteResource", { TypeName: TYPE, Identifier }));
    expect(removed.OperationStatus).toBe("SUCCESS");
    expect(await refused("cloudcontrol", "GetResource", { TypeName: TYPE, Identifier })).toMatchObject({
      code: "ResourceNotFoundException",
    });
    const again = await outcome(await ok<Event>("cloudcontrol", "DeleteResource", { TypeName: TYPE, Identifier }));
    expect(again).toMatchObject({ OperationStatus: "FAILED", ErrorCode: "NotFound" });
  });

  it("leaves a compute role where an update takes it out of the desired state, as CloudFormation's handler does", async () => {
    const { appId } = await createApp();
    const ComputeRoleArn = await createRole("compute", trustOf(bare));
    const { Identifier = "" } = await outcome(
      await createByCloudControl({ AppId: appId, BranchName: "main", ComputeRoleArn }),
    );
    const changes = [{ op: "remove", path: "/ComputeRoleArn" }];
    await outcome(await ok<Event>("cloudcontrol", "UpdateResource", patch(Identifier, changes)));
    const { branch } = await ok<Branch>("amplify", "GetBranch", { appId, branchName: "main" });
    expect(branch.computeRoleArn).toBe(ComputeRoleArn);
  });

  it("tells Amplify's refusals as failed requests", async () => {
    const { appId } = await createApp();
    const desired = { AppId: appId, BranchName: "main", ComputeRoleArn: "arn:aws:iam::123456789012:role/none" };
    expect(await outcome(await createByCloudControl(desired))).toMatchObject({
      OperationStatus: "FAILED",
      ErrorCode: "InvalidRequest",
      StatusMessage: expect.stringContaining("The compute role provided cannot be assumed by Amplify"),
    });
  });

  it("refuses what the type's schema does not have, and changes of what is create-only", async () => {
    const { appId } = await createApp();
    const wrong = JSON.stringify({ AppId: appId, BranchName: "main", Stage: "NONE", DisplayName: "x" });
    expect(await refused("cloudcontrol", "CreateResource", { TypeName: TYPE, DesiredState: wrong })).toMatchObject({
      code: "ValidationException",
      message: expect.stringMatching(/NONE is not a valid enum value[\s\S]*extraneous key \[DisplayName\]/),
    });
    const { Identifier = "" } = await outcome(await createByCloudControl({ AppId: appId, BranchName: "main" }));
    const changes = [{ op: "replace", path: "/BranchName", value: "develop" }];
    expect(await refused("cloudcontrol", "UpdateResource", patch(Identifier, changes))).toMatchObject({
      code: "NotUpdatableException",
      message: "Invalid patch update: createOnlyProperties [/properties/BranchName] cannot be updated",
    });
    const other = { TypeName: "AWS::Amplify::App", DesiredState: "{}" };
    expect(await refused("cloudcontrol", "CreateResource", other)).toMatchObject({ code: "TypeNotFoundException" });
  });

  it("describes the type of a branch", async () => {
    const asked = { Type: "RESOURCE", TypeName: TYPE };
    const { Schema } = await ok<{ Schema: string }>("cloudformation", "DescribeType", asked);
    expect(JSON.parse(Schema)).toMatchObject({
      createOnlyProperties: ["/properties/AppId", "/properties/BranchName"],
      primaryIdentifier: ["/properties/Arn"],
      readOnlyProperties: ["/properties/Arn"],
      writeOnlyProperties: ["/properties/BasicAuthConfig"],
    });
    const other = { Type: "RESOURCE", TypeName: "AWS::Amplify::App" };
    expect(await refused("cloudformation", "DescribeType", other)).toMatchObject({ code: "TypeNotFoundException" });
  });

  it("passes everything else to moto, and records every call", async () => {
    await ok("s3", "CreateBucket", {
      Bucket: "uploads",
      CreateBucketConfiguration: { LocationConstraint: REGION },
    });
    await ok("s3", "PutObject", { Bucket: "uploads", Key: "a key/1.txt", Body: "hello" });
    expect(await ok("s3", "HeadObject", { Bucket: "uploads", Key: "a key/1.txt" })).toMatchObject({ ContentLength: 5 });
    expect(await ok("sts", "GetCallerIdentity")).toMatchObject({ Account: "123456789012" });
    await ok("dynamodb", "ListTables");
    expect(await refused("iam", "GetRole", { RoleName: "nobody" })).toMatchObject({ status: 404 });

    const calls = aws.gateway.calls.all();
    expect(calls.map(({ service, action, status }) => `${service} ${action} ${status}`)).toEqual([
      "s3 PUT /uploads 200",
      "s3 PUT /uploads/a%20key/1.txt 200",
      "s3 HEAD /uploads/a%20key/1.txt 200",
      "sts GetCallerIdentity 200",
      "dynamodb ListTables 200",
      "iam GetRole 404",
    ]);
    expect(calls.every(({ time }, at) => time >= (calls[at - 1]?.time ?? 0))).toBe(true);
  });

  it("says so where it does not answer an operation", async () => {
    const { appId } = await createApp();
    expect(await refused("amplify", "ListWebhooks", { appId })).toMatchObject({
      code: "UnknownOperationException",
      message: `The gateway does not answer GET /apps/${appId}/webhooks`,
      status: 400,
    });
    expect(aws.gateway.calls.actions("amplify")).toEqual(["CreateApp", `GET /apps/${appId}/webhooks`]);
  });
});

/** Shapes without what says nothing: absent limits, and the order of names. */
function normal(shapes: unknown): unknown {
  return JSON.parse(JSON.stringify(shapes), (_, value) => {
    if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
    const said = Object.entries(value).filter(([key, limit]) => {
      return limit !== null && !(key === "min" && limit === 0) && !(key === "required" && String(limit) === "");
    });
    return Object.fromEntries(said.sort(([a], [b]) => a.localeCompare(b)));
  });
}
