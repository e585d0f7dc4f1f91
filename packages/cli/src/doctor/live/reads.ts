import type { AmplifyClientConfig } from "@aws-sdk/client-amplify";

/**
 * Every call that doctor makes, by the action that IAM checks. docs/doctor.md has a policy with exactly these; none of
 * them changes anything.
 */
export const DOCTOR_ACTIONS = {
  getCallerIdentity: "sts:GetCallerIdentity",
  listApps: "amplify:ListApps",
  getApp: "amplify:GetApp",
  listBranches: "amplify:ListBranches",
  getRole: "iam:GetRole",
  listRolePolicies: "iam:ListRolePolicies",
  getRolePolicy: "iam:GetRolePolicy",
  listAttachedRolePolicies: "iam:ListAttachedRolePolicies",
  getPolicy: "iam:GetPolicy",
  getPolicyVersion: "iam:GetPolicyVersion",
  describeLogGroups: "logs:DescribeLogGroups",
  describeLogStreams: "logs:DescribeLogStreams",
  filterLogEvents: "logs:FilterLogEvents",
  lookupEvents: "cloudtrail:LookupEvents",
} as const;

/** What adopt reads in addition. docs/adopt.md lists these. */
export const ADOPT_ACTIONS = {
  listDomainAssociations: "amplify:ListDomainAssociations",
  listWebhooks: "amplify:ListWebhooks",
  listBackendEnvironments: "amplify:ListBackendEnvironments",
  listTagsForResource: "logs:ListTagsForResource",
} as const;

export const ACTIONS = { ...DOCTOR_ACTIONS, ...ADOPT_ACTIONS };

export type ReadName = keyof typeof ACTIONS;

/** The calls, with the SDK's own inputs and outputs. */
export type Reads = Awaited<ReturnType<typeof connect>>["reads"];

/** What the AWS CLI also takes. */
export interface ConnectOptions {
  /** Default: AWS_REGION, AWS_DEFAULT_REGION, or the region of the profile. */
  readonly region?: string | undefined;
  /** Default: AWS_PROFILE, or the default profile. */
  readonly profile?: string | undefined;
  /** The longest that a call may take, in milliseconds. Default: 20,000. */
  readonly timeoutMs?: number | undefined;
}

/** The longest that a connection may take, in milliseconds. */
const CONNECTION_TIMEOUT_MS = 5_000;

/** Loads the SDK and makes its clients. Calls are repeated by `CallQueue`, which counts them, and not by the SDK. */
export async function connect({
  region = process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION,
  profile,
  timeoutMs = 20_000,
}: ConnectOptions) {
  const [amplify, cloudtrail, logs, iam, sts] = await Promise.all([
    import("@aws-sdk/client-amplify"),
    import("@aws-sdk/client-cloudtrail"),
    import("@aws-sdk/client-cloudwatch-logs"),
    import("@aws-sdk/client-iam"),
    import("@aws-sdk/client-sts"),
  ]);
  const config: Pick<AmplifyClientConfig, "region" | "profile" | "maxAttempts" | "requestHandler"> = {
    maxAttempts: 1,
    // By default, the SDK waits forever for an answer.
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: timeoutMs,
      throwOnRequestTimeout: true,
    },
    ...(region === undefined ? {} : { region }),
    ...(profile === undefined ? {} : { profile }),
  };
  const amplifyClient = new amplify.AmplifyClient(config);
  const trailClient = new cloudtrail.CloudTrailClient(config);
  const logsClient = new logs.CloudWatchLogsClient(config);
  const iamClient = new iam.IAMClient(config);
  const stsClient = new sts.STSClient(config);
  const reads = {
    getCallerIdentity: () => stsClient.send(new sts.GetCallerIdentityCommand({})),
    listApps: (input: { nextToken?: string }) =>
      amplifyClient.send(new amplify.ListAppsCommand({ maxResults: 100, ...input })),
    getApp: (input: { appId: string }) => amplifyClient.send(new amplify.GetAppCommand(input)),
    listBranches: (input: { appId: string; nextToken?: string }) =>
      amplifyClient.send(new amplify.ListBranchesCommand({ maxResults: 50, ...input })),
    listDomainAssociations: (input: { appId: string; nextToken?: string }) =>
      amplifyClient.send(new amplify.ListDomainAssociationsCommand({ maxResults: 50, ...input })),
    listWebhooks: (input: { appId: string; nextToken?: string }) =>
      amplifyClient.send(new amplify.ListWebhooksCommand({ maxResults: 50, ...input })),
    listBackendEnvironments: (input: { appId: string; nextToken?: string }) =>
      amplifyClient.send(new amplify.ListBackendEnvironmentsCommand({ maxResults: 50, ...input })),
    getRole: (input: { RoleName: string }) => iamClient.send(new iam.GetRoleCommand(input)),
    listRolePolicies: (input: { RoleName: string }) => iamClient.send(new iam.ListRolePoliciesCommand(input)),
    getRolePolicy: (input: { RoleName: string; PolicyName: string }) =>
      iamClient.send(new iam.GetRolePolicyCommand(input)),
    listAttachedRolePolicies: (input: { RoleName: string }) =>
      iamClient.send(new iam.ListAttachedRolePoliciesCommand(input)),
    getPolicy: (input: { PolicyArn: string }) => iamClient.send(new iam.GetPolicyCommand(input)),
    getPolicyVersion: (input: { PolicyArn: string; VersionId: string }) =>
      iamClient.send(new iam.GetPolicyVersionCommand(input)),
    describeLogGroups: (input: { logGroupNamePrefix: string }) =>
      logsClient.send(new logs.DescribeLogGroupsCommand(input)),
    describeLogStreams: (input: { logGroupName: string }) =>
      logsClient.send(
        new logs.DescribeLogStreamsCommand({ ...input, orderBy: "LastEventTime", descending: true, limit: 1 }),
      ),
    listTagsForResource: (input: { resourceArn: string }) =>
      logsClient.send(new logs.ListTagsForResourceCommand(input)),
    filterLogEvents: (input: { logGroupName: string; startTime: number; filterPattern: string; nextToken?: string }) =>
      logsClient.send(new logs.FilterLogEventsCommand({ limit: 1_000, ...input })),
    lookupEvents: (input: { key: "EventName" | "Username"; value: string; since: Date; nextToken?: string }) =>
      trailClient.send(
        new cloudtrail.LookupEventsCommand({
          LookupAttributes: [{ AttributeKey: input.key, AttributeValue: input.value }],
          StartTime: input.since,
          MaxResults: 50,
          ...(input.nextToken === undefined ? {} : { NextToken: input.nextToken }),
        }),
      ),
  } satisfies Record<ReadName, (input: never) => Promise<unknown>>;
  return { reads, region: amplifyClient.config.region };
}
