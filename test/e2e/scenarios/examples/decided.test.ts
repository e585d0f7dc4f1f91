import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  PutRetentionPolicyCommand,
  TagResourceCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  IAMClient,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from "@aws-sdk/client-iam";
import { beforeAll, expect, it } from "vitest";
import type { DeployedResource } from "../../../support/deployed.js";
import type { Aws } from "../../aws/aws.js";
import { REGION } from "../../aws/environment.js";
import { ADMINISTRATOR, clientOf } from "../../aws/session.js";
import { readSnapshot } from "../../aws/snapshot.js";
import { sharedAws } from "../../project/shared-aws.js";
import { describeWith, hasPython } from "../../project/tools.js";
import { decidedHoldings, differences, ownIn } from "./decided.js";

const READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";
const trust = (principal: string) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: principal }, Action: "sts:AssumeRole" }],
});
const allow = (...actions: readonly string[]) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: actions, Resource: "arn:aws:s3:::images/*" }],
});

describeWith([hasPython], "the comparison between AWS and the decisions of the core", () => {
  let aws: Aws;
  let iam: IAMClient;
  let logs: CloudWatchLogsClient;
  let appId: string;
  const role = { RoleName: "site-compute" };
  const logGroup = "/aws/amplify/site";

  beforeAll(async () => {
    aws = await sharedAws({ propagationMs: 0 });
    const client = clientOf(aws.gateway, ADMINISTRATOR);
    iam = new IAMClient(client);
    logs = new CloudWatchLogsClient(client);
    const document = (value: object) => JSON.stringify(value);
    const trusted = document(trust("amplify.amazonaws.com"));
    const { Role } = await iam.send(new CreateRoleCommand({ ...role, AssumeRolePolicyDocument: trusted }));
    // In another order than it is decided.
    const permissions = { PolicyName: "permissions", PolicyDocument: document(allow("s3:PutObject", "s3:GetObject")) };
    await iam.send(new PutRolePolicyCommand({ ...role, ...permissions }));
    await logs.send(new CreateLogGroupCommand({ logGroupName: logGroup }));
    await logs.send(new PutRetentionPolicyCommand({ logGroupName: logGroup, retentionInDays: 30 }));
    const app = await aws.gateway.hosting.createApp(REGION, {
      name: "site",
      platform: "WEB_COMPUTE",
      computeRoleArn: Role?.Arn,
    });
    appId = String(app.appId);
    await aws.gateway.hosting.createBranch(REGION, appId, { branchName: "main", stage: "PRODUCTION" });
  });

  async function differing(): Promise<readonly string[]> {
    const computeRoleArn = "arn:aws:iam::123456789012:role/site-compute";
    const resource = (kind: DeployedResource["kind"], args: object): DeployedResource => ({
      id: kind,
      kind,
      arguments: { ...args },
      dependsOn: [],
    });
    const decided = [
      resource("aws_iam_role", { name: role.RoleName, assumeRolePolicy: trust("amplify.amazonaws.com") }),
      resource("aws_iam_role_policy", {
        name: "permissions",
        role: role.RoleName,
        policy: allow("s3:GetObject", "s3:PutObject"),
      }),
      resource("aws_cloudwatch_log_group", { name: logGroup, retentionInDays: 30 }),
      resource("aws_amplify_app", { name: "site", platform: "WEB_COMPUTE", computeRoleArn }),
      resource("aws_amplify_branch", { appId, branchName: "main", stage: "PRODUCTION" }),
    ];
    const { snapshot, inTheirWords } = await readSnapshot(aws);
    return differences(decidedHoldings(inTheirWords(decided)), ownIn(snapshot));
  }

  it("finds nothing where both are the same", async () => {
    expect(await differing()).toEqual([]);
  });

  it.each<[path: string, change: () => Promise<unknown>]>([
    [
      "roles.site-compute.trust",
      () => {
        const PolicyDocument = JSON.stringify(trust("lambda.amazonaws.com"));
        return iam.send(new UpdateAssumeRolePolicyCommand({ ...role, PolicyDocument }));
      },
    ],
    [
      "roles.site-compute.inlinePolicies.permissions",
      () => {
        const PolicyDocument = JSON.stringify(allow("s3:GetObject"));
        return iam.send(new PutRolePolicyCommand({ ...role, PolicyName: "permissions", PolicyDocument }));
      },
    ],
    [
      "roles.site-compute.inlinePolicies.other",
      () => {
        const PolicyDocument = JSON.stringify(allow("s3:GetObject"));
        return iam.send(new PutRolePolicyCommand({ ...role, PolicyName: "other", PolicyDocument }));
      },
    ],
    [
      "roles.site-compute.attachedPolicies",
      () => iam.send(new AttachRolePolicyCommand({ ...role, PolicyArn: READ_ONLY })),
    ],
    [
      "roles.site-compute.tags.team",
      () => iam.send(new TagRoleCommand({ ...role, Tags: [{ Key: "team", Value: "web" }] })),
    ],
    [
      "roles.site-compute.permissionsBoundary",
      () => iam.send(new PutRolePermissionsBoundaryCommand({ ...role, PermissionsBoundary: READ_ONLY })),
    ],
    ["roles.site-compute.description", () => iam.send(new UpdateRoleCommand({ ...role, Description: "Changed" }))],
    [
      "roles.site-compute.maxSessionDuration",
      () => iam.send(new UpdateRoleCommand({ ...role, Description: "Changed", MaxSessionDuration: 7_200 })),
    ],
    [
      "policies.other",
      () => {
        const PolicyDocument = JSON.stringify(allow("s3:GetObject"));
        return iam.send(new CreatePolicyCommand({ PolicyName: "other", PolicyDocument }));
      },
    ],
    [
      "logGroups./aws/amplify/site.tags.team",
      () => {
        const resourceArn = `arn:aws:logs:${REGION}:123456789012:log-group:${logGroup}`;
        return logs.send(new TagResourceCommand({ resourceArn, tags: { team: "web" } }));
      },
    ],
    [
      "logGroups./aws/amplify/site.retentionInDays",
      () => logs.send(new PutRetentionPolicyCommand({ logGroupName: logGroup, retentionInDays: 60 })),
    ],
    ["apps.site.settings.computeRoleArn", () => aws.gateway.hosting.updateApp(REGION, appId, { computeRoleArn: "" })],
    ["apps.site.branches.main.stage", () => aws.gateway.hosting.updateBranch(REGION, appId, "main", { stage: "BETA" })],
    ["apps.site.branches.next", () => aws.gateway.hosting.createBranch(REGION, appId, { branchName: "next" })],
  ])("finds %s where somebody changes it", async (path, change) => {
    const earlier = await differing();
    await change();
    expect(await differing()).toEqual([...earlier, path].sort());
  });
});
