import { expect, it } from "vitest";
import { describeWith, hasPython } from "../project/tools.js";
import { AMPLIFY, BRANCH_TYPE, type Branch, type Event, patch, trustOf, useAws } from "./test-context.js";

describeWith([hasPython], "Cloud Control", () => {
  const { ok, refused, createApp, createRole, outcome } = useAws();

  const createByCloudControl = (desired: object) =>
    ok<Event>("cloudcontrol", "CreateResource", { TypeName: BRANCH_TYPE, DesiredState: JSON.stringify(desired) });

  it("keeps one store of branches for Amplify and Cloud Control", async () => {
    const { appId } = await createApp();
    const role = await createRole("compute", trustOf(AMPLIFY));
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
      TypeName: BRANCH_TYPE,
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

    const removed = await outcome(
      await ok<Event>("cloudcontrol", "DeleteResource", { TypeName: BRANCH_TYPE, Identifier }),
    );
    expect(removed.OperationStatus).toBe("SUCCESS");
    expect(await refused("cloudcontrol", "GetResource", { TypeName: BRANCH_TYPE, Identifier })).toMatchObject({
      code: "ResourceNotFoundException",
    });
    const again = await outcome(
      await ok<Event>("cloudcontrol", "DeleteResource", { TypeName: BRANCH_TYPE, Identifier }),
    );
    expect(again).toMatchObject({ OperationStatus: "FAILED", ErrorCode: "NotFound" });
  });

  it("leaves a compute role where an update takes it out of the desired state, as CloudFormation's handler does", async () => {
    const { appId } = await createApp();
    const ComputeRoleArn = await createRole("compute", trustOf(AMPLIFY));
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
    expect(
      await refused("cloudcontrol", "CreateResource", { TypeName: BRANCH_TYPE, DesiredState: wrong }),
    ).toMatchObject({
      code: "ValidationException",
      message:
        "Model validation failed (#: extraneous key [DisplayName] is not permitted\n" +
        "#/Stage: failed validation constraint for keyword [enum])",
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

  it.each([
    ["AppId", 5, "#/AppId: expected type: String, found: Integer"],
    ["AppId", "site", "#/AppId: failed validation constraint for keyword [pattern]"],
    ["BranchName", "", "#/BranchName: expected minLength: 1, actual: 0"],
    ["Description", "x".repeat(1_001), "#/Description: expected maxLength: 1000, actual: 1001"],
    ["EnableAutoBuild", "true", "#/EnableAutoBuild: expected type: Boolean, found: String"],
    ["Tags", {}, "#/Tags: expected type: JSONArray, found: JSONObject"],
    ["Tags", [null], "#/Tags/0: expected type: JSONObject, found: Null"],
    ["BasicAuthConfig", { Username: "user" }, "#/BasicAuthConfig: required key [Password] not found"],
    ["Backend", { Stack: "a" }, "#/Backend: extraneous key [Stack] is not permitted"],
    ["AppId", undefined, "#: required key [AppId] not found"],
    ["Arn", "arn", "readOnlyProperties [Arn] cannot be specified"],
  ])("refuses properties that do not fit the type's schema: %s (%#)", async (name, value, error) => {
    const desired = { AppId: "d0000000000000", BranchName: "main", [name]: value };
    const parameters = { TypeName: BRANCH_TYPE, DesiredState: JSON.stringify(desired) };
    expect(await refused("cloudcontrol", "CreateResource", parameters)).toEqual({
      code: "ValidationException",
      message: `Model validation failed (${error})`,
      status: 400,
    });
  });

  it.each([
    [
      { op: "replace", path: "/Description", value: "x" },
      "[REPLACE Operation] noSuchPath in source, path provided : //Description",
    ],
    [{ op: "remove", path: "/Description" }, "[REMOVE Operation] noSuchPath in source, path provided : //Description"],
    [
      { op: "add", path: "/Backend/StackArn", value: "x" },
      "[ADD Operation] noSuchPath in source, path provided : //Backend/StackArn",
    ],
    [{ op: "add", path: "/Tags/2", value: {} }, "[ADD Operation] noSuchPath in source, path provided : //Tags/2"],
    [{ op: "remove", path: "/Tags/one" }, "[REMOVE Operation] noSuchPath in source, path provided : //Tags/one"],
    [
      { op: "move", from: "/Description", path: "/Framework" },
      "[MOVE Operation] noSuchPath in source, path provided : //Framework",
    ],
    [{ op: "test", path: "/Tags/0/Value", value: "secret" }, "[TEST Operation] Test operation failed"],
    [
      { op: "increment", path: "/Tags" },
      "[INCREMENT Operation] Operation `op` property is not one of operations defined in RFC-6902",
    ],
  ])("refuses a patch that does not fit the branch, without its values (%#)", async (operation, message) => {
    const { appId } = await createApp();
    const desired = { AppId: appId, BranchName: "main", Tags: [{ Key: "team", Value: "web" }] };
    const { Identifier = "" } = await outcome(await createByCloudControl(desired));
    const { code, message: given } = await refused("cloudcontrol", "UpdateResource", patch(Identifier, [operation]));
    expect({ code, message: given }).toEqual({ code: "ValidationException", message });
  });

  it("refuses a patch that is not an array of operations", async () => {
    const { appId } = await createApp();
    const { Identifier = "" } = await outcome(await createByCloudControl({ AppId: appId, BranchName: "main" }));
    const given = { TypeName: BRANCH_TYPE, Identifier, PatchDocument: "{}" };
    expect(await refused("cloudcontrol", "UpdateResource", given)).toMatchObject({
      code: "ValidationException",
      message: "PatchDocument is not a JSON array",
    });
  });

  it("describes the type of a branch", async () => {
    const asked = { Type: "RESOURCE", TypeName: BRANCH_TYPE };
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
});
