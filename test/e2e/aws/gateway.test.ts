import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { describeWith, hasPython } from "../project/tools.js";
import { REQUESTS } from "./amplify/requests.js";
import { type Aws, startAws } from "./aws.js";
import { type Boto, type BotoAnswer, startBoto } from "./boto.js";
import { REQUESTS as CLOUD_CONTROL_REQUESTS } from "./cloud-control/requests.js";
import { DESCRIBE_TYPE } from "./cloudformation.js";
import { REGION } from "./environment.js";
import { signedLooking } from "./scope.js";

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

  it.each([
    ["amplify", REQUESTS],
    ["cloudcontrol", CLOUD_CONTROL_REQUESTS],
    ["cloudformation", { DescribeType: DESCRIBE_TYPE }],
  ])(
    "knows the members, limits and patterns that the published model gives the requests of %s",
    async (service, requests) => {
      const { output } = await boto.call(service, "describe-request", { operations: Object.keys(requests) });
      expect(normal(requests)).toEqual(normal(output));
    },
  );

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

    const appId = (await createApp({ name: "four" })).appId;
    for (const branchName of ["a", "b", "c"]) await ok("amplify", "CreateBranch", { appId, branchName });
    const names: string[] = [];
    for (let nextToken: string | undefined, more = true; more; more = nextToken !== undefined) {
      const page = await ok<{ branches: { branchName: string }[]; nextToken?: string }>("amplify", "ListBranches", {
        appId,
        maxResults: 1,
        ...(nextToken === undefined ? {} : { nextToken }),
      });
      expect(page.branches).toHaveLength(1);
      names.push(...page.branches.map(({ branchName }) => branchName));
      nextToken = page.nextToken;
    }
    expect(names).toEqual(["a", "b", "c"]);
    expect(await refused("amplify", "ListBranches", { appId, nextToken: "elsewhere" })).toMatchObject({
      code: "BadRequestException",
    });
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
    const { appId, appArn } = await createApp();
    const authorization = signedLooking({ service: "amplify", region: "us-east-1" });
    for (const path of [`/apps/${appId}`, `/apps/${appId}/branches`, `/tags/${encodeURIComponent(appArn)}`]) {
      expect((await fetch(`${aws.gateway.url}${path}`, { headers: { authorization } })).status).toBe(404);
    }
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

  describe("a role that was created a moment ago", () => {
    let slow: Aws;
    let client: Boto;
    beforeAll(async () => {
      // moto keeps whole milliseconds of a role's age; a second and a half is long for one call, and short for a test.
      slow = await startAws({ propagationMs: 1_500 });
      client = await startBoto(slow.env);
    });
    afterAll(async () => {
      await client?.stop();
      await slow?.stop();
    });

    const settled = () => new Promise((resolve) => setTimeout(resolve, 1_600));
    const cannot = {
      error: { code: "BadRequestException", message: "The compute role provided cannot be assumed by Amplify" },
    };
    const freshRole = async (RoleName: string) => {
      const parameters = { RoleName, AssumeRolePolicyDocument: trustOf(bare) };
      const { output } = await client.call("iam", "CreateRole", parameters);
      return (output as { Role: { Arn: string } }).Role.Arn;
    };
    const create = (DesiredState: object) =>
      client.call("cloudcontrol", "CreateResource", { TypeName: TYPE, DesiredState: JSON.stringify(DesiredState) });
    const ended = async ({ output }: BotoAnswer): Promise<Event["ProgressEvent"]> => {
      const { RequestToken } = (output as unknown as Event).ProgressEvent;
      for (;;) {
        const polled = await client.call("cloudcontrol", "GetResourceRequestStatus", { RequestToken });
        const { ProgressEvent } = polled.output as unknown as Event;
        if (ProgressEvent.OperationStatus !== "IN_PROGRESS") return ProgressEvent;
      }
    };

    it("cannot be assumed yet: by an app, by a branch; a moment later it can", async () => {
      const app = { name: "site", platform: "WEB_COMPUTE", computeRoleArn: await freshRole("of-app") };
      expect(await client.call("amplify", "CreateApp", app)).toMatchObject(cannot);
      await settled();
      const created = await client.call("amplify", "CreateApp", app);
      const appId = (created.output as unknown as App).app.appId;

      const branch = { appId, branchName: "main", computeRoleArn: await freshRole("of-branch") };
      expect(await client.call("amplify", "CreateBranch", branch)).toMatchObject(cannot);
      expect((await client.call("amplify", "GetBranch", { appId, branchName: "main" })).error?.status).toBe(404);
      await settled();
      expect((await client.call("amplify", "CreateBranch", branch)).error).toBeUndefined();
    });

    it("fails a request of Cloud Control, which was taken on; a moment later the same one succeeds", async () => {
      const created = await client.call("amplify", "CreateApp", { name: "site", platform: "WEB_COMPUTE" });
      const AppId = (created.output as unknown as App).app.appId;
      const desired = { AppId, BranchName: "main", ComputeRoleArn: await freshRole("of-cloud-control") };
      expect(await ended(await create(desired))).toMatchObject({
        OperationStatus: "FAILED",
        ErrorCode: "InvalidRequest",
        StatusMessage: expect.stringContaining("The compute role provided cannot be assumed by Amplify"),
      });
      await settled();
      const { OperationStatus, Identifier = "" } = await ended(await create(desired));
      expect(OperationStatus).toBe("SUCCESS");

      const update = patch(Identifier, [
        { op: "replace", path: "/ComputeRoleArn", value: await freshRole("of-update") },
      ]);
      const changed = await ended(await client.call("cloudcontrol", "UpdateResource", update));
      expect(changed).toMatchObject({ OperationStatus: "FAILED", ErrorCode: "InvalidRequest" });
      await settled();
      const again = await ended(await client.call("cloudcontrol", "UpdateResource", update));
      expect(again.OperationStatus).toBe("SUCCESS");
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
    const { appId: web } = await createApp({ platform: "WEB" });
    for (const [operation, parameters] of [
      ["UpdateApp", { appId: web, computeRoleArn }],
      ["CreateBranch", { appId: web, branchName: "main", computeRoleArn }],
    ] as const) {
      expect(await refused("amplify", operation, parameters)).toMatchObject({ code: "BadRequestException" });
    }
    await ok("amplify", "UpdateApp", { appId, computeRoleArn });
    // The way back is refused for as long as the app has the role.
    expect(await refused("amplify", "UpdateApp", { appId, platform: "WEB" })).toMatchObject({
      message: expect.stringContaining("WEB_COMPUTE"),
    });
    await ok("amplify", "UpdateApp", { appId, platform: "WEB", computeRoleArn: "" });
  });

  it.each([
    ["variables that begin with AWS", { environmentVariables: { AWS_REGION: "eu-west-1" } }, "reserved prefix"],
    [
      "variables of more than 5,500 characters",
      { environmentVariables: { LONG: "x".repeat(5_501) } },
      "'environmentVariables.LONG.member' failed to satisfy constraint: Member must have length less than or equal to 5500",
    ],
    ["a repository without a token", { repository: "https://github.com/example/site" }, "valid token"],
  ])("refuses %s", async (_, settings, message) => {
    expect(await refused("amplify", "CreateApp", { name: "site", ...settings })).toMatchObject({
      code: "BadRequestException",
      message: expect.stringContaining(message),
      status: 400,
    });
  });

  /** A request as no SDK would send it. */
  async function raw(service: string, method: string, path: string, body: object | undefined, target?: string) {
    const headers = {
      authorization: signedLooking({ service, region: REGION }),
      ...(target ? { "x-amz-target": target } : {}),
    };
    const answer = await fetch(`${aws.gateway.url}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { message, Message = message, __type } = (await answer.json()) as Record<string, string>;
    return {
      status: answer.status,
      code: answer.headers.get("x-amzn-errortype") ?? __type?.split("#")[1],
      message: Message,
    };
  }

  const tagsOf = (appId: string) =>
    `/tags/${encodeURIComponent(`arn:aws:amplify:${REGION}:123456789012:apps/${appId}`)}`;

  it.each([
    ["CreateApp", "POST", () => "/apps", { name: "site" }],
    ["UpdateApp", "POST", (appId: string) => `/apps/${appId}`, {}],
    ["CreateBranch", "POST", (appId: string) => `/apps/${appId}/branches`, { branchName: "next" }],
    ["UpdateBranch", "POST", (appId: string) => `/apps/${appId}/branches/main`, {}],
    ["DeleteApp", "DELETE", (appId: string) => `/apps/${appId}`, {}],
    ["DeleteBranch", "DELETE", (appId: string) => `/apps/${appId}/branches/main`, {}],
    ["TagResource", "POST", tagsOf, { tags: {} }],
    ["UntagResource", "DELETE", (appId: string) => `${tagsOf(appId)}?tagKeys=a`, {}],
  ])("refuses members that %s does not have, which SDKs do not send", async (_, method, path, body) => {
    const { appId } = await createApp();
    await ok("amplify", "CreateBranch", { appId, branchName: "main" });
    expect(await raw("amplify", method, path(appId), { ...body, computeRole: "arn" })).toEqual({
      status: 400,
      code: "BadRequestException",
      message:
        "1 validation error detected: Value at 'computeRole' failed to satisfy constraint: Member must be one that the operation has",
    });
  });

  it.each([
    ["GetApp", (appId: string) => `/apps/${appId}?branch=main`],
    ["ListApps", () => "/apps?maxResult=5"],
    ["ListBranches", (appId: string) => `/apps/${appId}/branches?pageSize=5`],
    ["ListTagsForResource", (appId: string) => `${tagsOf(appId)}?tagKeys=a`],
  ])("refuses parameters that %s does not have", async (_, path) => {
    const { appId } = await createApp();
    expect(await raw("amplify", "GET", path(appId), undefined)).toMatchObject({
      code: "BadRequestException",
      message: expect.stringContaining("Member must be one that the operation has"),
    });
  });

  it.each([
    ["CreateResource", { TypeName: TYPE, DesiredState: "{}" }],
    ["GetResource", { TypeName: TYPE, Identifier: "arn" }],
    ["UpdateResource", { TypeName: TYPE, Identifier: "arn", PatchDocument: "[]" }],
    ["DeleteResource", { TypeName: TYPE, Identifier: "arn" }],
    ["GetResourceRequestStatus", { RequestToken: "token" }],
  ])("refuses members that Cloud Control's %s does not have", async (action, body) => {
    const target = `CloudApiService.${action}`;
    expect(await raw("cloudcontrolapi", "POST", "/", { ...body, Region: "eu-west-1" }, target)).toMatchObject({
      status: 400,
      code: "ValidationException",
      message: expect.stringContaining("Value at 'Region' failed to satisfy constraint"),
    });
    const { [Object.keys(body)[0] ?? ""]: _, ...lacking } = body as Record<string, string>;
    expect((await raw("cloudcontrolapi", "POST", "/", lacking, target)).message).toContain("Member must not be null");
  });

  const long = (length: number) => "x".repeat(length);
  it.each([
    [
      "GetApp",
      { appId: "e123456789" },
      "'appId' failed to satisfy constraint: Member must satisfy regular expression pattern: d[a-z0-9]+",
    ],
    [
      "DeleteApp",
      { appId: `d${long(20)}` },
      "'appId' failed to satisfy constraint: Member must have length less than or equal to 20",
    ],
    ["ListBranches", { appId: "D123456789" }, "pattern: d[a-z0-9]+"],
    [
      "GetBranch",
      { appId: "d123456789", branchName: long(256) },
      "'branchName' failed to satisfy constraint: Member must have length less than or equal to 255",
    ],
    [
      "CreateBranch",
      { appId: "d123456789", branchName: long(256) },
      "'branchName' failed to satisfy constraint: Member must have length less than or equal to 255",
    ],
    ["CreateBranch", { appId: "d123456789", branchName: "main", ttl: "5s" }, "pattern: \\d*"],
    [
      "CreateBranch",
      { appId: "d123456789", branchName: "main", stage: "STAGING" },
      "enum value set: [PRODUCTION, BETA",
    ],
    [
      "CreateBranch",
      { appId: "d123456789", branchName: "main", backend: { stackArn: `arn:aws:s3:::${long(20)}` } },
      "'backend.stackArn' failed",
    ],
    [
      "CreateApp",
      { name: long(256) },
      "'name' failed to satisfy constraint: Member must have length less than or equal to 255",
    ],
    ["CreateApp", { name: "site", platform: "WEB_STATIC" }, "enum value set: [WEB, WEB_DYNAMIC, WEB_COMPUTE]"],
    [
      "CreateApp",
      { name: "site", tags: { "aws:team": "web" } },
      "'tags.key' failed to satisfy constraint: Member must satisfy regular",
    ],
    [
      "CreateApp",
      { name: "site", tags: { team: "web*" } },
      "'tags.team.member' failed to satisfy constraint: Member must satisfy regular",
    ],
    [
      "CreateApp",
      { name: "site", customRules: [{ source: "/a", target: "/b", status: "12345678" }] },
      "'customRules.1.member.status' failed",
    ],
    ["CreateApp", { name: "site", environmentVariables: { [long(256)]: "x" } }, "'environmentVariables.key' failed"],
    [
      "ListApps",
      { maxResults: 101 },
      "'maxResults' failed to satisfy constraint: Member must have value less than or equal to 100",
    ],
    ["ListTagsForResource", { resourceArn: "arn:aws:s3:::bucket" }, "pattern: ^arn:aws:amplify:.*"],
    [
      "UntagResource",
      {
        resourceArn: "arn:aws:amplify:eu-west-1:123456789012:apps/d1",
        tagKeys: Array.from({ length: 51 }, (_, n) => `k${n}`),
      },
      "'tagKeys' failed to satisfy constraint: Member must have length less than or equal to 50",
    ],
  ])("checks names and values of %s as its model has them (%#)", async (operation, parameters, message) => {
    expect(await refused("amplify", operation, parameters)).toMatchObject({
      code: "BadRequestException",
      message: expect.stringContaining(message),
      status: 400,
    });
  });

  it.each([
    [
      "cloudcontrol",
      "GetResource",
      { TypeName: "Amplify::Branch", Identifier: "arn" },
      "ValidationException",
      "'TypeName' failed",
    ],
    [
      "cloudcontrol",
      "DeleteResource",
      { TypeName: TYPE, Identifier: long(1_025) },
      "ValidationException",
      "'Identifier' failed",
    ],
    [
      "cloudcontrol",
      "GetResourceRequestStatus",
      { RequestToken: "not a token" },
      "ValidationException",
      "'RequestToken' failed",
    ],
    [
      "cloudcontrol",
      "GetResourceRequestStatus",
      { RequestToken: "unknown" },
      "RequestTokenNotFoundException",
      "unknown",
    ],
    ["cloudformation", "DescribeType", { Type: "MODEL", TypeName: TYPE }, "ValidationError", "'Type' failed"],
    [
      "cloudformation",
      "DescribeType",
      { Type: "RESOURCE", TypeName: "AmplifyBranch" },
      "ValidationError",
      "'TypeName' failed",
    ],
  ])(
    "checks names and values of %s %s as its model has them (%#)",
    async (service, operation, parameters, code, message) => {
      expect(await refused(service, operation, parameters)).toMatchObject({
        code,
        message: expect.stringContaining(message),
      });
    },
  );

  const nobody = "d0000000000000";
  const nobodysArn = `arn:aws:amplify:${REGION}:123456789012:apps/${nobody}`;
  // For ListBranches the model has no NotFoundException; what AWS answers there is not known here.
  it.each([
    ["GetApp", { appId: nobody }],
    ["UpdateApp", { appId: nobody, description: "x" }],
    ["DeleteApp", { appId: nobody }],
    ["CreateBranch", { appId: nobody, branchName: "main" }],
    ["ListBranches", { appId: nobody }],
    ["GetBranch", { appId: nobody, branchName: "main" }],
    ["UpdateBranch", { appId: nobody, branchName: "main", description: "x" }],
    ["DeleteBranch", { appId: nobody, branchName: "main" }],
    ["ListTagsForResource", { resourceArn: nobodysArn }],
    ["TagResource", { resourceArn: nobodysArn, tags: { team: "web" } }],
    ["UntagResource", { resourceArn: nobodysArn, tagKeys: ["team"] }],
  ])("%s of an app that does not exist is told so", async (operation, parameters) => {
    const { code, status } = await refused("amplify", operation, parameters);
    expect({ code, status }).toEqual({
      code: operation.includes("Resource") ? "ResourceNotFoundException" : "NotFoundException",
      status: 404,
    });
  });

  it("deletes an app with its branches", async () => {
    const { appId, appArn } = await createApp();
    await ok("amplify", "CreateBranch", { appId, branchName: "main" });
    await ok("amplify", "DeleteApp", { appId });
    expect(await refused("amplify", "GetBranch", { appId, branchName: "main" })).toMatchObject({
      code: "NotFoundException",
    });
    const TypeNameAndIdentifier = { TypeName: TYPE, Identifier: `${appArn}/branches/main` };
    expect(await refused("cloudcontrol", "GetResource", TypeNameAndIdentifier)).toMatchObject({
      code: "ResourceNotFoundException",
    });
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
      "s3 CreateBucket 200",
      "s3 PutObject 200",
      "s3 HeadObject 200",
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
      if (limit === null || (key === "min" && limit === 0) || (key === "required" && String(limit) === ""))
        return false;
      return !["path", "query", "body"].includes(key) || JSON.stringify(limit) !== NOTHING[key as keyof typeof NOTHING];
    });
    return Object.fromEntries(said.sort(([a], [b]) => a.localeCompare(b)));
  });
}

/** A part of a request without members, after its own `required` is left out. */
const NOTHING = { path: "{}", query: "{}", body: JSON.stringify({ is: "structure", members: {} }) };
