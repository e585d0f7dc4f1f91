import { faults } from "../errors/faults.js";
import type { AmplifyBranchArguments } from "../plan/provider-arguments.js";
import type { PlannedResource } from "../plan/resources.js";
import type { Place } from "../read/place.js";
import { present } from "../read/present.js";
import { basicAuthMarkers, isLate, referenceMarker } from "../text/late.js";
import { decodeBasicAuth } from "./basic-auth.js";

type Arguments = AmplifyBranchArguments<string, boolean | string>;

/** What it takes to plan a branch's own resource. */
export interface BranchRequest {
  readonly id: string;
  readonly at: Place;
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
  const { id, at, app, branchName, buildSpec, importId, dependsOn, resourceRegion } = request;
  if (buildSpec !== undefined) at.member("buildSpec").report(faults.onlyInCloudControl("buildSpec"));
  return {
    kind: "aws_amplify_branch",
    id,
    dependsOn,
    ...present({ importId }),
    arguments: { ...resourceRegion, appId: referenceMarker(app, "id"), branchName, ...request.arguments },
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
  const { id, at, app, branchName, buildSpec, computeRoleArn, dependsOn, resourceRegion } = request;
  const state: Record<string, unknown> = { AppId: referenceMarker(app, "id"), BranchName: branchName };
  for (const [argument, property] of Object.entries(PROPERTIES)) {
    const value = request.arguments[argument as keyof Arguments];
    if (value === undefined) continue;
    if (property === undefined) at.member(argument).report(faults.notInCloudControl(argument));
    else if (typeof value === "string" && LISTED.includes(property))
      at.member(argument).report(faults.lateStructure("object"));
    else if (argument === "stage" && value === "NONE") at.member(argument).report(faults.noneStage());
    else if (property === "EnvironmentVariables") state[property] = named(value as Record<string, string>, "Name");
    else if (property === "Tags") state[property] = named(value as Record<string, string>, "Key");
    else if (property !== "BasicAuthConfig") state[property] = value;
  }
  const basicAuth = basicAuthConfig(request.arguments, at);
  if (basicAuth !== undefined) state.BasicAuthConfig = basicAuth;
  if (buildSpec !== undefined) state.BuildSpec = buildSpec;
  if (computeRoleArn !== undefined) state.ComputeRoleArn = computeRoleArn;
  return {
    kind: "aws_cloudcontrolapi_resource",
    id,
    dependsOn,
    // As long as the new app's id is not known, Terraform's provider takes the branch for one that changes in place.
    replacedWith: app,
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
function basicAuthConfig({ basicAuthCredentials, enableBasicAuth }: Arguments, at: Place): object | undefined {
  if (basicAuthCredentials === undefined) {
    if (enableBasicAuth === undefined || enableBasicAuth === false) return undefined;
    return at.member("enableBasicAuth").report(faults.basicAuthIncomplete());
  }
  const parts = isLate(basicAuthCredentials)
    ? basicAuthMarkers(basicAuthCredentials)
    : decodeBasicAuth(basicAuthCredentials);
  if (parts === undefined) return at.member("basicAuthCredentials").report(faults.basicAuthComposed());
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-amplify-branch-basicauthconfig.html
  if ([parts.username, parts.password].some((part) => !isLate(part) && (part === "" || part.length > 255))) {
    return at.member("basicAuthCredentials").report(faults.basicAuthLength());
  }
  return { EnableBasicAuth: enableBasicAuth ?? false, Password: parts.password, Username: parts.username };
}
