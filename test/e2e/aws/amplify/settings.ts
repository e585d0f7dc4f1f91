import { isJsonObject, type JsonObject } from "../message.js";
import { keptVariables } from "./environment-variables.js";

/** What Amplify shows of an app for the members that a request left out. */
export const APP_DEFAULTS: JsonObject = {
  cacheConfig: { type: "AMPLIFY_MANAGED" },
  customHeaders: "",
  customRules: [],
  description: "",
  enableAutoBranchCreation: false,
  enableBasicAuth: false,
  enableBranchAutoBuild: false,
  enableBranchAutoDeletion: false,
  environmentVariables: {},
  platform: "WEB",
  repository: "",
};

/**
 * The same for a branch. `NONE` and `5` are in no model of the API, but Terraform's provider has to allow for both:
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/amplify/branch.go
 */
export const BRANCH_DEFAULTS: JsonObject = {
  activeJobId: "",
  customDomains: [],
  description: "",
  enableAutoBuild: true,
  enableBasicAuth: false,
  enableNotification: false,
  enablePullRequestPreview: false,
  environmentVariables: {},
  framework: "",
  stage: "NONE",
  totalNumberOfJobs: "0",
  ttl: "5",
};

/** Used once and never shown. */
const TOKENS = ["accessToken", "oauthToken"];
/** An empty value leaves these as they are: Terraform replaces an app in order to clear them. */
const NEVER_CLEARED = ["iamServiceRoleArn"];
/** An empty value removes these. */
const CLEARED = ["backendEnvironmentArn", "basicAuthCredentials", "computeRoleArn", "pullRequestEnvironmentName"];
/** Set by another operation. */
const SEPARATE = ["tags"];

/** The settings of an app or a branch after a request: a member that is left out, or null, stays as it was. */
export function changed(before: JsonObject, input: JsonObject): JsonObject {
  const after = { ...before };
  for (const [name, value] of Object.entries(input)) {
    if ((value ?? null) === null || TOKENS.includes(name) || SEPARATE.includes(name)) continue;
    if (value === "" && NEVER_CLEARED.includes(name)) continue;
    if (value === "" && CLEARED.includes(name)) delete after[name];
    else after[name] = kept(name, value);
  }
  return after;
}

function kept(name: string, value: unknown): unknown {
  if (name === "environmentVariables") return keptVariables(value);
  if (name !== "autoBranchCreationConfig" || !isJsonObject(value)) return value;
  return { ...value, environmentVariables: keptVariables(value.environmentVariables) };
}
