import { CloudWatchLogsClient, CreateLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DetachRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import type { Aws } from "../../../aws/aws.js";
import { REGION } from "../../../aws/environment.js";
import { motoClient } from "../../../aws/moto-client.js";

export type Console = ReturnType<typeof consoleOf>;

/** The AWS console, for what somebody changes manually. Its calls do not pass the gateway. */
export function consoleOf({ moto, gateway }: Aws) {
  const settings = motoClient(moto.url, REGION);
  const iam = new IAMClient(settings);
  const logs = new CloudWatchLogsClient(settings);
  const { hosting } = gateway;
  const appId = () => {
    const [app, ...others] = hosting.listApps(REGION);
    if (app === undefined || others.length > 0)
      throw new Error(`There are ${others.length + (app ? 1 : 0)} apps, not one`);
    return String(app.appId);
  };
  return {
    /** The id of the one app. */
    appId,
    deleteApp: () => hosting.deleteApp(REGION, appId()),
    deleteBranch: (name: string) => hosting.deleteBranch(REGION, appId(), name),
    /** Gives a compute role to a branch, or to the app; takes it away with an empty ARN. */
    attach: (computeRoleArn: string, branch?: string) =>
      branch === undefined
        ? hosting.updateApp(REGION, appId(), { computeRoleArn })
        : hosting.updateBranch(REGION, appId(), branch, { computeRoleArn }),
    createRole: (RoleName: string, service: string) =>
      iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trustOf(service) })),
    trust: (RoleName: string, service: string) =>
      iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trustOf(service) })),
    writePolicy: (RoleName: string, PolicyName: string, Action: string) => {
      const PolicyDocument = documentOf({ Action, Resource: "*" });
      return iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
    },
    attachPolicy: (RoleName: string, PolicyArn: string) =>
      iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn })),
    detachPolicy: (RoleName: string, PolicyArn: string) =>
      iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn })),
    /** What Amplify does when a server without a log group writes its first line. */
    createLogGroup: (logGroupName: string) => logs.send(new CreateLogGroupCommand({ logGroupName })),
  };
}

const documentOf = (statement: object) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });

const trustOf = (Service: string) => documentOf({ Principal: { Service }, Action: "sts:AssumeRole" });
