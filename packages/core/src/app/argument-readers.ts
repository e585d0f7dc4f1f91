import { faults } from "../errors/faults.js";
import type {
  AmplifyAppArguments,
  AmplifyBranchArguments,
  AutoBranchCreationConfig,
  CustomRule,
} from "../plan/provider-arguments.js";
import type { Place } from "../read/place.js";
import { flag, lateOr, list, type Members, oneOf, record, shape, sizedText, text, textThat } from "../read/readers.js";
import { amplifyTags as tags } from "../read/tags.js";
import { basicAuthCredentials } from "./basic-auth.js";
import { checkEnvironmentVariables } from "./environment-variables.js";

type Flag = boolean | string;

const stage = oneOf("PRODUCTION", "BETA", "DEVELOPMENT", "EXPERIMENTAL", "PULL_REQUEST", "NONE");
const description = sizedText("description", 0, 1_000);
export const buildSpec = sizedText("build specification", 1, 25_000);
const framework = sizedText("framework", 0, 255);
const pullRequestEnvironmentName = sizedText("name of the pull request environment", 0, 20);
/** Seconds. */
const ttl = textThat((value) =>
  /^\d{0,32}$/.test(value) ? undefined : faults.badName(value, "time to live", "^\\d{0,32}$"),
);

/** Reads environment variables and reports names and values that Amplify refuses. */
const environmentVariables = (value: unknown, at: Place) => {
  const read = lateOr(record(text))(value, at);
  if (typeof read === "object") checkEnvironmentVariables(read, at);
  return read;
};

const autoBranchCreationConfig = shape<AutoBranchCreationConfig<string, Flag>>({
  basicAuthCredentials,
  buildSpec,
  enableAutoBuild: flag,
  enableBasicAuth: flag,
  enablePerformanceMode: flag,
  enablePullRequestPreview: flag,
  environmentVariables,
  framework,
  pullRequestEnvironmentName,
  stage,
});

const customRule = shape<CustomRule>(
  {
    condition: sizedText("condition", 0, 2_048),
    source: sizedText("source", 1, 2_048),
    status: sizedText("status", 3, 7),
    target: sizedText("target", 1, 2_048),
  },
  ["source", "target"],
);

/** https://docs.aws.amazon.com/amplify/latest/APIReference/API_CreateApp.html */
export const appArguments: Members<AmplifyAppArguments<string, Flag>> = {
  name: sizedText("app name", 1, 255),
  accessToken: sizedText("access token", 1, 255),
  autoBranchCreationConfig,
  autoBranchCreationPatterns: lateOr(list(sizedText("pattern", 1, 2_048))),
  basicAuthCredentials,
  buildSpec,
  cacheConfig: shape({ type: oneOf("AMPLIFY_MANAGED", "AMPLIFY_MANAGED_NO_COOKIES") }, ["type"]),
  customHeaders: sizedText("text of custom headers", 0, 25_000),
  customRules: list(customRule),
  description,
  enableAutoBranchCreation: flag,
  enableBasicAuth: flag,
  enableBranchAutoBuild: flag,
  enableBranchAutoDeletion: flag,
  environmentVariables,
  jobConfig: shape({ buildComputeType: oneOf("STANDARD_8GB", "LARGE_16GB", "XLARGE_72GB") }),
  oauthToken: sizedText("OAuth token", 0, 1_000),
  platform: oneOf("WEB_COMPUTE", "WEB_DYNAMIC", "WEB"),
  repository: sizedText("repository", 0, 1_000),
  tags,
};

/** https://docs.aws.amazon.com/amplify/latest/APIReference/API_CreateBranch.html */
export const branchArguments: Members<AmplifyBranchArguments<string, Flag>> = {
  backendEnvironmentArn: sizedText("backend environment's ARN", 0, 1_000),
  basicAuthCredentials,
  description,
  displayName: sizedText("display name", 0, 255),
  enableAutoBuild: flag,
  enableBasicAuth: flag,
  enableNotification: flag,
  enablePerformanceMode: flag,
  enablePullRequestPreview: flag,
  enableSkewProtection: flag,
  environmentVariables,
  framework,
  pullRequestEnvironmentName,
  stage,
  tags,
  ttl,
};
