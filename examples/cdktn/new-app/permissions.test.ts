import { test } from "node:test";
import { expectAccess } from "@amplify-roles/core/testing";
import { tested } from "./main";

const { web, table, bucket } = tested;

/** What AWS's policy allows, as its page says: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonS3ReadOnlyAccess.html */
const actions = ["s3:Get*", "s3:List*", "s3:Describe*", "s3-object-lambda:Get*", "s3-object-lambda:List*"];
const policies = [
  {
    policy: "AmazonS3ReadOnlyAccess",
    document: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }] },
  },
] as const;

test("main reads and writes orders, and only reads images", async () => {
  const main = expectAccess(web, { branch: "main", policies });
  await main.toAllow(["dynamodb:GetItem", "dynamodb:PutItem"], table);
  await main.toAllow("s3:GetObject", bucket);
  await main.not.toAllow(["s3:PutObject", "s3:DeleteObject"], bucket);
});

test("a feature branch reads orders, and nothing else", async () => {
  const feature = expectAccess(web, { branch: "feature/login" });
  await feature.toAllow(["dynamodb:GetItem", "dynamodb:Query"], table);
  await feature.not.toAllow(["dynamodb:PutItem", "dynamodb:DeleteItem"], table);
  const reads = ["BatchGetItem", "ConditionCheckItem", "DescribeTable", "GetItem", "Query", "Scan"];
  await feature.toAllowNothingElse([{ actions: reads.map((name) => `dynamodb:${name}`), resources: table }]);
});
