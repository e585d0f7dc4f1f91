import type { Shape, Structure, Text } from "../shapes.js";

// Amplify's requests, after the API reference:
// https://docs.aws.amazon.com/amplify/latest/APIReference/API_Operations.html
// gateway.test.ts holds their names, limits and patterns against botocore's model of the service. What an account may
// have at most (25 apps of a region, 50 branches of an app, unless raised) is no part of it, and is not kept here.

/** What a request may hold: in the variable parts of its path, in order, in its query, in its body. */
export interface Request {
  readonly path?: Readonly<Record<string, Shape>>;
  readonly query?: Readonly<Record<string, Shape>>;
  readonly body?: Structure;
}

const ANY = "(?s).*";
const SOME = "(?s).+";

const flag: Shape = { is: "boolean" };
const text = (max: number, min = 0, pattern = min > 0 ? SOME : ANY): Text => ({ is: "string", max, min, pattern });
const oneOf = (...of: string[]): Shape => ({ is: "string", of });

const stage = oneOf("PRODUCTION", "BETA", "DEVELOPMENT", "EXPERIMENTAL", "PULL_REQUEST");
const environmentVariables: Shape = { is: "map", key: text(255), value: text(5_500) };
const tagKey = text(128, 1, "^(?!aws:)[a-zA-Z+-=._:/]+$");
const tags: Shape = {
  is: "map",
  min: 0,
  max: 50,
  key: tagKey,
  value: text(256, 0, "^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$"),
};

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
  backend: {
    is: "structure",
    members: { stackArn: text(2_048, 20, "^arn:aws:cloudformation:[a-z0-9-]+:\\d{12}:stack/.+/.+$") },
  },
  backendEnvironmentArn: text(1_000),
  computeRoleArn: text(1_000),
  description: text(1_000),
  displayName: text(255),
  enableNotification: flag,
  enableSkewProtection: flag,
  ttl: text(32, 0, "\\d*"),
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
      members: {
        source: text(2_048, 1),
        target: text(2_048, 1),
        status: text(7, 3, ".{3,7}"),
        condition: text(2_048),
      },
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

const ofApp = { appId: text(20, 1, "d[a-z0-9]+") };
const ofBranch = { ...ofApp, branchName: text(255, 1) };
const ofResource = { resourceArn: text(2_048, 0, "^arn:aws:amplify:.*") };
const pageOf = (most: number) => ({
  nextToken: text(2_000),
  maxResults: { is: "integer", min: 0, max: most } as const,
});

export const REQUESTS = {
  CreateApp: { body: { is: "structure", required: ["name"], members: { ...appSettings, tags } } },
  ListApps: { query: pageOf(100) },
  GetApp: { path: ofApp },
  UpdateApp: { path: ofApp, body: { is: "structure", members: appSettings } },
  DeleteApp: { path: ofApp },
  CreateBranch: {
    path: ofApp,
    body: {
      is: "structure",
      required: ["branchName"],
      members: { ...branchSettings, branchName: text(255, 1), tags },
    },
  },
  ListBranches: { path: ofApp, query: pageOf(50) },
  GetBranch: { path: ofBranch },
  UpdateBranch: { path: ofBranch, body: { is: "structure", members: branchSettings } },
  DeleteBranch: { path: ofBranch },
  ListTagsForResource: { path: ofResource },
  TagResource: { path: ofResource, body: { is: "structure", required: ["tags"], members: { tags } } },
  UntagResource: { path: ofResource, query: { tagKeys: { is: "list", min: 1, max: 50, item: tagKey } } },
} satisfies Record<string, Request>;
