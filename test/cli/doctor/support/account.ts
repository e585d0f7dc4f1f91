/**
 * A healthy account, as AWS's APIs describe it. Shapes: botocore's models of amplify (2017-07-25), iam (2010-05-08), logs
 * (2014-03-28) and cloudtrail (2013-11-01), and
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html.
 */
export const region = "eu-west-1";
export const accountId = "123456789012";
export const appId = "d1a2b3c4";
/** 2026-11-20T12:00:00Z */
export const now = 1_795_176_000;
const date = (secondsAgo: number) => new Date((now - secondsAgo) * 1000);
const DAY = 86_400;

export const roleArn = (name: string) => `arn:aws:iam::${accountId}:role/${name}`;
export const table = `arn:aws:dynamodb:${region}:${accountId}:table/orders`;
export const allow = (Action: string | readonly string[], Resource: string | readonly string[], more: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
export const policy = (...Statement: readonly object[]) => ({ Version: "2012-10-17", Statement });

const logs = `arn:aws:logs:${region}:${accountId}:log-group`;
const group = `/aws/amplify/${appId}`;
export const logPolicy = policy(
  allow("logs:CreateLogGroup", [`${logs}:${group}`, `${logs}:${group}:*`]),
  allow(["logs:CreateLogStream", "logs:PutLogEvents"], `${logs}:${group}:log-stream:*`),
  allow("logs:DescribeLogGroups", `${logs}:*`),
);
export const serviceTrust = policy({
  Effect: "Allow",
  Principal: { Service: "amplify.amazonaws.com" },
  Action: "sts:AssumeRole",
  Condition: {
    ArnLike: { "aws:SourceArn": `arn:aws:amplify:${region}:${accountId}:apps/*` },
    StringEquals: { "aws:SourceAccount": accountId },
  },
});
export const computeTrust = policy({
  Effect: "Allow",
  Principal: { Service: "amplify.amazonaws.com" },
  Action: "sts:AssumeRole",
});

export interface Role {
  path?: string;
  createdAgo: number;
  trust: object;
  inline: Record<string, object>;
  /** ARNs. */
  attached: string[];
  /** What GetRole answers besides: a description, tags. */
  more?: object;
}

export interface LogGroup {
  retentionInDays?: number;
  kmsKeyId?: string;
  logGroupClass?: string;
  tags?: Record<string, string>;
}

export interface Account {
  app: Record<string, unknown> | undefined;
  branches: Record<string, unknown>[];
  roles: Record<string, Role>;
  managed: Record<string, object>;
  logGroup: LogGroup | undefined;
  logEvents: { ago: number; message: string }[];
  domains?: object[];
  webhooks?: object[];
  backends?: object[];
  /** Records of CloudTrail, the newest first. */
  events: Record<string, unknown>[];
}

export const session = `AmplifyHostingCompute-app=${appId}`;
export const sessionArn = (role: string, name = session) => `arn:aws:sts::${accountId}:assumed-role/${role}/${name}`;

export const record = (ago: number, more: object): Record<string, unknown> => ({
  eventVersion: "1.11",
  eventTime: date(ago).toISOString(),
  awsRegion: region,
  eventType: "AwsApiCall",
  managementEvent: true,
  recipientAccountId: accountId,
  ...more,
});
export const assumed = (role: string, roleSessionName: string, ago: number, more: object = {}) =>
  record(ago, {
    userIdentity: { type: "AWSService", invokedBy: "amplify.amazonaws.com" },
    eventSource: "sts.amazonaws.com",
    eventName: "AssumeRole",
    requestParameters: { roleArn: roleArn(role), roleSessionName },
    resources: [{ accountId, type: "AWS::IAM::Role", ARN: roleArn(role) }],
    ...more,
  });
export const deniedEvent = (role: string, action: string, resource: string, ago = 60) => {
  const [service, eventName] = action.split(":");
  const arn = sessionArn(role);
  return record(ago, {
    userIdentity: {
      type: "AssumedRole",
      arn,
      accountId,
      sessionContext: { sessionIssuer: { type: "Role", arn: roleArn(role) } },
    },
    eventSource: `${service}.amazonaws.com`,
    eventName,
    errorCode: "AccessDenied",
    errorMessage: `User: ${arn} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
  });
};

export const branch = (branchName: string, more: object = {}): Record<string, unknown> => ({
  branchArn: `arn:aws:amplify:${region}:${accountId}:apps/${appId}/branches/${branchName}`,
  branchName,
  description: "",
  stage: "PRODUCTION",
  displayName: branchName,
  enableNotification: false,
  createTime: date(30 * DAY),
  updateTime: date(10 * DAY),
  environmentVariables: {},
  enableAutoBuild: true,
  customDomains: [],
  framework: "Next.js - SSR",
  activeJobId: "0000000002",
  totalNumberOfJobs: "2",
  enableBasicAuth: false,
  ttl: "5",
  enablePullRequestPreview: false,
  ...more,
});

export const healthy = (): Account => ({
  app: {
    appId,
    appArn: `arn:aws:amplify:${region}:${accountId}:apps/${appId}`,
    name: "web",
    description: "",
    repository: "https://github.com/acme/web",
    platform: "WEB_COMPUTE",
    createTime: date(30 * DAY),
    updateTime: date(10 * DAY),
    iamServiceRoleArn: roleArn("web-service"),
    computeRoleArn: roleArn("web-compute"),
    environmentVariables: { TABLE_NAME: "orders" },
    defaultDomain: `${appId}.amplifyapp.com`,
    enableBranchAutoBuild: true,
    enableBasicAuth: false,
    buildSpec:
      "version: 1\nfrontend:\n  phases:\n    build:\n      commands:\n        - nvm use 22\n        - npm run build\n",
    enableAutoBranchCreation: false,
  },
  branches: [branch("main"), branch("develop", { stage: "DEVELOPMENT" })],
  roles: {
    "web-service": { createdAgo: 30 * DAY, trust: serviceTrust, inline: { "ssr-logs": logPolicy }, attached: [] },
    "web-compute": {
      createdAgo: 30 * DAY,
      trust: computeTrust,
      inline: { permissions: policy(allow(["dynamodb:GetItem", "dynamodb:Query"], table)) },
      attached: [],
    },
  },
  managed: {},
  logGroup: { retentionInDays: 30 },
  logEvents: [{ ago: 300, message: "GET /orders 200" }],
  events: [assumed("web-compute", session, 600), assumed("web-service", "BuildSession", 10 * 3600)],
});
