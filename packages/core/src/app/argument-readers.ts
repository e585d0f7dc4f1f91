import { faults } from "../errors/faults.js";
import type {
  AmplifyAppArguments,
  AmplifyBranchArguments,
  AutoBranchCreationConfig,
  CustomRule,
} from "../plan/provider-arguments.js";
import type { Place } from "../read/place.js";
import { flag, lateOr, list, type Members, oneOf, record, shape, text, textThat } from "../read/readers.js";
import { basicAuthCredentials } from "./basic-auth.js";
import { checkEnvironmentVariables } from "./environment-variables.js";

type Flag = boolean | string;

const stage = oneOf("PRODUCTION", "BETA", "DEVELOPMENT", "EXPERIMENTAL", "PULL_REQUEST", "NONE");
/** Any keys; AWS and the provider have rules of their own for them. */
export const tags = lateOr(record(text));

/** Reads environment variables and reports names and values that Amplify refuses. */
const environmentVariables = (value: unknown, at: Place) => {
  const read = lateOr(record(text))(value, at);
  if (typeof read === "object") checkEnvironmentVariables(read, at);
  return read;
};

const autoBranchCreationConfig = shape<AutoBranchCreationConfig<string, Flag>>({
  basicAuthCredentials,
  buildSpec: text,
  enableAutoBuild: flag,
  enableBasicAuth: flag,
  enablePerformanceMode: flag,
  enablePullRequestPreview: flag,
  environmentVariables,
  framework: text,
  pullRequestEnvironmentName: text,
  stage,
});

const customRule = shape<CustomRule>({ condition: text, source: text, status: text, target: text }, [
  "source",
  "target",
]);

/** https://docs.aws.amazon.com/amplify/latest/APIReference/API_CreateApp.html */
export const appArguments: Members<AmplifyAppArguments<string, Flag>> = {
  name: textThat((name) =>
    name.length >= 1 && name.length <= 255 ? undefined : faults.badLength(name, "app name", 1, 255),
  ),
  accessToken: text,
  autoBranchCreationConfig,
  autoBranchCreationPatterns: lateOr(list(text)),
  basicAuthCredentials,
  buildSpec: text,
  cacheConfig: shape({ type: oneOf("AMPLIFY_MANAGED", "AMPLIFY_MANAGED_NO_COOKIES") }, ["type"]),
  customHeaders: text,
  customRules: list(customRule),
  description: text,
  enableAutoBranchCreation: flag,
  enableBasicAuth: flag,
  enableBranchAutoBuild: flag,
  enableBranchAutoDeletion: flag,
  environmentVariables,
  jobConfig: shape({ buildComputeType: oneOf("STANDARD_8GB", "LARGE_16GB", "XLARGE_72GB") }),
  oauthToken: text,
  platform: oneOf("WEB_COMPUTE", "WEB_DYNAMIC", "WEB"),
  repository: text,
  tags,
};

/** https://docs.aws.amazon.com/amplify/latest/APIReference/API_CreateBranch.html */
export const branchArguments: Members<AmplifyBranchArguments<string, Flag>> = {
  backendEnvironmentArn: text,
  basicAuthCredentials,
  description: text,
  displayName: text,
  enableAutoBuild: flag,
  enableBasicAuth: flag,
  enableNotification: flag,
  enablePerformanceMode: flag,
  enablePullRequestPreview: flag,
  enableSkewProtection: flag,
  environmentVariables,
  framework: text,
  pullRequestEnvironmentName: text,
  stage,
  tags,
  ttl: text,
};
