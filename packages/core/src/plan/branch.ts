import { messages } from "../findings/messages.js";
import { basicAuthPlaceholders, isUnresolved, referencePlaceholder } from "../placeholders/placeholder.js";
import type { Context } from "../schema/context.js";
import { decodeBasicAuth } from "../specification/basic-auth.js";
import type { AmplifyBranchArguments } from "../specification/provider-arguments.js";
import { omitUndefined } from "../util/omit-undefined.js";
import type { PlannedResource } from "./resources.js";

type Arguments = AmplifyBranchArguments<string, boolean | string>;

/** What it takes to plan a branch's own resource. */
export interface BranchRequest {
  readonly id: string;
  readonly context: Context;
  /** Id of the app's resource in the plan. */
  readonly app: string;
  readonly branchName: string;
  readonly arguments: Arguments;
  readonly buildSpec?: string | undefined;
  /** The ARN of the branch's own compute role. */
  readonly computeRoleArn?: string | undefined;
  /** `<app id>/<branch name>` of a branch that exists. */
  readonly importId?: string | undefined;
  readonly dependsOn: readonly string[];
  /** The provider's own region argument, where it has one and it was given. */
  readonly resourceRegion: { readonly region?: string };
}

/** A branch as `aws_amplify_branch`. */
export function planAmplifyBranch(request: BranchRequest): PlannedResource<"aws_amplify_branch"> {
  const { id, context, app, branchName, buildSpec, importId, dependsOn, resourceRegion } = request;
  if (buildSpec !== undefined) context.property("buildSpec").report(messages.onlyInCloudControl("buildSpec"));
  return {
    type: "aws_amplify_branch",
    id,
    dependsOn,
    ...omitUndefined({ importId }),
    arguments: { ...resourceRegion, appId: referencePlaceholder(app, "id"), branchName, ...request.arguments },
  };
}

/** Where an argument of `aws_amplify_branch` stands in `AWS::Amplify::Branch`; nothing where it has no place. */
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

/** Properties that are lists in order, so that their keys have to be known. */
const LISTED: readonly string[] = ["EnvironmentVariables", "Tags"];

/**
 * A branch as `AWS::Amplify::Branch` through Cloud Control, which can set its compute role.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-amplify-branch.html
 */
export function planCloudControlBranch(request: BranchRequest): PlannedResource<"aws_cloudcontrolapi_resource"> {
  const { id, context, app, branchName, buildSpec, computeRoleArn, dependsOn, resourceRegion } = request;
  const state: Record<string, unknown> = { AppId: referencePlaceholder(app, "id"), BranchName: branchName };
  for (const [argument, property] of Object.entries(PROPERTIES)) {
    const value = request.arguments[argument as keyof Arguments];
    if (value === undefined) continue;
    if (property === undefined) context.property(argument).report(messages.notInCloudControl(argument));
    else if (typeof value === "string" && LISTED.includes(property))
      context.property(argument).report(messages.lateStructure("object"));
    else if (argument === "stage" && value === "NONE") context.property(argument).report(messages.noneStage());
    else if (property === "EnvironmentVariables") state[property] = named(value as Record<string, string>, "Name");
    else if (property === "Tags") state[property] = named(value as Record<string, string>, "Key");
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
    // As long as the new app's id is not known, Terraform's provider takes the branch for one that changes in place.
    replaceTriggeredBy: app,
    arguments: { ...resourceRegion, typeName: "AWS::Amplify::Branch", desiredState: inOrder(state) },
  };
}

/** A map as the list that CloudFormation takes, in order: the list's order is part of the desired state. */
const named = (map: Readonly<Record<string, string>>, key: "Name" | "Key") =>
  Object.keys(map)
    .sort()
    .map((name) => ({ [key]: name, Value: map[name] }));

const inOrder = (state: Record<string, unknown>) =>
  Object.fromEntries(
    Object.keys(state)
      .sort()
      .map((key) => [key, state[key]]),
  );

/** User and password apart, as CloudFormation wants them; off unless it is switched on, as in `aws_amplify_branch`. */
function basicAuthConfig({ basicAuthCredentials, enableBasicAuth }: Arguments, context: Context): object | undefined {
  if (basicAuthCredentials === undefined) {
    if (enableBasicAuth === undefined || enableBasicAuth === false) return undefined;
    return context.property("enableBasicAuth").report(messages.basicAuthIncomplete());
  }
  const parts = isUnresolved(basicAuthCredentials)
    ? basicAuthPlaceholders(basicAuthCredentials)
    : decodeBasicAuth(basicAuthCredentials);
  if (parts === undefined) return context.property("basicAuthCredentials").report(messages.basicAuthComposed());
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-amplify-branch-basicauthconfig.html
  if ([parts.username, parts.password].some((part) => !isUnresolved(part) && (part === "" || part.length > 255))) {
    return context.property("basicAuthCredentials").report(messages.basicAuthLength());
  }
  return { EnableBasicAuth: enableBasicAuth ?? false, Password: parts.password, Username: parts.username };
}
