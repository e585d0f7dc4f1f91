import type { AmplifyHosting } from "../amplify/hosting.js";
import { isJsonObject, type JsonObject } from "../message.js";

/** The properties that the API has under the same name, in camel case. */
const SAME = [
  "BuildSpec",
  "ComputeRoleArn",
  "Description",
  "EnableAutoBuild",
  "EnablePerformanceMode",
  "EnablePullRequestPreview",
  "EnableSkewProtection",
  "Framework",
  "PullRequestEnvironmentName",
  "Stage",
] as const;

/**
 * What CloudFormation's handler for `AWS::Amplify::Branch` does with Amplify's API, after the published one:
 * https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-amplify
 *
 * As there, an update sends Amplify only what the desired state holds: a property that is taken out of it, or a list of
 * variables that becomes empty, stays as it was.
 */
export class BranchHandler {
  readonly #hosting: AmplifyHosting;

  constructor(hosting: AmplifyHosting) {
    this.#hosting = hosting;
  }

  async create(region: string, desired: JsonObject): Promise<JsonObject> {
    const input = { ...toApi(desired), branchName: desired.BranchName, tags: fromPairs(desired.Tags, "Key") };
    return fromApi(await this.#hosting.createBranch(region, String(desired.AppId), input));
  }

  read(region: string, arn: string): JsonObject {
    const { appId, branchName } = parts(arn);
    return fromApi(this.#hosting.getBranch(region, appId, branchName));
  }

  async update(region: string, arn: string, desired: JsonObject): Promise<JsonObject> {
    const { appId, branchName } = parts(arn);
    const branch = await this.#hosting.updateBranch(region, appId, branchName, toApi(desired));
    branch.tags = fromPairs(desired.Tags, "Key");
    return fromApi(branch);
  }

  delete(region: string, arn: string): void {
    const { appId, branchName } = parts(arn);
    this.#hosting.deleteBranch(region, appId, branchName);
  }
}

/** The app's id and the branch's name in a branch's ARN, which is the type's identifier. */
function parts(arn: string): { appId: string; branchName: string } {
  const found = /:apps\/([^/]+)\/branches\/(.+)$/.exec(arn);
  return { appId: found?.[1] ?? "", branchName: found?.[2] ?? "" };
}

function toApi(desired: JsonObject): JsonObject {
  const input: JsonObject = {};
  for (const name of SAME) if (desired[name] !== undefined) input[camel(name)] = desired[name];
  const variables = fromPairs(desired.EnvironmentVariables, "Name");
  if (Object.keys(variables).length > 0) input.environmentVariables = variables;
  const { Backend: backend, BasicAuthConfig: basicAuth } = desired;
  if (isJsonObject(backend)) input.backend = { stackArn: backend.StackArn };
  if (isJsonObject(basicAuth)) {
    input.enableBasicAuth = basicAuth.EnableBasicAuth;
    input.basicAuthCredentials = Buffer.from(`${basicAuth.Username}:${basicAuth.Password}`).toString("base64");
  }
  return input;
}

function fromApi(branch: JsonObject): JsonObject {
  const properties: JsonObject = {
    AppId: parts(String(branch.branchArn)).appId,
    Arn: branch.branchArn,
    BranchName: branch.branchName,
  };
  for (const name of SAME) {
    const value = branch[camel(name)];
    // The type's schema has no NONE, which is Amplify's word for a branch without a stage.
    if (value !== undefined && value !== "" && value !== "NONE") properties[name] = value;
  }
  if (isJsonObject(branch.backend)) properties.Backend = { StackArn: branch.backend.stackArn };
  const variables = toPairs(branch.environmentVariables, "Name");
  const tags = toPairs(branch.tags, "Key");
  if (variables.length > 0) properties.EnvironmentVariables = variables;
  if (tags.length > 0) properties.Tags = tags;
  return properties;
}

function camel(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function fromPairs(pairs: unknown, key: "Name" | "Key"): JsonObject {
  const all = Array.isArray(pairs) ? pairs.filter(isJsonObject) : [];
  return Object.fromEntries(all.map((pair) => [String(pair[key]), pair.Value]));
}

function toPairs(members: unknown, key: "Name" | "Key"): JsonObject[] {
  return isJsonObject(members) ? Object.entries(members).map(([name, value]) => ({ [key]: name, Value: value })) : [];
}
