import { planAmplifyComputeRole } from "@amplify-roles/core/adapter";
import { awsManagedPolicies } from "@amplify-roles/service-reference";
import { describe, expect, test } from "vitest";
import { account, region } from "./fixtures/arns.js";
import { deployed } from "./support/placeholders.js";
import { reportedBy } from "./support/plans.js";

const here = { account, region };
const plan = (policy: string, more = {}) =>
  planAmplifyComputeRole("reader", { ...here, managedPolicies: [policy], ...more });
const attached = (policy: string, more = {}) =>
  deployed(plan(policy, more).resources)
    .filter(({ type }) => type === "aws_iam_role_policy_attachment")
    .map((attachment) => (attachment.arguments as { policyArn: string }).policyArn);

describe("the list of AWS's managed policies", () => {
  test.each([
    ["AmazonS3ReadOnlyAccess", ""],
    ["AWSLambdaBasicExecutionRole", "service-role/"],
    ["ViewOnlyAccess", "job-function/"],
    ["AmazonECSServiceRolePolicy", "aws-service-role/"],
    ["S3UnlockBucketPolicy", "root-task/"],
  ])("has %s under /%s", (name, path) => {
    expect(awsManagedPolicies().get(name)).toBe(path);
  });

  test("has as many as AWS has, and every name can be one", () => {
    expect(awsManagedPolicies().size).toBeGreaterThan(1_500);
    for (const name of awsManagedPolicies().keys()) expect(name).toMatch(/^[\w+=,.@-]{1,128}$/);
  });
});

describe("a name gets the path that AWS keeps the policy under", () => {
  test.each([
    ["AmazonS3ReadOnlyAccess", "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"],
    ["AWSLambdaBasicExecutionRole", "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"],
    ["service-role/AWSLambdaBasicExecutionRole", "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"],
    ["ViewOnlyAccess", "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"],
  ])("%s", (name, arn) => {
    expect(plan(name).warnings).toEqual([]);
    expect(attached(name)).toEqual([arn]);
  });

  test("in another partition", () => {
    expect(attached("AWSLambdaBasicExecutionRole", { region: "cn-north-1" })).toEqual([
      "arn:aws-cn:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
    ]);
  });

  test("by name and by ARN it is attached once", () => {
    const arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
    const managedPolicies = ["AWSLambdaBasicExecutionRole", arn];
    expect(attached("", { managedPolicies })).toEqual([arn]);
  });
});

describe("a policy that AWS does not have", () => {
  const found = (policy: string) =>
    reportedBy(() => plan(policy)).map(({ code, severity, parameters }) => [code, severity, parameters?.suggestion]);

  test.each([
    ["AmazonS3ReadOnlyAcess", "AmazonS3ReadOnlyAccess"],
    ["amazons3readonlyaccess", "AmazonS3ReadOnlyAccess"],
    ["AWSLambdaBasicExecutionRol", "AWSLambdaBasicExecutionRole"],
    ["service-role/AmazonS3ReadOnlyAccess", "AmazonS3ReadOnlyAccess"],
    ["service-role/AWSLambdaBasicExecutionRol", "service-role/AWSLambdaBasicExecutionRole"],
    ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAcess", "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"],
    [
      "arn:aws:iam::aws:policy/AWSLambdaBasicExecutionRole",
      "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
    ],
  ])("misspelled, or under another path, it is an error: %s", (policy, suggestion) => {
    expect(found(policy)).toEqual([["UNKNOWN_MANAGED_POLICY", "error", suggestion]]);
  });

  const warnings = (policy: string, more = {}) =>
    plan(policy, more).warnings.map(({ code, severity }) => [code, severity]);
  test.each(["TeamBoundary", "arn:aws:iam::aws:policy/TeamBoundary", "AmazonS3ReadOnlyAccessV2"])(
    "AWS may have added it: %s",
    (policy) => {
      expect(warnings(policy)).toEqual([["UNKNOWN_MANAGED_POLICY", "warning"]]);
      expect(attached(policy)).toEqual([`arn:aws:iam::aws:policy/${policy.replace(/.*\//, "")}`]);
    },
  );

  test("as a boundary, too", () => {
    const boundary = { managedPolicies: [], permissionsBoundary: "arn:aws:iam::aws:policy/PowerUserAcess" };
    expect(reportedBy(() => plan("", boundary))).toMatchObject([
      { code: "UNKNOWN_MANAGED_POLICY", path: "permissionsBoundary" },
    ]);
  });

  test.each(["arn:aws:iam::123456789012:policy/AmazonS3ReadOnlyAcess", "arn:aws:iam::123456789012:policy/team/mine"])(
    "policies of an account have any name: %s",
    (policy) => {
      expect(plan(policy).warnings).toEqual([]);
    },
  );
});

test.each(["AmazonECSServiceRolePolicy", "arn:aws:iam::aws:policy/aws-service-role/AmazonECSServiceRolePolicy"])(
  "a policy of a service-linked role cannot be attached: %s",
  (policy) => {
    expect(reportedBy(() => plan(policy))).toMatchObject([
      { code: "SERVICE_LINKED_POLICY", path: "managedPolicies[0]" },
    ]);
  },
);
