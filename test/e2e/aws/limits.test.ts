import { expect, it } from "vitest";
import { describeWith, hasPython } from "../project/tools.js";
import { REGION } from "./environment.js";
import { BRANCH_TYPE, useAws } from "./test-context.js";

describeWith([hasPython], "the limits of requests", () => {
  const { ok, refused, raw, createApp } = useAws();

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
    ["CreateResource", { TypeName: BRANCH_TYPE, DesiredState: "{}" }],
    ["GetResource", { TypeName: BRANCH_TYPE, Identifier: "arn" }],
    ["UpdateResource", { TypeName: BRANCH_TYPE, Identifier: "arn", PatchDocument: "[]" }],
    ["DeleteResource", { TypeName: BRANCH_TYPE, Identifier: "arn" }],
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
      { TypeName: BRANCH_TYPE, Identifier: long(1_025) },
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
    ["cloudformation", "DescribeType", { Type: "MODEL", TypeName: BRANCH_TYPE }, "ValidationError", "'Type' failed"],
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
});
