import { expect, it, vi } from "vitest";
import { describeWith, hasPython } from "../project/tools.js";
import type { BotoAnswer } from "./boto.js";
import { AMPLIFY, type App, BRANCH_TYPE, type Branch, type Event, patch, trustOf, useAws } from "./test-context.js";

describeWith([hasPython], "the compute role of an app or a branch", () => {
  const { ok, refused, createApp, createRole } = useAws();

  it("attaches a compute role that Amplify may assume, and removes it again", async () => {
    const arn = await createRole("compute", trustOf(AMPLIFY), "/web/");
    const { appId, computeRoleArn } = await createApp({ computeRoleArn: arn });
    expect(computeRoleArn).toBe(arn);

    const names = { appId, branchName: "main" };
    await ok("amplify", "CreateBranch", { ...names, computeRoleArn: arn });
    await ok("amplify", "UpdateBranch", { ...names, computeRoleArn: "" });
    expect((await ok<Branch>("amplify", "GetBranch", names)).branch).not.toHaveProperty("computeRoleArn");
  });

  const account = { Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } } };
  it.each([
    ["trusts another service", trustOf("lambda.amazonaws.com"), "/"],
    ["trusts Amplify under a condition", trustOf(AMPLIFY, account), "/"],
    ["denies Amplify", trustOf(AMPLIFY, { Effect: "Deny" }), "/"],
    ["lies under another path than its ARN says", trustOf(AMPLIFY), "/elsewhere/"],
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
    await createRole("compute", trustOf(AMPLIFY));
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
});

describeWith([hasPython], "a compute role that was created a moment ago", () => {
  const PROPAGATION_MS = 600_000;
  const { call } = useAws({ propagationMs: PROPAGATION_MS });

  /** Asks ten minutes later, by the gateway's clock. */
  async function later<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + PROPAGATION_MS });
    try {
      return await ask();
    } finally {
      vi.useRealTimers();
    }
  }
  const cannot = {
    error: { code: "BadRequestException", message: "The compute role provided cannot be assumed by Amplify" },
  };
  const freshRole = async (RoleName: string) => {
    const parameters = { RoleName, AssumeRolePolicyDocument: trustOf(AMPLIFY) };
    const { output } = await call("iam", "CreateRole", parameters);
    return (output as { Role: { Arn: string } }).Role.Arn;
  };
  const create = (DesiredState: object) =>
    call("cloudcontrol", "CreateResource", { TypeName: BRANCH_TYPE, DesiredState: JSON.stringify(DesiredState) });
  const ended = async ({ output }: BotoAnswer): Promise<Event["ProgressEvent"]> => {
    const { RequestToken } = (output as unknown as Event).ProgressEvent;
    for (;;) {
      const polled = await call("cloudcontrol", "GetResourceRequestStatus", { RequestToken });
      const { ProgressEvent } = polled.output as unknown as Event;
      if (ProgressEvent.OperationStatus !== "IN_PROGRESS") return ProgressEvent;
    }
  };

  it("cannot be assumed yet: by an app, by a branch; later it can", async () => {
    const app = { name: "site", platform: "WEB_COMPUTE", computeRoleArn: await freshRole("of-app") };
    expect(await call("amplify", "CreateApp", app)).toMatchObject(cannot);
    const created = await later(() => call("amplify", "CreateApp", app));
    const appId = (created.output as unknown as App).app.appId;

    const branch = { appId, branchName: "main", computeRoleArn: await freshRole("of-branch") };
    expect(await call("amplify", "CreateBranch", branch)).toMatchObject(cannot);
    expect((await call("amplify", "GetBranch", { appId, branchName: "main" })).error?.status).toBe(404);
    expect((await later(() => call("amplify", "CreateBranch", branch))).error).toBeUndefined();
  });

  it("fails a request of Cloud Control, which was accepted; later the same one succeeds", async () => {
    const created = await call("amplify", "CreateApp", { name: "site", platform: "WEB_COMPUTE" });
    const AppId = (created.output as unknown as App).app.appId;
    const desired = { AppId, BranchName: "main", ComputeRoleArn: await freshRole("of-cloud-control") };
    expect(await ended(await create(desired))).toMatchObject({
      OperationStatus: "FAILED",
      ErrorCode: "InvalidRequest",
      StatusMessage: expect.stringContaining("The compute role provided cannot be assumed by Amplify"),
    });
    const { OperationStatus, Identifier = "" } = await later(async () => ended(await create(desired)));
    expect(OperationStatus).toBe("SUCCESS");

    const update = patch(Identifier, [{ op: "replace", path: "/ComputeRoleArn", value: await freshRole("of-update") }]);
    const changed = await ended(await call("cloudcontrol", "UpdateResource", update));
    expect(changed).toMatchObject({ OperationStatus: "FAILED", ErrorCode: "InvalidRequest" });
    const again = await later(async () => ended(await call("cloudcontrol", "UpdateResource", update)));
    expect(again.OperationStatus).toBe("SUCCESS");
  });
});
