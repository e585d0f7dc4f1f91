import { test } from "node:test";
import { expectAccess } from "@amplify-roles/core/testing";
import * as pulumi from "@pulumi/pulumi";

pulumi.runtime.setAllConfig({
  "project:githubToken": "token",
  "project:databasePassword": "password",
  "project:apiToken": "token",
});
pulumi.runtime.setMocks({
  newResource: ({ type, name, inputs }) => ({
    id: `${name}-id`,
    state: { ...inputs, arn: arnOf(type, inputs.name ?? name) },
  }),
  call: () => ({ accountId: "123456789012", partition: "aws", region: "eu-west-1" }),
});

/** The ARN that AWS would give a resource. */
function arnOf(type: string, name: string): string {
  if (type === "aws:dynamodb/table:Table") return `arn:aws:dynamodb:eu-west-1:123456789012:table/${name}`;
  if (type === "aws:s3/bucket:Bucket") return `arn:aws:s3:::${name}`;
  if (type === "aws:secretsmanager/secret:Secret")
    return `arn:aws:secretsmanager:eu-west-1:123456789012:secret:${name}-AbCdEf`;
  if (type === "aws:kms/key:Key") return `arn:aws:kms:eu-west-1:123456789012:key/${name}`;
  return `arn:aws:iam::123456789012:role/${name}`;
}

// The mocks have to be set before the program runs.
const program = import("./program.js");

/** What AWS's policy allows, as its page says: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonS3ReadOnlyAccess.html */
const actions = ["s3:Get*", "s3:List*", "s3:Describe*", "s3-object-lambda:Get*", "s3-object-lambda:List*"];
const policies = [
  {
    policy: "AmazonS3ReadOnlyAccess",
    document: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }] },
  },
] as const;

test("main reads and writes orders, and only reads images", async () => {
  const { web, table, bucket } = await program;
  const main = expectAccess(web, { branch: "main", policies });
  await main.toAllow(["dynamodb:GetItem", "dynamodb:PutItem"], table);
  await main.toAllow("s3:GetObject", bucket);
  await main.not.toAllow(["s3:PutObject", "s3:DeleteObject"], bucket);
});

test("a feature branch reads orders, and nothing else", async () => {
  const { web, table } = await program;
  const feature = expectAccess(web, { branch: "feature/login" });
  await feature.toAllow(["dynamodb:GetItem", "dynamodb:Query"], table);
  await feature.not.toAllow(["dynamodb:PutItem", "dynamodb:DeleteItem"], table);
  const reads = ["BatchGetItem", "ConditionCheckItem", "DescribeTable", "GetItem", "Query", "Scan"];
  await feature.toAllowNothingElse([{ actions: reads.map((name) => `dynamodb:${name}`), resources: table }]);
});
