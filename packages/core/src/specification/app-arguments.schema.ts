import {
  array,
  boolean,
  object,
  oneOf,
  orUnresolved,
  type Properties,
  stringOfLength,
  written,
} from "../schema/schema.js";
import type { AmplifyAppArguments, AutoBranchCreationConfig, CustomRule } from "./app-arguments.js";
import { basicAuthCredentials } from "./basic-auth.js";
import { buildSpec, description, framework, pullRequestEnvironmentName, stage } from "./branch-arguments.schema.js";
import { environmentVariables } from "./environment-variables.js";
import type { ParsedBoolean } from "./parsed.js";
import { deployTimeSecret, repositoryAddress, withoutSecret } from "./secrets.js";
import { amplifyTags } from "./tags.js";

const ROLE_OF_AUTO_CREATED_BRANCHES =
  "Auto-created branches run as the app's compute role. Write previews: { computeRole: … } for it, and give each branch its own computeRole.";

const autoBranchCreationConfig = object<AutoBranchCreationConfig<string, ParsedBoolean>>(
  {
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
  },
  [],
  new Map(["computeRole", "computeRoleArn"].map((name) => [name, ROLE_OF_AUTO_CREATED_BRANCHES])),
);

/** https://docs.aws.amazon.com/amplify/latest/APIReference/API_CustomRule.html */
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
export const appArguments: Properties<AmplifyAppArguments<string, ParsedBoolean>> = {
  name: stringOfLength("app name", 1, 255),
  accessToken: deployTimeSecret("access token", stringOfLength("access token", 1, 255)),
  autoBranchCreationConfig: written(
    "Write an object: { enableAutoBuild: true }. To create branches automatically, write enableAutoBranchCreation: true.",
    autoBranchCreationConfig,
  ),
  autoBranchCreationPatterns: written(
    'Write an array: ["feature/*"].',
    orUnresolved(array(stringOfLength("pattern", 1, 2_048))),
  ),
  basicAuthCredentials,
  buildSpec,
  cacheConfig: written(
    'Write an object: { type: "AMPLIFY_MANAGED" }.',
    object({ type: oneOf("AMPLIFY_MANAGED", "AMPLIFY_MANAGED_NO_COOKIES") }, ["type"]),
  ),
  customHeaders: withoutSecret(stringOfLength("customHeaders", 0, 25_000)),
  customRules: written(
    'Write an array: [{ source: "/old", target: "/new", status: "301" }].',
    array(written('Write an object: { source: "/old", target: "/new", status: "301" }.', customRule)),
  ),
  description,
  enableAutoBranchCreation: boolean,
  enableBasicAuth: boolean,
  enableBranchAutoBuild: boolean,
  enableBranchAutoDeletion: boolean,
  environmentVariables,
  jobConfig: written(
    'Write an object: { buildComputeType: "LARGE_16GB" }.',
    object({ buildComputeType: oneOf("STANDARD_8GB", "LARGE_16GB", "XLARGE_72GB") }),
  ),
  oauthToken: deployTimeSecret("OAuth token", stringOfLength("OAuth token", 0, 1_000)),
  platform: oneOf("WEB_COMPUTE", "WEB_DYNAMIC", "WEB"),
  repository: written(
    'Write its URL: "https://github.com/acme/web", or repository.cloneUrlHttp of a CodeCommit repository.',
    repositoryAddress(stringOfLength("repository", 0, 1_000)),
  ),
  tags: amplifyTags,
};
