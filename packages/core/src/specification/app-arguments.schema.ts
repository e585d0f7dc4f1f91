import { messages } from "../findings/messages.js";
import type { Context } from "../schema/context.js";
import {
  anyString,
  array,
  boolean,
  object,
  oneOf,
  orUnresolved,
  type Properties,
  record,
  string,
  stringOfLength,
} from "../schema/schema.js";
import { basicAuthCredentials } from "./basic-auth.js";
import { checkEnvironmentVariables } from "./environment-variables.js";
import type {
  AmplifyAppArguments,
  AmplifyBranchArguments,
  AutoBranchCreationConfig,
  CustomRule,
} from "./provider-arguments.js";
import { amplifyTags as tags } from "./tags.js";

type Bool = boolean | string;

const stage = oneOf("PRODUCTION", "BETA", "DEVELOPMENT", "EXPERIMENTAL", "PULL_REQUEST", "NONE");
const description = stringOfLength("description", 0, 1_000);
export const buildSpec = stringOfLength("build specification", 1, 25_000);
const framework = stringOfLength("framework", 0, 255);
const pullRequestEnvironmentName = stringOfLength("name of the pull request environment", 0, 20);
/** Seconds. */
const ttl = string((value) =>
  /^\d{0,32}$/.test(value) ? undefined : messages.badName(value, "time to live", "^\\d{0,32}$"),
);

/** Reads environment variables and reports names and values that Amplify refuses. */
const environmentVariables = (value: unknown, context: Context) => {
  const read = orUnresolved(record(anyString))(value, context);
  if (typeof read === "object") checkEnvironmentVariables(read, context);
  return read;
};

const autoBranchCreationConfig = object<AutoBranchCreationConfig<string, Bool>>({
  basicAuthCredentials,
  buildSpec,
  enableAutoBuild: boolean,
  enableBasicAuth: boolean,
  enablePerformanceMode: boolean,
  enablePullRequestPreview: boolean,
  environmentVariables,
  framework,
  pullRequestEnvironmentName,
  stage,
});

const customRule = object<CustomRule>(
  {
    condition: stringOfLength("condition", 0, 2_048),
    source: stringOfLength("source", 1, 2_048),
    status: stringOfLength("status", 3, 7),
    target: stringOfLength("target", 1, 2_048),
  },
  ["source", "target"],
);

/** https://docs.aws.amazon.com/amplify/latest/APIReference/API_CreateApp.html */
export const appArguments: Properties<AmplifyAppArguments<string, Bool>> = {
  name: stringOfLength("app name", 1, 255),
  accessToken: stringOfLength("access token", 1, 255),
  autoBranchCreationConfig,
  autoBranchCreationPatterns: orUnresolved(array(stringOfLength("pattern", 1, 2_048))),
  basicAuthCredentials,
  buildSpec,
  cacheConfig: object({ type: oneOf("AMPLIFY_MANAGED", "AMPLIFY_MANAGED_NO_COOKIES") }, ["type"]),
  customHeaders: stringOfLength("text of custom headers", 0, 25_000),
  customRules: array(customRule),
  description,
  enableAutoBranchCreation: boolean,
  enableBasicAuth: boolean,
  enableBranchAutoBuild: boolean,
  enableBranchAutoDeletion: boolean,
  environmentVariables,
  jobConfig: object({ buildComputeType: oneOf("STANDARD_8GB", "LARGE_16GB", "XLARGE_72GB") }),
  oauthToken: stringOfLength("OAuth token", 0, 1_000),
  platform: oneOf("WEB_COMPUTE", "WEB_DYNAMIC", "WEB"),
  repository: stringOfLength("repository", 0, 1_000),
  tags,
};

/** https://docs.aws.amazon.com/amplify/latest/APIReference/API_CreateBranch.html */
export const branchArguments: Properties<AmplifyBranchArguments<string, Bool>> = {
  backendEnvironmentArn: stringOfLength("backend environment's ARN", 0, 1_000),
  basicAuthCredentials,
  description,
  displayName: stringOfLength("display name", 0, 255),
  enableAutoBuild: boolean,
  enableBasicAuth: boolean,
  enableNotification: boolean,
  enablePerformanceMode: boolean,
  enablePullRequestPreview: boolean,
  enableSkewProtection: boolean,
  environmentVariables,
  framework,
  pullRequestEnvironmentName,
  stage,
  tags,
  ttl,
};
