import { describe, expect, test } from "vitest";
import { findingsIn, policiesIn } from "../support/lint-findings.js";

const wrong = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:GetObjet", Resource: "arn:aws:s3:::a/*" }],
};
const trust = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRol" }],
};
const version = (IsDefaultVersion: boolean) => ({ Document: wrong, VersionId: "v3", IsDefaultVersion });

describe("output of the AWS CLI:", () => {
  test.each([
    ["get-policy-version of the default version", { PolicyVersion: version(true) }, "PolicyVersion.Document"],
    ["get-policy-version of another version", { PolicyVersion: version(false) }, "PolicyVersion.Document"],
    ["get-role-policy", { RoleName: "a", PolicyName: "b", PolicyDocument: wrong }, "PolicyDocument"],
    ["get-user-policy", { UserName: "a", PolicyName: "b", PolicyDocument: wrong }, "PolicyDocument"],
    ["get-group-policy", { GroupName: "a", PolicyName: "b", PolicyDocument: wrong }, "PolicyDocument"],
    [
      "get-role-policy of the API, which encodes documents",
      { PolicyDocument: encodeURIComponent(JSON.stringify(wrong)) },
      "PolicyDocument",
    ],
    [
      "get-account-authorization-details, with default versions only",
      { Policies: [{ PolicyVersionList: [version(false), version(true)] }] },
      "Policies[0].PolicyVersionList[1].Document",
    ],
    [
      "get-account-authorization-details, whose instance profiles have the roles again",
      {
        RoleDetailList: [
          {
            RolePolicyList: [{ PolicyDocument: wrong }],
            InstanceProfileList: [{ Roles: [{ AssumeRolePolicyDocument: trust }] }],
          },
        ],
      },
      "RoleDetailList[0].RolePolicyList[0].PolicyDocument",
    ],
  ])("%s", async (_, output, path) => {
    const found = await findingsIn("-", JSON.stringify(output));
    expect(found.map((line) => line.replace(/^\d+:\d+ /, ""))).toEqual([
      `error INVALID_ACTION ${path}.Statement[0].Action`,
    ]);
  });

  test.each([
    ["get-bucket-policy", (Policy: string) => ({ Policy }), "Policy"],
    ["get-queue-attributes", (Policy: string) => ({ Attributes: { Policy } }), "Attributes.Policy"],
    ["get-resource-policy", (ResourcePolicy: string) => ({ ARN: "a", ResourcePolicy }), "ResourcePolicy"],
  ])("%s prints a resource policy, which needs a principal", async (_, output, path) => {
    const found = await findingsIn("-", JSON.stringify(output(JSON.stringify(wrong))));
    expect(found.map((line) => line.replace(/^\d+:\d+ /, ""))).toEqual([
      `error INVALID_ACTION ${path}.Statement[0].Action`,
      `error REQUIRED ${path}.Statement[0].Principal`,
    ]);
  });

  test.each([
    ["get-role-policy", (PolicyDocument: unknown) => ({ RoleName: "a", PolicyDocument }), "PolicyDocument"],
    [
      "get-account-authorization-details",
      (PolicyDocument: unknown) => ({ UserDetailList: [{ UserPolicyList: [{ PolicyDocument }] }] }),
      "UserDetailList[0].UserPolicyList[0].PolicyDocument",
    ],
  ])("%s prints an identity policy, which has no principal", async (_, output, path) => {
    const [statement] = wrong.Statement;
    const document = { ...wrong, Statement: [{ ...statement, Action: "s3:GetObject", Principal: "*" }] };
    const found = await findingsIn("-", JSON.stringify(output(document)));
    expect(found.map((line) => line.replace(/^\d+:\d+ /, ""))).toEqual([
      `error UNSUPPORTED_ELEMENT ${path}.Statement[0].Principal`,
    ]);
  });

  test("get-role has the line and the column", async () => {
    expect(await findingsIn("", JSON.stringify({ Role: { AssumeRolePolicyDocument: trust } }, undefined, 2))).toContain(
      "11:11 error INVALID_ACTION Role.AssumeRolePolicyDocument.Statement[0].Action",
    );
  });

  test("get-policy describes a policy, and does not print it", async () => {
    const Policy = { PolicyName: "a", Arn: "arn:aws:iam::123456789012:policy/a", DefaultVersionId: "v3" };
    expect(await policiesIn("", JSON.stringify({ Policy }))).toBe(0);
  });

  test("other output is no policy", async () => {
    expect(await findingsIn("", JSON.stringify({ Users: [] }))).toContain("1:1 error REQUIRED Statement");
  });
});
