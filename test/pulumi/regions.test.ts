import { AmplifyComputeRole, dynamodb, policyFor, s3 } from "@amplify-roles/pulumi";
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ComponentResourceOptions } from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { withMocks } from "../support/pulumi/mocks.js";

const config = { "aws:region": "eu-west-1" };
const provider = (region: pulumi.Input<string>) => new aws.Provider(`provider-${region}`, { region });

/** The warnings of a program that grants a table and a bucket. */
async function warningsOf(
  resources: () => { readonly given?: object; readonly app?: ComponentResourceOptions },
  grants = (table: aws.dynamodb.Table, bucket: aws.s3.Bucket) => [dynamodb.read(table), s3.read(bucket)],
) {
  const { logs } = await withMocks({ preview: true, config }, () => {
    const { given = {}, app } = resources();
    const { region, ...opts } = given as { readonly region?: string };
    const attributes = [{ name: "id", type: "S" }];
    const table = new aws.dynamodb.Table("orders", { hashKey: "id", attributes, ...(region && { region }) }, opts);
    const bucket = new aws.s3.Bucket("images", {}, opts);
    new AmplifyComputeRole("web", { grants: grants(table, bucket) }, app);
  });
  return logs.map(({ message }) => message);
}

describe("a resource in another region than the app's is a warning", () => {
  test.each<[string, () => { readonly given?: object; readonly app?: ComponentResourceOptions }]>([
    ["of its provider", () => ({ given: { provider: provider("us-east-1") } })],
    ["of its own", () => ({ given: { region: "us-east-1" } })],
    [
      "of another provider than the app's",
      () => ({ given: { provider: provider("us-east-1") }, app: { provider: provider("eu-west-1") } }),
    ],
    ["of the default provider", () => ({ given: { region: "us-east-1" }, app: { provider: provider("eu-west-1") } })],
  ])("%s", async (_, resources) => {
    expect(await warningsOf(resources)).toEqual([
      expect.stringMatching(
        /^grants\[0\]\.resources\[0\]: The DynamoDB table orders is in the region "us-east-1".*RESOURCE_IN_OTHER_REGION/s,
      ),
    ]);
  });

  test("not where the regions are equal, or not known", async () => {
    expect(await warningsOf(() => ({}))).toEqual([]);
    expect(await warningsOf(() => ({ given: { provider: provider("eu-west-1") } }))).toEqual([]);
    expect(await warningsOf(() => ({ given: { region: "eu-west-1", provider: provider("us-east-1") } }))).toEqual([]);
  });

  test("not for an ARN, whose region the program chose", async () => {
    const resources = () => ({ given: { provider: provider("us-east-1") } });
    expect(await warningsOf(resources, (table, bucket) => [dynamodb.read(table.arn), s3.read(bucket.arn)])).toEqual([]);
  });

  test("also in a later grant, and in policyFor", async () => {
    const { logs } = await withMocks({ preview: true, config }, () => {
      const opts = { provider: provider("us-east-1") };
      const table = new aws.dynamodb.Table("orders", { hashKey: "id", attributes: [{ name: "id", type: "S" }] }, opts);
      const role = new AmplifyComputeRole("web", { grants: [s3.read({ name: "images" })] });
      role.grant(dynamodb.read(table));
      new aws.iam.Policy("other", { policy: policyFor([dynamodb.read(table)]) });
    });
    const paths = logs.map(({ message }) => message.split(":")[0]);
    expect(paths.sort()).toEqual(["grants[0].resources[0]", "grants[1].resources[0]"]);
  });
});
