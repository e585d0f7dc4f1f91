import { execFile } from "node:child_process";
import { join } from "node:path";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { ACCOUNT, TRUST } from "../../support/console-apps.js";
import { root } from "../../support/repository.js";
import type { Aws } from "../aws/aws.js";
import type { TrailRecord } from "../aws/cloud-trail.js";
import { REGION } from "../aws/environment.js";
import { motoClient } from "../aws/moto-client.js";
import { sharedAws } from "../project/shared-aws.js";
import { describeWith, hasPython } from "../project/tools.js";

const roleArn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const TABLE = `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/orders`;
const allow = (Action: string | readonly string[], Resource: string | readonly string[]) => ({
  Effect: "Allow",
  Action,
  Resource,
});

/** The command, in a process of its own, with the AWS SDK. */
const doctor = ({ env }: Aws, appId: string) =>
  new Promise<{
    code: number;
    report: { findings: { code: string; grant?: string }[]; unseen: object[]; calls: number };
  }>((resolve, reject) => {
    const args = [join(root, "packages/cli/dist/main.cjs"), "doctor", "--app-id", appId, "--json"];
    const child = execFile(process.execPath, args, { env: { ...process.env, ...env } }, (_, out, error) =>
      out === "" ? reject(new Error(error)) : resolve({ code: Number(child.exitCode), report: JSON.parse(out) }),
    );
  });

describeWith([hasPython], "doctor and an app on the localhost AWS", () => {
  let aws: Aws;
  beforeAll(async () => {
    aws = await sharedAws({ propagationMs: 0 });
  });
  let appId: string;
  let iam: IAMClient;
  let logs: CloudWatchLogsClient;

  const createRole = async (RoleName: string, ...Statement: readonly object[]) => {
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify(TRUST) }));
    await allowRole(RoleName, ...Statement);
  };
  const allowRole = (RoleName: string, ...Statement: readonly object[]) =>
    iam.send(
      new PutRolePolicyCommand({
        RoleName,
        PolicyName: "permissions",
        PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement }),
      }),
    );
  /** Records as in https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
  const assumed = (role: string, roleSessionName: string): TrailRecord => ({
    eventVersion: "1.11",
    eventTime: new Date().toISOString(),
    eventSource: "sts.amazonaws.com",
    eventName: "AssumeRole",
    awsRegion: REGION,
    userIdentity: { type: "AWSService", invokedBy: "amplify.amazonaws.com" },
    requestParameters: { roleArn: roleArn(role), roleSessionName },
    resources: [{ accountId: ACCOUNT, type: "AWS::IAM::Role", ARN: roleArn(role) }],
    recipientAccountId: ACCOUNT,
  });

  beforeEach(async () => {
    await aws.reset();
    iam = new IAMClient(motoClient(aws.moto.url, REGION));
    logs = new CloudWatchLogsClient(motoClient(aws.moto.url, REGION));
    const { hosting } = aws.gateway;
    ({ appId = "" } = (await hosting.createApp(REGION, {
      name: "site",
      platform: "WEB_COMPUTE",
      repository: "https://github.com/example/site",
      accessToken: "token",
    })) as { appId?: string });
    await hosting.createBranch(REGION, appId, { branchName: "main", framework: "Next.js - SSR", stage: "PRODUCTION" });
  });

  it("finds what is missing, and calls the app healthy after its advice, from reads alone", async () => {
    const { hosting, cloudTrail, calls } = aws.gateway;
    const broken = await doctor(aws, appId);
    expect(broken.report.unseen).toEqual([]);
    expect(broken.report.findings.map(({ code }) => code).sort()).toEqual(
      expect.arrayContaining(["NO_COMPUTE_ROLE", "NO_SERVICE_ROLE"]),
    );

    const group = `/aws/amplify/${appId}`;
    const arn = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group`;
    await createRole(
      "site-service",
      allow("logs:CreateLogGroup", [`${arn}:${group}`, `${arn}:${group}:*`]),
      allow(["logs:CreateLogStream", "logs:PutLogEvents"], `${arn}:${group}:log-stream:*`),
      allow("logs:DescribeLogGroups", `${arn}:*`),
    );
    await createRole("site-compute", allow("dynamodb:GetItem", TABLE));
    await hosting.updateApp(REGION, appId, {
      iamServiceRoleArn: roleArn("site-service"),
      computeRoleArn: roleArn("site-compute"),
    });
    await logs.send(new CreateLogGroupCommand({ logGroupName: group }));
    await logs.send(new PutRetentionPolicyCommand({ logGroupName: group, retentionInDays: 30 }));
    await logs.send(new CreateLogStreamCommand({ logGroupName: group, logStreamName: "main/1" }));
    const denied = `User: arn:aws:sts::${ACCOUNT}:assumed-role/site-compute/AmplifyHostingCompute-app=${appId} is not authorized to perform: dynamodb:PutItem on resource: ${TABLE} because no identity-based policy allows the dynamodb:PutItem action`;
    await logs.send(
      new PutLogEventsCommand({
        logGroupName: group,
        logStreamName: "main/1",
        logEvents: [{ timestamp: Date.now(), message: `AccessDeniedException: ${denied}` }],
      }),
    );
    cloudTrail.record(
      assumed("site-compute", `AmplifyHostingCompute-app=${appId}`),
      assumed("site-service", "BuildSession"),
    );
    const attached = await doctor(aws, appId);
    const [call] = attached.report.findings.filter(({ code }) => code === "CALL_NOT_ALLOWED");
    expect(call?.grant).toContain("dynamodb.");

    await allowRole("site-compute", allow(["dynamodb:GetItem", "dynamodb:PutItem"], TABLE));
    calls.clear();
    const healthy = await doctor(aws, appId);
    expect(healthy.report.findings.filter(({ code }) => code !== "ROLE_JUST_CREATED")).toEqual([]);
    expect(healthy.report.unseen).toEqual([]);
    expect(healthy.code).toBe(0);
    expect(healthy.report.calls).toBeLessThanOrEqual(60);
    const actions = ["amplify", "iam", "sts", "logs", "cloudtrail"].flatMap((service) => calls.actions(service));
    expect(actions.length).toBeGreaterThan(8);
    expect(actions.filter((action) => !/^(Get|List|Describe|Filter|Lookup)/.test(action))).toEqual([]);
  });
});
