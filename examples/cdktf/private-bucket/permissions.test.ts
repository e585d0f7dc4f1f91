import { test } from "node:test";
import { expectAccess } from "@amplify-roles/core/testing";
import { tested } from "./main";

const { gallery, bucket } = tested;

test("the server reads images and settings, and changes nothing", async () => {
  const main = expectAccess(gallery, { branch: "main" });
  await main.toAllow("s3:GetObject", bucket);
  await main.not.toAllow(["s3:PutObject", "s3:DeleteObject", "s3:PutObjectAcl"], bucket);
  await main.toAllowNothingElse([
    { actions: ["s3:Get*", "s3:List*"], resources: bucket },
    // Its settings.
    {
      actions: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
      resources: "arn:*:secretsmanager:*:*:secret:gallery/prod/api-??????",
    },
    "secretsmanager:BatchGetSecretValue",
    { actions: "ssm:Get*", resources: "arn:*:ssm:*:*:parameter/gallery/prod" },
    { actions: "ssm:Get*", resources: "arn:*:ssm:*:*:parameter/gallery/prod/*" },
  ]);
});
