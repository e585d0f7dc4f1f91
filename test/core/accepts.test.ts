import type { PlannedResource, PlannedResourceType } from "@amplify-roles/core/adapter";
import { describe, expect, test } from "vitest";
import { everything } from "./fixtures/specifications.js";
import { rejectedByAmplify } from "./support/amplify-accepts.js";
import { rejectedByIam } from "./support/iam-accepts.js";
import { deployed } from "./support/placeholders.js";
import { planners } from "./support/plans.js";

// A plan is of unknown shape here, because its errors are the point.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Arguments = any;
type Change = (resources: PlannedResource[]) => void;

/** What AWS would not accept in a changed plan with every part of a specification. */
function rejected(change: Change): readonly string[] {
  const resources = structuredClone(deployed(planners.app(everything).resources)) as PlannedResource[];
  change(resources);
  return [...rejectedByIam(resources), ...rejectedByAmplify(resources)];
}

const first =
  (type: PlannedResourceType, changed: Arguments, within: (of: Arguments) => Arguments = (of) => of): Change =>
  (resources) =>
    Object.assign(within(resources.find((resource) => resource.type === type)?.arguments), changed);
const role = (changed: Arguments) => first("aws_iam_role", changed);
const policy = (changed: Arguments) => first("aws_iam_role_policy", changed, (of) => of.policy);
const statement = (changed: Arguments) => first("aws_iam_role_policy", changed, (of) => of.policy.Statement[0]);
const app = (changed: Arguments) => first("aws_amplify_app", changed);

describe("the rules for plans in the tests", () => {
  test("accept a correct plan", () => expect(rejected(() => {})).toEqual([]));

  test.each<[string, Change]>([
    ["a role's name", role({ name: "a b" })],
    ["two roles of one name", role({ name: "WEB-compute" })],
    ["a path", role({ path: "web" })],
    ["a description", role({ description: "x".repeat(1_001) })],
    ["a reserved tag", role({ tags: { "aws:team": "web" } })],
    ["a tag in two cases", role({ tags: { team: "a", Team: "b" } })],
    ["51 tags", role({ tags: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, ""])) })],
    ["a session", role({ maxSessionDuration: 60 })],
    ["a boundary", role({ permissionsBoundary: "boundary" })],
    [
      "a resource in a trust policy",
      first("aws_iam_role", { Resource: "*" }, (of) => of.assumeRolePolicy.Statement[0]),
    ],
    ["a policy's name", first("aws_iam_policy", { name: "x".repeat(129) })],
    ["a policy's path", first("aws_iam_policy", { path: "/a!b/" })],
    ["an attached name", first("aws_iam_role_policy_attachment", { policyArn: "AmazonS3ReadOnlyAccess" })],
    ["a version", policy({ Version: "2012" })],
    ["an element", policy({ Statements: [] })],
    ["no statement", policy({ Statement: [] })],
    ["a Sid", statement({ Sid: "a b" })],
    ["an effect", statement({ Effect: "allow" })],
    ["an action and its opposite", statement({ NotAction: "s3:GetObject" })],
    ["an action", statement({ Action: ["GetObject"] })],
    ["no action", statement({ Action: [] })],
    ["a resource that is not an ARN", statement({ Resource: "web" })],
    ["a bucket in a region", statement({ Resource: "arn:aws:s3:eu-west-1::web" })],
    ["no resource", statement({ Resource: [] })],
    ["a principal", statement({ Principal: "*" })],
    ["an operator", statement({ Condition: { StringEqual: { "aws:PrincipalTag/a": "b" } } })],
    ["a condition key", statement({ Condition: { StringEquals: { team: "b" } } })],
    ["no value", statement({ Condition: { StringEquals: { "aws:PrincipalTag/a": [] } } })],
    ["characters", statement({ Resource: "arn:aws:s3:::роль" })],
    ["half a surrogate pair", statement({ Resource: "arn:aws:s3:::\uD800" })],
    ["a long policy", statement({ Resource: `arn:aws:s3:::${"x".repeat(10_240)}` })],
    ["an app's name", app({ name: "" })],
    ["an app's tag", app({ tags: { "a b": "c" } })],
    ["a variable", app({ environmentVariables: { AWS_REGION: "x" } })],
    ["a rule", app({ customRules: [{ source: "", target: "/" }] })],
    ["a role's ARN", app({ iamServiceRoleArn: "role/web" })],
    ["a branch's time to live", first("aws_amplify_branch", { ttl: "5s" })],
    ["a stage", first("aws_cloudcontrolapi_resource", { Stage: "NONE" }, (of) => of.desiredState)],
    ["a log group's key", first("aws_cloudwatch_log_group", { kmsKeyId: "alias/web" })],
    ["an identity pool", first("aws_cognito_identity_pool_roles_attachment", { identityPoolId: "users" })],
    [
      "a mapping without rules",
      first("aws_cognito_identity_pool_roles_attachment", { mappingRules: undefined }, (of) => of.roleMappings[0]),
    ],
    ["a provider", first("aws_cognito_identity_pool_provider_principal_tag", { identityProviderName: "" })],
  ])("do not accept %s", (_, change) => expect(rejected(change)).not.toEqual([]));
});
