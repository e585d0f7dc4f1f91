import type { Report } from "../findings/finding.js";
import { unresolvedStructure } from "../findings/messages.js";
import {
  basicAuthPlaceholders,
  isUnresolved,
  referencePlaceholder,
  toDisplayString,
} from "../placeholders/placeholder.js";
import type { Context } from "../schema/context.js";
import { decodeBasicAuth } from "../specification/basic-auth.js";
import type { BranchRequest } from "./amplify-branch.js";
import type { PlannedResource, SetOnce } from "./resources.js";

type Arguments = BranchRequest["arguments"];

const unsupportedByCloudControl = (argument: string): Report => ({
  code: "UNSUPPORTED_BY_CLOUD_CONTROL",
  message: `AWS::Amplify::Branch does not support "${argument}". A branch with its own compute role, or with managedBy: "cloudControl", is created as AWS::Amplify::Branch.`,
  fix: `Remove "${argument}", or give the compute role to the app.`,
  parameters: { argument },
});

const unsupportedStage = (): Report => ({
  code: "UNSUPPORTED_BY_CLOUD_CONTROL",
  message: 'AWS::Amplify::Branch does not support the stage "NONE".',
  fix: 'Remove "stage".',
  parameters: { argument: "stage" },
});

const basicAuthIncomplete = (): Report => ({
  code: "BASIC_AUTH_INCOMPLETE",
  message: "AWS::Amplify::Branch requires the credentials to enable basic auth.",
  fix: 'Add "basicAuthCredentials", or remove "enableBasicAuth".',
});

const basicAuthComposed = (): Report => ({
  code: "VALUE_REQUIRED_AT_SYNTH",
  message:
    "The credentials are composed of several values, some known only after deploy, so the user and the password cannot be told apart.",
  fix: "Pass one value that is base64 of user:password.",
  parameters: { expected: "basicAuthCredentials" },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-amplify-branch-basicauthconfig.html */
const MAX_BASIC_AUTH_LENGTH = 255;

const invalidBasicAuthLength = (): Report => ({
  code: "INVALID_BASIC_AUTH",
  message: `The user and the password must have 1 to ${MAX_BASIC_AUTH_LENGTH} characters each.`,
  fix: `Write base64 of user:password, with 1 to ${MAX_BASIC_AUTH_LENGTH} characters in each.`,
  parameters: { least: 1, most: MAX_BASIC_AUTH_LENGTH },
});

/** The properties of `AWS::Amplify::Branch` for the arguments of `aws_amplify_branch`. Undefined: it has none. */
const PROPERTIES: { readonly [K in keyof Required<Arguments>]: string | undefined } = {
  backendEnvironmentArn: undefined,
  basicAuthCredentials: "BasicAuthConfig",
  description: "Description",
  displayName: undefined,
  enableAutoBuild: "EnableAutoBuild",
  enableBasicAuth: "BasicAuthConfig",
  enableNotification: undefined,
  enablePerformanceMode: "EnablePerformanceMode",
  enablePullRequestPreview: "EnablePullRequestPreview",
  enableSkewProtection: "EnableSkewProtection",
  environmentVariables: "EnvironmentVariables",
  framework: "Framework",
  pullRequestEnvironmentName: "PullRequestEnvironmentName",
  stage: "Stage",
  tags: "Tags",
  ttl: undefined,
};

/** Maps that CloudFormation takes as arrays, and the property that holds the map's key in their items. */
const ARRAYS: ReadonlyMap<string, "Name" | "Key"> = new Map([
  ["EnvironmentVariables", "Name"],
  ["Tags", "Key"],
]);

/**
 * Plans a branch as `AWS::Amplify::Branch` through Cloud Control, which can set its compute role.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-amplify-branch.html
 */
export function planCloudControlBranch(request: BranchRequest): PlannedResource<"aws_cloudcontrolapi_resource"> {
  const { id, context, app, branchName, buildSpec, computeRoleArn, dependsOn, resourceRegion } = request;
  const state: Record<string, unknown> = { AppId: referencePlaceholder(app, "id"), BranchName: branchName };
  for (const [argument, property] of Object.entries(PROPERTIES)) {
    const value: unknown = request.arguments[argument as keyof Arguments];
    if (value === undefined) continue;
    const key = ARRAYS.get(property ?? "");
    const argumentContext = context.property(argument);
    if (property === undefined) argumentContext.report(unsupportedByCloudControl(argument));
    // The array is sorted by keys, so the keys have to be known.
    else if (key !== undefined && typeof value === "string") argumentContext.report(unresolvedStructure("object"));
    else if (argument === "stage" && value === "NONE") argumentContext.report(unsupportedStage());
    else if (key !== undefined) state[property] = sortedItems(value as Record<string, string>, key);
    else if (property !== "BasicAuthConfig") state[property] = value;
  }
  const basicAuth = basicAuthConfig(request.arguments, context);
  if (basicAuth !== undefined) state.BasicAuthConfig = basicAuth;
  if (buildSpec !== undefined) state.BuildSpec = buildSpec;
  if (computeRoleArn !== undefined) state.ComputeRoleArn = computeRoleArn;
  return {
    type: "aws_cloudcontrolapi_resource",
    id,
    dependsOn,
    // While the new app's id is unknown, Terraform's provider plans an update in place instead of a replacement.
    replaceTriggeredBy: app,
    // What aws_amplify_branch marks as a secret. `properties` is all that AWS returns, the variables included.
    ...(basicAuth === undefined ? {} : { secretProperties: ["Password"] }),
    ...(basicAuth === undefined && state.EnvironmentVariables === undefined ? {} : { secretOutputs: ["properties"] }),
    setOnce: basicAuthSetOnce(branchName, request.arguments),
    arguments: { ...resourceRegion, typeName: "AWS::Amplify::Branch", desiredState: sortedByKey(state) },
  };
}

/**
 * The provider updates with a JSON patch, and a patch can add what the handler does not read back, but cannot replace or
 * remove it. The state then counts the failed update as done.
 */
const basicAuthSetOnce = (branchName: string, { basicAuthCredentials, enableBasicAuth }: Arguments): SetOnce => ({
  value: basicAuthCredentials && `${enableBasicAuth ?? false} ${basicAuthCredentials}`,
  name: "basic-auth-stays-as-created",
  property: "BasicAuthConfig",
  message: `Cloud Control cannot change or remove the basic auth of branch "${toDisplayString(branchName)}". Write "enableBasicAuth" and "basicAuthCredentials" as they were, and run: aws amplify update-branch --app-id <id> --branch-name <name> --enable-basic-auth --basic-auth-credentials <base64 of user:password>. To turn it off, write --no-enable-basic-auth instead of both.`,
});

/** A map as CloudFormation's array of its entries, sorted, because the order is part of the desired state. */
export const sortedItems = (map: Readonly<Record<string, string>>, key: "Name" | "Key") =>
  Object.keys(map)
    .sort()
    .map((name) => ({ [key]: name, Value: map[name] }));

export const sortedByKey = (state: Record<string, unknown>) =>
  Object.fromEntries(
    Object.keys(state)
      .sort()
      .map((key) => [key, state[key]]),
  );

/**
 * The user and the password, which CloudFormation takes separately. Basic auth is off unless it is enabled, as in
 * `aws_amplify_branch`.
 */
function basicAuthConfig({ basicAuthCredentials, enableBasicAuth }: Arguments, context: Context): object | undefined {
  if (basicAuthCredentials === undefined) {
    if (enableBasicAuth === undefined || enableBasicAuth === false) return undefined;
    return context.property("enableBasicAuth").report(basicAuthIncomplete());
  }
  const credentials = isUnresolved(basicAuthCredentials)
    ? basicAuthPlaceholders(basicAuthCredentials)
    : decodeBasicAuth(basicAuthCredentials);
  const credentialsContext = context.property("basicAuthCredentials");
  if (credentials === undefined) return credentialsContext.report(basicAuthComposed());
  const { username, password } = credentials;
  const isInvalid = (part: string) => !isUnresolved(part) && (part === "" || part.length > MAX_BASIC_AUTH_LENGTH);
  if (isInvalid(username) || isInvalid(password)) return credentialsContext.report(invalidBasicAuthLength());
  return { EnableBasicAuth: enableBasicAuth ?? false, Password: password, Username: username };
}
