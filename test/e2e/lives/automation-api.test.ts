import { join } from "node:path";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import { afterAll, beforeAll, expect, it } from "vitest";
import { camelCased, configurations } from "../../support/examples.js";
import { holdings, isEmpty } from "../support/aws/holdings.js";
import { type Aws, startAws } from "../support/aws.js";
import { workspaceFolder } from "../support/folders.js";
import { PulumiStack } from "../support/pulumi.js";
import { describeWith, hasPulumi, hasPython } from "../support/tools.js";

const [way] = configurations["appsync-users"] ?? [];

/** As other programs deploy: https://www.pulumi.com/docs/iac/automation-api/ */
describeWith([hasPulumi, hasPython], "the life of an example through Pulumi's Automation API", () => {
  let aws: Aws;
  let folder: PulumiStack;
  let stack: Stack;

  beforeAll(async () => {
    aws = await startAws();
    folder = await PulumiStack.create({
      program: join(workspaceFolder, "examples/pulumi/appsync-users"),
      env: aws.env,
    });
    const given = Object.entries(folder.environment).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    );
    stack = await LocalWorkspace.createOrSelectStack(
      { stackName: "automated", workDir: folder.folder },
      { envVars: Object.fromEntries(given) },
    );
    const values = Object.entries(camelCased(way?.values ?? {}));
    await stack.setAllConfig(Object.fromEntries(values.map(([name, value]) => [name, { value }])));
  });
  afterAll(async () => {
    await folder?.remove();
    await aws?.stop();
  });

  it("a preview creates and nothing else", async () => {
    const { changeSummary } = await stack.preview();
    expect(Object.keys(changeSummary)).toEqual(["create"]);
    expect(isEmpty(await holdings(aws))).toBe(true);
  });

  it("an update deploys it, and gives its outputs", async () => {
    const { summary, outputs } = await stack.up();
    expect(summary.result).toBe("succeeded");
    const [pool] = aws.gateway.identityPools.pools();
    expect(outputs.identityPoolId?.value).toBe(pool?.settings.IdentityPoolId);
    expect(pool?.roles).toEqual({
      authenticated: "arn:aws:iam::123456789012:role/posts-authenticated",
      unauthenticated: "arn:aws:iam::123456789012:role/posts-unauthenticated",
    });
  });

  it("a second update, and a refresh, have nothing to do", async () => {
    expect(Object.keys((await stack.up()).summary.resourceChanges ?? {})).toEqual(["same"]);
    expect(Object.keys((await stack.refresh()).summary.resourceChanges ?? {})).toEqual(["same"]);
  });

  it("leaves nothing behind when it is destroyed", async () => {
    await stack.destroy();
    expect(isEmpty(await holdings(aws))).toBe(true);
  });
});
