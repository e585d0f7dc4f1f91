import type { Report } from "../findings/finding.js";
import { quoted } from "../findings/text.js";
import { toDisplayString } from "../placeholders/placeholder.js";
import { boolean, oneOf, type Properties, type Schema, string, stringOfLength } from "../schema/schema.js";
import { basicAuthCredentials } from "./basic-auth.js";
import type { AmplifyBranchArguments } from "./branch-arguments.js";
import { environmentVariables } from "./environment-variables.js";
import type { ParsedBoolean } from "./parsed.js";
import { withoutSecret } from "./secrets.js";
import { amplifyTags } from "./tags.js";

const invalidTtl = (found: string): Report => ({
  code: "INVALID_NAME",
  message: `${quoted(found)} is not a valid time to live.`,
  fix: 'Write at most 32 digits, a number of seconds: "5".',
  parameters: { found: toDisplayString(found) },
});

export const stage = oneOf("PRODUCTION", "BETA", "DEVELOPMENT", "EXPERIMENTAL", "PULL_REQUEST", "NONE");
export const description = withoutSecret(stringOfLength("description", 0, 1_000));
export const buildSpec = withoutSecret(stringOfLength("build specification", 1, 25_000));

/** https://docs.aws.amazon.com/amplify/latest/userguide/ssr-supported-features.html */
const NEXTJS = "Next.js - SSR";
const lettersOf = (text: string) => text.toLowerCase().replaceAll(/[^a-z]/g, "");

const misspelledFramework = (found: string): Report => ({
  code: "INVALID_VALUE",
  severity: "warning",
  message: `${quoted(found)} is not how Amplify writes the framework, so it may build the app without server code.`,
  fix: `Write "${NEXTJS}", or leave "framework" out: Amplify sets it at the first build.`,
  parameters: { found: toDisplayString(found), values: [NEXTJS] },
});

const anyFramework = stringOfLength("framework", 0, 255);
/** Amplify takes any string. What has the letters of the one that it documents for SSR is meant to be that. */
export const framework: Schema<string> = (value, context) => {
  const parsed = anyFramework(value, context);
  if (parsed !== undefined && parsed !== NEXTJS && lettersOf(parsed) === lettersOf(NEXTJS))
    context.report(misspelledFramework(parsed));
  return parsed;
};
export const pullRequestEnvironmentName = stringOfLength("pullRequestEnvironmentName", 0, 20);

/** https://docs.aws.amazon.com/amplify/latest/APIReference/API_CreateBranch.html */
export const branchArguments: Properties<AmplifyBranchArguments<string, ParsedBoolean>> = {
  backendEnvironmentArn: stringOfLength("ARN of the backend environment", 0, 1_000),
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
  tags: amplifyTags,
  ttl: string((value) => (/^\d{0,32}$/.test(value) ? undefined : invalidTtl(value))),
};
