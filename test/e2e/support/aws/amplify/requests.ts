import type { Shape, Structure } from "./shapes.js";

// The bodies of Amplify's requests, after the API reference:
// https://docs.aws.amazon.com/amplify/latest/APIReference/API_Operations.html
// gateway.test.ts holds their names and limits against botocore's model of the service.

const flag: Shape = { is: "boolean" };
const text = (max: number, min = 0): Shape => ({ is: "string", max, min });
const oneOf = (...of: string[]): Shape => ({ is: "string", of });

const stage = oneOf("PRODUCTION", "BETA", "DEVELOPMENT", "EXPERIMENTAL", "PULL_REQUEST");
const environmentVariables: Shape = { is: "map", value: text(5_500) };
const tags: Shape = { is: "map", max: 50, value: text(256) };

/** What an app's settings for automatic branches share with a branch. */
const buildSettings = {
  basicAuthCredentials: text(2_000),
  buildSpec: text(25_000, 1),
  enableAutoBuild: flag,
  enableBasicAuth: flag,
  enablePerformanceMode: flag,
  enablePullRequestPreview: flag,
  environmentVariables,
  framework: text(255),
  pullRequestEnvironmentName: text(20),
  stage,
} satisfies Record<string, Shape>;

const branchSettings = {
  ...buildSettings,
  backend: { is: "structure", members: { stackArn: text(2_048, 20) } },
  backendEnvironmentArn: text(1_000),
  computeRoleArn: text(1_000),
  description: text(1_000),
  displayName: text(255),
  enableNotification: flag,
  enableSkewProtection: flag,
  ttl: text(32),
} satisfies Record<string, Shape>;

const appSettings = {
  accessToken: text(4_096, 1),
  autoBranchCreationConfig: { is: "structure", members: buildSettings },
  autoBranchCreationPatterns: { is: "list", item: text(2_048, 1) },
  basicAuthCredentials: text(2_000),
  buildSpec: text(25_000, 1),
  cacheConfig: {
    is: "structure",
    required: ["type"],
    members: { type: oneOf("AMPLIFY_MANAGED", "AMPLIFY_MANAGED_NO_COOKIES") },
  },
  computeRoleArn: text(1_000),
  customHeaders: text(25_000),
  customRules: {
    is: "list",
    item: {
      is: "structure",
      required: ["source", "target"],
      members: { source: text(2_048, 1), target: text(2_048, 1), status: text(7, 3), condition: text(2_048) },
    },
  },
  description: text(1_000),
  enableAutoBranchCreation: flag,
  enableBasicAuth: flag,
  enableBranchAutoBuild: flag,
  enableBranchAutoDeletion: flag,
  environmentVariables,
  iamServiceRoleArn: text(1_000),
  jobConfig: {
    is: "structure",
    required: ["buildComputeType"],
    members: { buildComputeType: oneOf("STANDARD_8GB", "LARGE_16GB", "XLARGE_72GB") },
  },
  name: text(255, 1),
  oauthToken: text(4_096),
  platform: oneOf("WEB", "WEB_DYNAMIC", "WEB_COMPUTE"),
  repository: text(1_000),
} satisfies Record<string, Shape>;

export const REQUESTS = {
  CreateApp: { is: "structure", required: ["name"], members: { ...appSettings, tags } },
  UpdateApp: { is: "structure", members: appSettings },
  CreateBranch: {
    is: "structure",
    required: ["branchName"],
    members: { ...branchSettings, branchName: text(255, 1), tags },
  },
  UpdateBranch: { is: "structure", members: branchSettings },
  TagResource: { is: "structure", required: ["tags"], members: { tags } },
} satisfies Record<string, Structure>;
